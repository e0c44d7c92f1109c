#define _POSIX_C_SOURCE 200809L

#include "CSignals.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t pending = 0;

static void note(int number) { pending = number; }

void signals_install(void) {
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

int signals_take(void) {
  int number = pending;
  pending = 0;
  return number;
}
