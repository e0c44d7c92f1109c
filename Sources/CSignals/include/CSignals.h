#ifndef CSIGNALS_H
#define CSIGNALS_H

// A handler may only set a flag, and Swift has no type for one that a handler may set. Signals
// come to the main thread while another one waits for input, so no read is ended by them: wait
// with `signals_wait` first.
void signals_install(void);
// Waits until `descriptor` can be read or has ended (1), or until a signal came (0).
int signals_wait(int descriptor);
// The same as `signals_take`, and the signal stays to be taken.
int signals_pending(void);
// The last of SIGINT, SIGTERM, SIGHUP that came since the last call, or 0.
int signals_take(void);

#endif
