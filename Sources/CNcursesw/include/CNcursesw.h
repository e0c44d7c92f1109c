#ifndef CNCURSESW_H
#define CNCURSESW_H

// The terminal, as little of it as Postflight needs, in types that Swift can take.
//
// curses.h is included by the .c files alone: its globals and macros do not import. There is one
// screen in a process and one owner of it; but for signal handlers, nothing here is safe to call
// from two threads at a time. No function ends the program.

#include <stdint.h>

// What screen_open answers.
static const int32_t SCREEN_OPENED = 0;
static const int32_t SCREEN_IS_OPEN = 1;         // There is one already.
static const int32_t SCREEN_NO_TERMINAL = 2;     // Standard input or output is none.
static const int32_t SCREEN_UNKNOWN_TERMINAL = 3;  // TERM is not set or not described.
static const int32_t SCREEN_NO_CURSOR = 4;       // The terminal cannot place the cursor.

// What screen_codeset answers.
static const int32_t SCREEN_UTF8 = 0;     // The user's locale says UTF-8.
static const int32_t SCREEN_ASSUMED = 1;  // It does not; C.UTF-8 is used.
static const int32_t SCREEN_ASCII = 2;    // There is no locale with UTF-8.

// Attributes and colours of screen_put. A colour is 0, the default, or 1 to 7, those of ANSI.
static const int32_t SCREEN_BOLD = 1;
static const int32_t SCREEN_REVERSE = 2;
static const int32_t SCREEN_UNDERLINE = 4;

// Kinds of events.
static const int32_t SCREEN_TIMEOUT = 0;
static const int32_t SCREEN_TEXT = 1;     // A character, `value` is its code point.
static const int32_t SCREEN_ALT = 2;      // The same right after an escape.
static const int32_t SCREEN_KEY = 3;      // `value` is one of the keys below.
static const int32_t SCREEN_PASTE = 4;    // `bytes`, `length`; `value` 1 when the end is missing.
static const int32_t SCREEN_RESIZED = 5;  // screen_size tells the new size.
static const int32_t SCREEN_RESUMED = 6;  // The screen was away: draw all.
static const int32_t SCREEN_SIGNAL = 7;   // `value` is the number.
static const int32_t SCREEN_ENDED = 8;    // There is no terminal any more.

static const int32_t SCREEN_KEY_UP = 1;
static const int32_t SCREEN_KEY_DOWN = 2;
static const int32_t SCREEN_KEY_LEFT = 3;
static const int32_t SCREEN_KEY_RIGHT = 4;
static const int32_t SCREEN_KEY_HOME = 5;
static const int32_t SCREEN_KEY_END = 6;
static const int32_t SCREEN_KEY_PAGE_UP = 7;
static const int32_t SCREEN_KEY_PAGE_DOWN = 8;
static const int32_t SCREEN_KEY_BACK_TAB = 9;
static const int32_t SCREEN_KEY_ENTER = 10;
static const int32_t SCREEN_KEY_ESCAPE = 11;
static const int32_t SCREEN_KEY_BACKSPACE = 12;
static const int32_t SCREEN_KEY_DELETE = 13;
static const int32_t SCREEN_KEY_WORD_LEFT = 14;   // With control, or with alt.
static const int32_t SCREEN_KEY_WORD_RIGHT = 15;
static const int32_t SCREEN_KEY_ALT_BACKSPACE = 16;
static const int32_t SCREEN_KEY_FUNCTION = 100;  // And the number of the function key.

typedef struct {
  int32_t kind;
  int32_t value;
  const uint8_t *bytes;  // Valid until the next read.
  int64_t length;
} screen_event;

// Sets LC_CTYPE from the environment, or to C.UTF-8; call it before screen_open.
int32_t screen_codeset(void);
int32_t screen_open(int32_t wants_colour);
// Puts the terminal back as it was. Harmless when nothing is open.
void screen_close(void);
void screen_size(int32_t *columns, int32_t *rows);

// The columns that curses gives a text; negative for one that it cannot show.
int32_t screen_width(const uint8_t *utf8, int64_t length);
// Drawing shows with screen_flush.
void screen_erase_row(int32_t row);
void screen_put(int32_t row, int32_t column, const uint8_t *utf8, int64_t length,
                int32_t attributes, int32_t colour);
// A negative row hides the cursor.
void screen_cursor(int32_t row, int32_t column);
// Has all columns of a row sent at the next flush, whatever is thought to be there.
void screen_redraw_row(int32_t row);
// Has the whole screen cleared and sent at the next flush.
void screen_redraw(void);
void screen_flush(void);
// Writes text where curses has spaces, right after a flush: text with columns of its own mind.
void screen_overlay(int32_t row, int32_t column, const uint8_t *utf8, int64_t length,
                    int32_t attributes, int32_t colour);
void screen_flush_overlay(void);
// Sends bytes as they are.
void screen_send(const uint8_t *bytes, int64_t length);

// Waits for an event; a negative time waits for ever.
screen_event screen_read(int64_t milliseconds);

// Gives the terminal to another program, and takes it back.
void screen_release(void);
void screen_reacquire(void);
// Stops the process group, as Ctrl-Z does elsewhere; returns after it is continued.
void screen_suspend(void);

#endif
