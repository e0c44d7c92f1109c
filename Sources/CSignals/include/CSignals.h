#ifndef CSIGNALS_H
#define CSIGNALS_H

// A handler may only set a flag, and Swift has no type for one that a handler may set.
// Handlers are installed without SA_RESTART: a blocked read returns with EINTR.
void signals_install(void);
// The last of SIGINT, SIGTERM, SIGHUP that came since the last call, or 0.
int signals_take(void);

#endif
