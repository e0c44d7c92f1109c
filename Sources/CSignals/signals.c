#define _POSIX_C_SOURCE 200809L

#include "CSignals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t pending = 0;
// What a handler writes here ends a wait, whichever thread the signal came to.
static int wake[2] = {-1, -1};

static void note(int number) {
  int saved = errno;
  pending = number;
  ssize_t count = write(wake[1], "", 1);
  (void)count;  // A full pipe wakes as well.
  errno = saved;
}

static void configure(int descriptor) {
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

void signals_install(void) {
  if (wake[0] < 0 && pipe(wake) == 0) {
    configure(wake[0]);
    configure(wake[1]);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = note;
  sigaction(SIGINT, &action, 0);
  sigaction(SIGTERM, &action, 0);
  sigaction(SIGHUP, &action, 0);
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, 0);
}

int signals_wait(int descriptor) {
  struct pollfd sources[2] = {
    {.fd = descriptor, .events = POLLIN}, {.fd = wake[0], .events = POLLIN}};
  while (poll(sources, 2, -1) < 0) {
    if (errno != EINTR) return 1;
  }
  if (sources[1].revents == 0) return 1;
  char drained[64];
  while (read(wake[0], drained, sizeof drained) > 0) {
  }
  return 0;
}

int signals_pending(void) { return pending; }

int signals_take(void) {
  int number = pending;
  pending = 0;
  return number;
}
