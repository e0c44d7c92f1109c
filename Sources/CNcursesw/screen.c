#include "screen.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros of these names.
#undef columns
#undef lines

struct screen screen;

static bool has_colour = false;

// Bytes that are gathered before they are written.
static char *gathered = NULL;
static size_t gathered_length = 0;
static size_t gathered_capacity = 0;

static const char paste_on[] = "\033[?2004h";
static const char paste_off[] = "\033[?2004l";

static int gather(int byte) {
  if (gathered_length == gathered_capacity) {
    size_t capacity = gathered_capacity ? gathered_capacity * 2 : 1024;
    char *larger = realloc(gathered, capacity);
    if (!larger) return ERR;
    gathered = larger;
    gathered_capacity = capacity;
  }
  gathered[gathered_length++] = (char)byte;
  return byte;
}

static bool has(const char *capability) {
  return capability && capability != (char *)-1 && *capability;
}

static void gather_capability(const char *name) {
  char *capability = tigetstr(name);
  if (has(capability)) tputs(capability, 1, gather);
}

static void gather_text(const char *text) {
  while (*text) gather(*text++);
}

static void gather_move(int row, int column) {
  char *capability = tigetstr("cup");
  if (has(capability)) tputs(tiparm(capability, row, column), 1, gather);
}

void screen_write(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t count = write(STDOUT_FILENO, bytes, length);
    if (count > 0) {
      bytes += count;
      length -= (size_t)count;
    } else if (count < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
      if (poll(&ready, 1, 1000) <= 0 && errno != EINTR) return;
    } else if (count == 0 || errno != EINTR) {
      return;
    }
  }
}

static bool is_utf8(void) {
  const char *codeset = nl_langinfo(CODESET);
  return codeset && (strcasecmp(codeset, "UTF-8") == 0 || strcasecmp(codeset, "UTF8") == 0);
}

int32_t screen_codeset(void) {
  if (setlocale(LC_CTYPE, "") && is_utf8()) return SCREEN_UTF8;
  if (setlocale(LC_CTYPE, "C.UTF-8") && is_utf8()) return SCREEN_ASSUMED;
  if (setlocale(LC_CTYPE, "en_US.UTF-8") && is_utf8()) return SCREEN_ASSUMED;
  setlocale(LC_CTYPE, "C");
  return SCREEN_ASCII;
}

// Whether the terminal is described well enough; newterm alone would not tell what is wrong.
static int32_t probe(void) {
  const char *name = getenv("TERM");
  if (!name || !*name) return SCREEN_UNKNOWN_TERMINAL;
  if (strcmp(name, "dumb") == 0) return SCREEN_NO_CURSOR;
  int found = 0;
  if (setupterm(NULL, STDOUT_FILENO, &found) == ERR) {
    return found == 1 ? SCREEN_NO_CURSOR : SCREEN_UNKNOWN_TERMINAL;
  }
  bool can_move = has(tigetstr("cup"));
  del_curterm(cur_term);
  return can_move ? SCREEN_OPENED : SCREEN_NO_CURSOR;
}

static void start_colours(bool is_wanted) {
  has_colour = is_wanted && has_colors() && start_color() == OK && use_default_colors() == OK;
  for (short colour = 1; has_colour && colour < 8; colour++) init_pair(colour, colour, -1);
}

// The bytes are made now: a crash may come where nothing can be looked up any more.
static void prepare_reset(void) {
  gathered_length = 0;
  gather_text(paste_off);
  gather_capability("sgr0");
  if (has_colour) gather_capability("op");
  gather_capability("rmkx");
  gather_capability("cnorm");
  gather_capability("rmcup");
  screen_guard_set_reset(gathered, gathered_length);
  gathered_length = 0;
}

int32_t screen_open(int32_t wants_colour) {
  static bool closes_at_exit = false;
  if (screen.curses) return SCREEN_IS_OPEN;
  if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return SCREEN_NO_TERMINAL;
  int32_t found = probe();
  if (found != SCREEN_OPENED) return found;
  memset(&screen, 0, sizeof screen);
  if (tcgetattr(STDIN_FILENO, &screen.shell) != 0) return SCREEN_NO_TERMINAL;
  // Ours before those of curses, which leaves alone what is taken.
  if (!screen_signals_install()) return SCREEN_NO_TERMINAL;
  use_env(TRUE);
#ifdef NCURSES_EXT_FUNCS
  use_tioctl(TRUE);  // LINES and COLUMNS may be those of another terminal.
#endif
  screen.curses = newterm(NULL, stdout, stdin);
  screen.keys = screen.curses ? newpad(1, 1) : NULL;
  if (!screen.keys) {
    if (screen.curses) {
      endwin();
      delscreen(screen.curses);
      screen.curses = NULL;
    }
    screen_signals_remove();
    return SCREEN_UNKNOWN_TERMINAL;
  }
  raw();
  noecho();
  nonl();
  if (!getenv("ESCDELAY")) set_escdelay(25);
  keypad(screen.keys, TRUE);
  screen_keys_define();
  start_colours(wants_colour != 0);
  prepare_reset();
  screen_guard_install();
  if (!closes_at_exit) closes_at_exit = atexit(screen_close) == 0;
  return SCREEN_OPENED;
}

static void stop_pastes(void) {
  if (screen.takes_pastes) screen_write(paste_off, sizeof paste_off - 1);
  screen.takes_pastes = false;
}

void screen_close(void) {
  if (!screen.curses) return;
  if (!screen.is_released) {
    stop_pastes();
    curs_set(1);
    endwin();
  }
  screen_guard_remove();
  screen_signals_remove();
  delwin(screen.keys);
  delscreen(screen.curses);
  screen.curses = NULL;
  screen_keys_forget();
  free(gathered);
  gathered = NULL;
  gathered_length = gathered_capacity = 0;
}

bool screen_adopt_size(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
  if (size.ws_row == 0 || size.ws_col == 0 || !is_term_resized(size.ws_row, size.ws_col)) {
    return false;
  }
  // resizeterm would also put a key into the input.
  return resize_term(size.ws_row, size.ws_col) == OK;
}

void screen_size(int32_t *columns, int32_t *rows) {
  int height = 0, width = 0;
  if (screen.curses) getmaxyx(stdscr, height, width);
  *columns = width;
  *rows = height;
}

int32_t screen_width(const uint8_t *utf8, int64_t length) {
  mbstate_t state = {0};
  int32_t width = 0;
  while (length > 0) {
    wchar_t wide = 0;
    size_t used = mbrtowc(&wide, (const char *)utf8, (size_t)length, &state);
    if (used == 0 || used == (size_t)-1 || used == (size_t)-2) return -1;
    int own = wcwidth(wide);
    if (own < 0) return -1;
    width += own;
    utf8 += used;
    length -= (int64_t)used;
  }
  return width;
}

static attr_t attributes_of(int32_t attributes) {
  attr_t result = A_NORMAL;
  if (attributes & SCREEN_BOLD) result |= A_BOLD;
  if (attributes & SCREEN_REVERSE) result |= A_REVERSE;
  if (attributes & SCREEN_UNDERLINE) result |= A_UNDERLINE;
  return result;
}

static short pair_of(int32_t colour) {
  return has_colour && colour > 0 && colour < 8 ? (short)colour : 0;
}

void screen_erase_row(int32_t row) {
  if (!screen.curses || wmove(stdscr, row, 0) == ERR) return;
  attr_set(A_NORMAL, 0, NULL);
  clrtoeol();
}

void screen_put(int32_t row, int32_t column, const uint8_t *utf8, int64_t length,
                int32_t attributes, int32_t colour) {
  if (!screen.curses || length > INT32_MAX || wmove(stdscr, row, column) == ERR) return;
  attr_set(attributes_of(attributes), pair_of(colour), NULL);
  addnstr((const char *)utf8, (int)length);
}

void screen_cursor(int32_t row, int32_t column) {
  if (!screen.curses || screen.is_released) return;
  curs_set(row >= 0 ? 1 : 0);
  wmove(stdscr, row >= 0 ? row : 0, row >= 0 ? column : 0);
}

void screen_redraw_row(int32_t row) {
  if (screen.curses) wredrawln(stdscr, row, 1);
}

void screen_redraw(void) {
  if (screen.curses) clearok(curscr, TRUE);
}

void screen_flush(void) {
  if (!screen.curses || screen.is_released) return;
  wnoutrefresh(stdscr);
  doupdate();
  if (!screen.takes_pastes) {
    screen_write(paste_on, sizeof paste_on - 1);
    screen.takes_pastes = true;
  }
}

void screen_overlay(int32_t row, int32_t column, const uint8_t *utf8, int64_t length,
                    int32_t attributes, int32_t colour) {
  if (!screen.curses || screen.is_released) return;
  // A text that is wider than thought must not go on in the next row.
  // Sent to all: screen and rxvt can do it and their descriptions do not say so.
  if (gathered_length == 0) gather_text("\033[?7l");
  gather_move(row, column);
  vid_puts(attributes_of(attributes), pair_of(colour), NULL, gather);
  for (int64_t index = 0; index < length; index++) gather(utf8[index]);
  vid_puts(A_NORMAL, 0, NULL, gather);
}

void screen_flush_overlay(void) {
  if (!screen.curses || screen.is_released || gathered_length == 0) return;
  gather_text("\033[?7h");
  int row = 0, column = 0;
  getyx(curscr, row, column);
  gather_move(row, column);  // Where curses believes the cursor to be.
  screen_write(gathered, gathered_length);
  gathered_length = 0;
}

void screen_send(const uint8_t *bytes, int64_t length) {
  if (screen.curses && !screen.is_released) screen_write((const char *)bytes, (size_t)length);
}

void screen_release(void) {
  if (!screen.curses || screen.is_released) return;
  stop_pastes();
  curs_set(1);
  endwin();
  screen.is_released = true;
  screen_signals_release();
}

void screen_reacquire(void) {
  if (!screen.curses || !screen.is_released) return;
  screen_signals_reacquire();
  screen.is_released = false;
  screen.was_away = true;
  reset_prog_mode();
  screen_adopt_size();
  clearok(curscr, TRUE);
  screen_flush();
}

void screen_suspend(void) {
  if (!screen.curses) return;
  bool was_released = screen.is_released;
  screen_release();
  // Others of the group first, then this thread: the signal that it sends itself has stopped the
  // process before the call returns. In a group that no shell watches, neither does anything.
  struct sigaction ignored = {.sa_handler = SIG_IGN}, usual = {.sa_handler = SIG_DFL}, before;
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &ignored, &before);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &usual, NULL);
  // Threads of Swift's executor have it blocked.
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
  if (!was_released && !screen_signals_end_behind()) screen_reacquire();
}
