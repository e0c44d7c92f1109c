#ifndef SCREEN_H
#define SCREEN_H

// What the .c files share.

#define _GNU_SOURCE 1
#define _DARWIN_C_SOURCE 1
#define NCURSES_WIDECHAR 1

#include <curses.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <termios.h>

#include "CNcursesw.h"

struct screen {
  SCREEN *curses;
  // Keys are read from a pad: reading from a window would also draw it.
  WINDOW *keys;
  struct termios shell;
  bool is_released;
  // Since the last event another program had the terminal.
  bool was_away;
  bool takes_pastes;
  bool has_ended;
};

extern struct screen screen;

// Writes all, and gives up when the terminal is lost.
void screen_write(const char *bytes, size_t length);

// Takes over the size that the terminal has now; whether it is another.
bool screen_adopt_size(void);

// Signals that are told as events, set by handlers.
extern volatile sig_atomic_t screen_signal_pending;
extern volatile sig_atomic_t screen_stop_pending;
extern volatile sig_atomic_t screen_continue_pending;
extern volatile sig_atomic_t screen_size_pending;

bool screen_signals_install(void);
void screen_signals_remove(void);
// While another program has the terminal: what the user types for it is not meant for us.
void screen_signals_release(void);
void screen_signals_reacquire(void);
// Whether the terminal is with other processes, as it is in the background.
bool screen_signals_are_behind(void);
// Whether this was continued in the background in order to end.
bool screen_signals_end_behind(void);
// Becomes readable when a handler has run.
int screen_signals_descriptor(void);
void screen_signals_drain(void);

// What a crash sends to make the terminal usable.
void screen_guard_set_reset(const char *bytes, size_t length);
void screen_guard_install(void);
void screen_guard_remove(void);

void screen_keys_define(void);
void screen_keys_forget(void);

#endif
