#include "screen.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

volatile sig_atomic_t screen_signal_pending = 0;
volatile sig_atomic_t screen_stop_pending = 0;
volatile sig_atomic_t screen_continue_pending = 0;
volatile sig_atomic_t screen_size_pending = 0;

static volatile sig_atomic_t is_released = 0;
// How long a signal may take that came together with SIGCONT, to another thread.
enum { signal_milliseconds = 100 };
// A signal between looking at the flags and waiting would be slept through without it.
static int wake[2] = {-1, -1};

static const int told[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
enum { told_count = sizeof told / sizeof told[0] };
static struct sigaction told_before[told_count];

static void note(int number) {
  int saved = errno;
  switch (number) {
    case SIGWINCH:
      screen_size_pending = 1;
      break;
    case SIGCONT:
      screen_continue_pending = 1;
      break;
    case SIGTSTP:
      screen_stop_pending = 1;
      break;
    case SIGINT:
    case SIGQUIT:
      if (!is_released) screen_signal_pending = number;
      break;
    default:
      screen_signal_pending = number;
  }
  ssize_t ignored = write(wake[1], "", 1);
  (void)ignored;
  errno = saved;
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigfillset(&action.sa_mask);
  action.sa_handler = handler;
  sigaction(number, &action, NULL);
}

bool screen_signals_install(void) {
  if (pipe(wake) != 0) return false;
  for (int end = 0; end < 2; end++) {
    fcntl(wake[end], F_SETFD, FD_CLOEXEC);
    fcntl(wake[end], F_SETFL, O_NONBLOCK);
  }
  screen_signal_pending = screen_stop_pending = 0;
  screen_continue_pending = screen_size_pending = 0;
  is_released = 0;
  for (int index = 0; index < told_count; index++) {
    sigaction(told[index], NULL, &told_before[index]);
    handle(told[index], note);
  }
  return true;
}

void screen_signals_remove(void) {
  for (int index = 0; index < told_count; index++) {
    sigaction(told[index], &told_before[index], NULL);
  }
  close(wake[0]);
  close(wake[1]);
  wake[0] = wake[1] = -1;
}

void screen_signals_release(void) {
  is_released = 1;
  handle(SIGTSTP, SIG_DFL);
}

void screen_signals_reacquire(void) {
  handle(SIGTSTP, note);
  screen_continue_pending = 0;
  screen_stop_pending = 0;
  is_released = 0;
}

bool screen_signals_are_behind(void) {
  pid_t owner = tcgetpgrp(STDIN_FILENO);
  return owner >= 0 && owner != getpgrp();
}

bool screen_signals_end_behind(void) {
  // `kill %1` sends SIGTERM and SIGCONT. To touch the terminal then would be to stop again.
  struct pollfd woken = {.fd = wake[0], .events = POLLIN};
  while (!screen_signal_pending && screen_signals_are_behind()) {
    int ready = poll(&woken, 1, signal_milliseconds);
    if (ready == 0 || (ready < 0 && errno != EINTR)) break;
    screen_signals_drain();
  }
  return screen_signal_pending && screen_signals_are_behind();
}

int screen_signals_descriptor(void) { return wake[0]; }

void screen_signals_drain(void) {
  char bytes[64];
  while (read(wake[0], bytes, sizeof bytes) > 0) continue;
}

// The guard: a crash must not leave the user with a terminal that shows nothing of what is typed.

static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };
static struct sigaction fatal_before[fatal_count];
static char reset[256];
static size_t reset_length = 0;
static stack_t guard_stack;
static stack_t stack_before;

void screen_guard_set_reset(const char *bytes, size_t length) {
  reset_length = length < sizeof reset ? length : 0;
  memcpy(reset, bytes, reset_length);
}

static void restore_and_die(int number) {
  if (!is_released) {
    ssize_t ignored = write(STDOUT_FILENO, reset, reset_length);
    (void)ignored;
    tcsetattr(STDIN_FILENO, TCSANOW, &screen.shell);
  }
  for (int index = 0; index < fatal_count; index++) {
    if (fatal[index] == number) sigaction(number, &fatal_before[index], NULL);
  }
  raise(number);
}

void screen_guard_install(void) {
  // A stack of its own: the crash may be that the stack is full.
  size_t size = 65536;
  sigaltstack(NULL, &stack_before);
  guard_stack.ss_sp = malloc(size);
  guard_stack.ss_size = size;
  guard_stack.ss_flags = 0;
  if (guard_stack.ss_sp) sigaltstack(&guard_stack, NULL);
  struct sigaction action;
  memset(&action, 0, sizeof action);
  sigemptyset(&action.sa_mask);
  action.sa_handler = restore_and_die;
  action.sa_flags = SA_ONSTACK | SA_NODEFER;
  for (int index = 0; index < fatal_count; index++) {
    sigaction(fatal[index], &action, &fatal_before[index]);
  }
}

void screen_guard_remove(void) {
  for (int index = 0; index < fatal_count; index++) {
    sigaction(fatal[index], &fatal_before[index], NULL);
  }
  if (!guard_stack.ss_sp) return;
  // Another thread may be the one that uses it; then it stays.
  stack_t now;
  if (sigaltstack(NULL, &now) == 0 && now.ss_sp == guard_stack.ss_sp) {
    sigaltstack(&stack_before, NULL);
    free(guard_stack.ss_sp);
  }
  guard_stack.ss_sp = NULL;
}
