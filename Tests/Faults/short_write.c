// Makes writes to one file short: LD_PRELOAD this with
//   FAULT_FILE   the file's absolute path
//   FAULT_BYTES  the most that one write takes; 0 for half of what is asked
//   FAULT_AT     only the write of this number is short (from 1), and the next one fails
//   FAULT_ERROR  the errno of that failure; -1 kills the program there instead
//   FAULT_LOG    a file: "hit" when it happened, "after" for each later write to the file
// Without FAULT_AT all writes are short and none fails.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long number(const char *name) {
  const char *text = getenv(name);
  return text ? strtol(text, NULL, 10) : 0;
}

static int is_meant(int descriptor) {
  const char *file = getenv("FAULT_FILE");
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (!file || length < 0) return 0;
  path[length] = 0;
  return strcmp(path, file) == 0;
}

static void tell(const char *word) {
  const char *log = getenv("FAULT_LOG");
  int file = log ? open(log, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
  if (file < 0) return;
  syscall(SYS_write, file, word, strlen(word));
  close(file);
}

ssize_t write(int descriptor, const void *bytes, size_t count) {
  static long seen = 0;
  if (!is_meant(descriptor)) return syscall(SYS_write, descriptor, bytes, count);
  size_t most = number("FAULT_BYTES") > 0 ? (size_t)number("FAULT_BYTES") : (count + 1) / 2;
  size_t taken = count < most ? count : most;
  long at = number("FAULT_AT");
  seen += 1;
  if (at == 0) {
    if (taken < count) tell("hit\n");
  } else if (seen == at + 1) {
    tell("hit\n");
    if (number("FAULT_ERROR") < 0) kill(getpid(), SIGKILL);
    errno = (int)number("FAULT_ERROR");
    return -1;
  } else {
    if (seen > at) tell("after\n");
    if (seen != at) taken = count;
  }
  return syscall(SYS_write, descriptor, bytes, taken);
}
