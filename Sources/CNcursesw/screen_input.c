#include "screen.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

// Codes of our own. Those right after KEY_MAX are for what a terminal's description adds.
enum {
  code_paste_start = 0x4000,
  code_paste_end,
  code_word_left,
  code_word_right,
  code_alt_backspace,
  code_keypad,  // And the place of the character in `keypad_letters`.
};

// What the number block sends in application mode, and what it means.
static const char keypad_letters[] = "pqrstuvwxyjklmnoM";
static const char keypad_meanings[] = "0123456789*+,-./\r";

// How long the rest of a character may take, of a sequence, of a paste.
enum { character_milliseconds = 500, sequence_milliseconds = 25, paste_milliseconds = 10000 };
enum { paste_limit = 1 << 20, string_limit = 4096 };

static uint8_t *pasted = NULL;
// Whether curses may hold characters that it has read and not handed out.
static bool may_hold = false;

void screen_keys_define(void) {
  // Terminals send both forms, whatever their description says.
  static const struct {
    const char *form;
    int code;
  } forms[] = {
      {"\033[A", KEY_UP},      {"\033OA", KEY_UP},      {"\033[B", KEY_DOWN},
      {"\033OB", KEY_DOWN},    {"\033[C", KEY_RIGHT},   {"\033OC", KEY_RIGHT},
      {"\033[D", KEY_LEFT},    {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
      {"\033OH", KEY_HOME},    {"\033[1~", KEY_HOME},   {"\033[7~", KEY_HOME},
      {"\033[F", KEY_END},     {"\033OF", KEY_END},     {"\033[4~", KEY_END},
      {"\033[8~", KEY_END},    {"\033[3~", KEY_DC},     {"\033[5~", KEY_PPAGE},
      {"\033[6~", KEY_NPAGE},  {"\033[Z", KEY_BTAB},    {"\033[200~", code_paste_start},
      {"\033[201~", code_paste_end},
      // With control: xterm and most, older ones, rxvt. With alt: the same, and an escape before.
      {"\033[1;5D", code_word_left},  {"\033[1;5C", code_word_right},
      {"\033[5D", code_word_left},    {"\033[5C", code_word_right},
      {"\033O5D", code_word_left},    {"\033O5C", code_word_right},
      {"\033Od", code_word_left},     {"\033Oc", code_word_right},
      {"\033[1;3D", code_word_left},  {"\033[1;3C", code_word_right},
      {"\033[3D", code_word_left},    {"\033[3C", code_word_right},
      {"\033[1;9D", code_word_left},  {"\033[1;9C", code_word_right},
      {"\033\033[D", code_word_left}, {"\033\033[C", code_word_right},
      {"\033\033OD", code_word_left}, {"\033\033OC", code_word_right},
      {"\033\177", code_alt_backspace}, {"\033\b", code_alt_backspace},
  };
  for (size_t index = 0; index < sizeof forms / sizeof forms[0]; index++) {
    define_key(forms[index].form, forms[index].code);
  }
  // The start of what a mouse sends, which would leave the rest of it as typed text.
  define_key(NULL, KEY_MOUSE);
  for (int index = 0; keypad_letters[index]; index++) {
    char form[] = {'\033', 'O', keypad_letters[index], 0};
    define_key(form, code_keypad + index);
  }
  may_hold = false;
}

void screen_keys_forget(void) {
  free(pasted);
  pasted = NULL;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static screen_event event_of(int32_t kind, int32_t value) {
  return (screen_event){.kind = kind, .value = value};
}

static int take_byte(int milliseconds) {
  wtimeout(screen.keys, milliseconds);
  return wgetch(screen.keys);
}

// A character or a key: OK, KEY_CODE_YES, ERR when there is none.
//
// Not get_wch: after a byte that is not UTF-8 it takes what is typed next for the rest of a
// character, up to 144 keys. Here such a byte is U+FFFD, and what follows is read anew.
static int take(uint32_t *value, int milliseconds) {
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  int first = take_byte(milliseconds);
  if (first == ERR) return ERR;
  *value = (uint32_t)first;
  if (first > 0xFF) return KEY_CODE_YES;
  if (first < 0x80) return OK;
  int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  uint32_t result = (uint32_t)first & (0x3Fu >> more);
  *value = 0xFFFD;
  if (first < 0xC2 || first > 0xF4) return OK;
  for (int count = 0; count < more; count++) {
    int byte = take_byte(character_milliseconds);
    if (byte == ERR) return OK;
    if (byte > 0xFF || (byte & 0xC0) != 0x80) {
      ungetch(byte);
      return OK;
    }
    result = result << 6 | ((uint32_t)byte & 0x3F);
  }
  bool is_surrogate = result >= 0xD800 && result <= 0xDFFF;
  if (result >= least[more] && result <= 0x10FFFF && !is_surrogate) *value = result;
  return OK;
}

static void append(int64_t *length, uint8_t byte, bool *is_cut) {
  if (*length < paste_limit) {
    pasted[(*length)++] = byte;
  } else {
    *is_cut = true;
  }
}

// Reads up to the end mark, around curses: whatever is pasted, nothing in it is a key.
static screen_event take_paste(void) {
  static const char mark[] = "\033[201~";
  if (!pasted) pasted = malloc(paste_limit);
  if (!pasted) return event_of(SCREEN_TIMEOUT, 0);
  int64_t length = 0;
  size_t matched = 0;
  int available = 0;
  bool is_cut = false;
  while (matched < sizeof mark - 1) {
    if (available <= 0) {
      struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
      int ready = poll(&input, 1, paste_milliseconds);
      if (ready < 0 && errno == EINTR && !screen_signal_pending) continue;
      if (ready <= 0) break;
      if (ioctl(STDIN_FILENO, FIONREAD, &available) != 0 || available <= 0) available = 1;
    }
    uint8_t byte = 0;
    ssize_t count = read(STDIN_FILENO, &byte, 1);
    if (count < 0 && errno == EINTR && !screen_signal_pending) continue;
    if (count <= 0) {
      if (count == 0 || errno != EINTR) screen.has_ended = true;
      break;
    }
    available--;
    if (byte == (uint8_t)mark[matched]) {
      matched++;
      continue;
    }
    for (size_t index = 0; index < matched; index++) append(&length, (uint8_t)mark[index], &is_cut);
    matched = byte == (uint8_t)mark[0] ? 1 : 0;
    if (matched == 0) append(&length, byte, &is_cut);
  }
  if (is_cut) {  // Not in the middle of a character.
    while (length > 0 && (pasted[length - 1] & 0xC0) == 0x80) length--;
    if (length > 0 && pasted[length - 1] >= 0xC0) length--;
  }
  screen_event event = event_of(SCREEN_PASTE, is_cut || matched < sizeof mark - 1);
  event.bytes = pasted;
  event.length = length;
  return event;
}

static bool key_event(uint32_t code, screen_event *event) {
  int32_t key = 0;
  switch (code) {
    case KEY_UP: key = SCREEN_KEY_UP; break;
    case KEY_DOWN: key = SCREEN_KEY_DOWN; break;
    case KEY_LEFT: key = SCREEN_KEY_LEFT; break;
    case KEY_RIGHT: key = SCREEN_KEY_RIGHT; break;
    case KEY_HOME: key = SCREEN_KEY_HOME; break;
    case KEY_END: key = SCREEN_KEY_END; break;
    case KEY_PPAGE: key = SCREEN_KEY_PAGE_UP; break;
    case KEY_NPAGE: key = SCREEN_KEY_PAGE_DOWN; break;
    case KEY_BTAB: key = SCREEN_KEY_BACK_TAB; break;
    case KEY_ENTER: key = SCREEN_KEY_ENTER; break;
    case KEY_BACKSPACE: key = SCREEN_KEY_BACKSPACE; break;
    case KEY_DC: key = SCREEN_KEY_DELETE; break;
    case code_word_left: key = SCREEN_KEY_WORD_LEFT; break;
    case code_word_right: key = SCREEN_KEY_WORD_RIGHT; break;
    case code_alt_backspace: key = SCREEN_KEY_ALT_BACKSPACE; break;
    case code_paste_start: *event = take_paste(); return event->kind == SCREEN_PASTE;
    default: break;
  }
  if (code >= KEY_F(1) && code <= KEY_F(63)) {
    key = SCREEN_KEY_FUNCTION + (int32_t)(code - KEY_F0);
  }
  if (code >= code_keypad && code < code_keypad + sizeof keypad_letters - 1) {
    *event = event_of(SCREEN_TEXT, keypad_meanings[code - code_keypad]);
    return true;
  }
  if (key == 0) return false;
  *event = event_of(SCREEN_KEY, key);
  return true;
}

// Reads away a sequence that no key is known for, or an answer of the terminal: its characters
// must not act as keys. False when nothing came, so that the introducer was typed.
static bool swallow(uint32_t introducer) {
  uint32_t value = 0;
  if (introducer == 'O') return take(&value, sequence_milliseconds) != ERR;
  bool is_control = introducer == '[';
  uint32_t before = 0;
  for (int count = 0; count < string_limit; count++) {
    int result = take(&value, sequence_milliseconds);
    if (result == ERR) return count > 0;
    if (result == KEY_CODE_YES) continue;
    // The Linux console sends one more bracket before the letter of a function key.
    bool is_bracket = count == 0 && value == '[';
    if (is_control && value >= 0x40 && value <= 0x7E && !is_bracket) return true;
    // It ended before, as those of rxvt do that end with a dollar sign, or it is broken off.
    if (is_control && (value < 0x20 || value > 0x7E)) {
      if (value < 0x80) ungetch((int)value);
      return true;
    }
    if (!is_control && (value == 7 || (value == '\\' && before == 27))) return true;
    before = value;
  }
  return true;
}

static bool escape_event(screen_event *event) {
  uint32_t value = 0;
  int result = take(&value, 0);
  *event = event_of(SCREEN_KEY, SCREEN_KEY_ESCAPE);
  if (result == ERR) return true;
  if (result == KEY_CODE_YES) {
    // A paste is none of the keys that can be put back.
    if (value == code_paste_start) return key_event(value, event);
    ungetch((int)value);
    return true;
  }
  switch (value) {
    case '[':
    case 'O':
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      if (swallow(value)) return false;
      break;
    default:
      break;
  }
  if (value < 32 || value == 127) {
    ungetch((int)value);
  } else {
    *event = event_of(SCREEN_ALT, (int32_t)value);
  }
  return true;
}

// 1: an event; 0: something that is none; -1: nothing could be read.
static int next_event(int milliseconds, screen_event *event) {
  uint32_t value = 0;
  int result = take(&value, milliseconds);
  if (result == ERR) return -1;
  may_hold = true;
  if (result == KEY_CODE_YES) return key_event(value, event);
  if (value == 27) return escape_event(event);
  *event = event_of(SCREEN_TEXT, (int32_t)value);
  return 1;
}

// What handlers have left to tell.
static bool pending_event(screen_event *event) {
  if (screen_signal_pending) {
    // Somebody else's by now: it is left alone.
    if (screen_signals_are_behind()) screen.is_released = true;
    *event = event_of(SCREEN_SIGNAL, (int32_t)screen_signal_pending);
    screen_signal_pending = 0;
    return true;
  }
  if (screen_stop_pending) screen_suspend();
  if (screen_continue_pending) {
    // Stopped by a signal that nobody can handle, so the modes are those of the shell.
    screen.takes_pastes = false;
    endwin();
    screen.is_released = true;
    screen_reacquire();
  }
  if (screen.was_away) {
    screen.was_away = false;
    screen_size_pending = 0;
    screen_redraw();
    *event = event_of(SCREEN_RESUMED, 0);
    return true;
  }
  if (screen_size_pending) {
    screen_size_pending = 0;
    screen_adopt_size();
    // Terminals move or cut what they show when their size changes, and move the cursor. The same
    // size may be back after others that were never looked at.
    screen_redraw();
    *event = event_of(SCREEN_RESIZED, 0);
    return true;
  }
  return false;
}

screen_event screen_read(int64_t milliseconds) {
  screen_event event = event_of(SCREEN_ENDED, 0);
  int64_t end = milliseconds < 0 ? 0 : now() + milliseconds;
  int failures = 0;
  while (screen.curses && (!screen.is_released || screen_signal_pending)) {
    if (pending_event(&event)) return event;
    if (screen.has_ended) return event_of(SCREEN_ENDED, 0);
    struct pollfd waited[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = screen_signals_descriptor(), .events = POLLIN},
    };
    int64_t left = milliseconds < 0 ? -1 : end - now();
    if (milliseconds >= 0 && left < 0) left = 0;
    if (left > INT32_MAX) left = INT32_MAX;
    int ready = poll(waited, 2, may_hold ? 0 : (int)left);
    if (ready < 0 && errno != EINTR) return event_of(SCREEN_ENDED, 0);
    if (ready > 0 && waited[1].revents) {
      screen_signals_drain();
      continue;
    }
    short input = ready > 0 ? waited[0].revents : 0;
    if (input & POLLIN) {
      int result = next_event(character_milliseconds, &event);
      if (result > 0) return event;
      failures = result < 0 ? failures + 1 : 0;
      // Readable, and yet nothing comes: the terminal is gone.
      if (failures > 8 || (failures > 0 && input & (POLLHUP | POLLERR))) screen.has_ended = true;
    } else if (input & (POLLHUP | POLLERR | POLLNVAL)) {
      screen.has_ended = true;
    } else if (may_hold) {
      may_hold = false;
      if (next_event(0, &event) > 0) return event;
    } else if (ready == 0) {
      return event_of(SCREEN_TIMEOUT, 0);
    }
  }
  return event;
}
