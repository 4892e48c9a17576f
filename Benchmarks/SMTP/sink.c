/* An SMTP server on loopback that reads, counts and forgets, to measure senders with: it must not be the limit.
 *
 * usage: sink PORT [pipelining] [chunking] [delay MILLISECONDS]
 *
 * One thread, epoll. Octets of BDAT are dropped in the kernel. With a delay every answer leaves that much after
 * what it answers: a round trip of that length, without the privileges that a slow network device needs.
 * On SIGTERM it prints how many messages and octets of message it took, and how many connections.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_DESCRIPTOR = 1024, INPUT = 1 << 18, LINE = 1024, OUTPUT = 1 << 14, LATE = 64 };

/* Answers that leave at a time of their own. */
struct batch {
  long due;
  int count;
  char text[1024];
};

struct connection {
  enum { LINES, BODY, OCTETS } state;
  bool has_sender, has_recipient;
  long octets_left;
  int line_length, tail_length, answer_length, first_late, late_count;
  bool leaves;
  char line[LINE], tail[4], answer[OUTPUT];
  struct batch *late;
};

static struct connection *connections[MAX_DESCRIPTOR];
static char input[INPUT];
static const char *offers = "";
static long delay;
static long messages, octets, opened;
static volatile sig_atomic_t stopped;

static void stop(int signal) { (void)signal; stopped = 1; }

static long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000L + time.tv_nsec / 1000;
}

static void say(struct connection *c, const char *text) {
  int count = (int)strlen(text);
  if (c->answer_length + count > OUTPUT) exit(70);
  memcpy(c->answer + c->answer_length, text, (size_t)count);
  c->answer_length += count;
}

static void end(int descriptor) {
  free(connections[descriptor]->late);
  free(connections[descriptor]);
  connections[descriptor] = NULL;
  close(descriptor);
}

/* Sends what is due; the answers are short, and a client that does not read them has lost. */
static void flush(int descriptor, struct connection *c) {
  if (delay == 0) {
    if (c->answer_length > 0 && send(descriptor, c->answer, (size_t)c->answer_length, MSG_NOSIGNAL) < 0) c->leaves = true;
    c->answer_length = 0;
  } else {
    if (c->answer_length > 0) {
      if (c->late_count == LATE || c->answer_length > (int)sizeof c->late->text) exit(70);
      struct batch *batch = &c->late[(c->first_late + c->late_count++) % LATE];
      batch->due = now() + delay;
      batch->count = c->answer_length;
      memcpy(batch->text, c->answer, (size_t)c->answer_length);
      c->answer_length = 0;
    }
    while (c->late_count > 0 && c->late[c->first_late].due <= now()) {
      struct batch *batch = &c->late[c->first_late];
      if (send(descriptor, batch->text, (size_t)batch->count, MSG_NOSIGNAL) < 0) c->leaves = true;
      c->first_late = (c->first_late + 1) % LATE;
      c->late_count--;
    }
  }
  if (c->leaves && c->late_count == 0) end(descriptor);
}

static void end_of_message(struct connection *c) {
  messages++;
  c->has_sender = c->has_recipient = false;
  c->state = LINES;
  say(c, "250 2.0.0 taken\r\n");
}

static bool is(const char *line, const char *word) { return strncasecmp(line, word, strlen(word)) == 0; }

static void obey(struct connection *c, const char *line) {
  if (is(line, "MAIL")) {
    say(c, c->has_sender ? "503 5.5.1 nested MAIL\r\n" : "250 2.1.0 ok\r\n");
    c->has_sender = true;
  } else if (is(line, "RCPT")) {
    say(c, c->has_sender ? "250 2.1.5 ok\r\n" : "503 5.5.1 MAIL first\r\n");
    c->has_recipient = c->has_sender;
  } else if (is(line, "DATA")) {
    if (!c->has_recipient) { say(c, "503 5.5.1 RCPT first\r\n"); return; }
    say(c, "354 go on\r\n");
    c->state = BODY;
    c->tail_length = 2;
    memcpy(c->tail, "\r\n", 2);
  } else if (is(line, "BDAT ") && strstr(offers, "CHUNKING")) {
    c->octets_left = strtol(line + 5, NULL, 10);
    octets += c->octets_left;
    c->state = OCTETS;
  } else if (is(line, "RSET")) {
    c->has_sender = c->has_recipient = false;
    say(c, "250 2.0.0 ok\r\n");
  } else if (is(line, "EHLO")) {
    say(c, "250-sink\r\n");
    say(c, offers);
    say(c, "250 ENHANCEDSTATUSCODES\r\n");
  } else if (is(line, "HELO") || is(line, "NOOP")) {
    say(c, "250 2.0.0 ok\r\n");
  } else if (is(line, "QUIT")) {
    say(c, "221 2.0.0 bye\r\n");
    c->leaves = true;
  } else {
    say(c, "500 5.5.1 what?\r\n");
  }
}

/* The next dot behind a line feed in `bytes`, or `end`. The same work for every text: whole blocks are looked at. */
static const char *dot_line(const char *bytes, const char *end) {
  enum { BLOCK = 256 };
  for (; end - bytes > BLOCK; bytes += BLOCK) {
    unsigned char found = 0;
    for (int index = 0; index < BLOCK; index++) found |= (bytes[index] == '\n') & (bytes[index + 1] == '.');
    if (found) break;
  }
  for (; end - bytes > 1; bytes++)
    if (bytes[0] == '\n' && bytes[1] == '.') return bytes + 1;
  return end;
}

/* Where the message ends in `bytes`, behind its final dot; -1 when it goes on. `tail` is what came just before. */
static long end_of_body(struct connection *c, const char *bytes, long count) {
  char seam[8];
  int seam_length = c->tail_length + (int)(count < 4 ? count : 4);
  memcpy(seam, c->tail, (size_t)c->tail_length);
  memcpy(seam + c->tail_length, bytes, (size_t)(seam_length - c->tail_length));
  const char *found = memmem(seam, (size_t)seam_length, "\r\n.\r\n", 5);
  if (found) return found - seam + 5 - c->tail_length;
  const char *end = bytes + count;
  for (const char *dot = bytes; (dot = dot_line(dot, end)) < end; dot++) {
    if (dot - bytes >= 2 && bytes + count - dot >= 3 && memcmp(dot - 2, "\r\n.\r\n", 5) == 0) return dot - bytes + 3;
  }
  if (count >= 4) {
    memcpy(c->tail, bytes + count - 4, 4);
    c->tail_length = 4;
  } else {
    int kept = seam_length < 4 ? seam_length : 4;
    memmove(c->tail, seam + seam_length - kept, (size_t)kept);
    c->tail_length = kept;
  }
  return -1;
}

static void take(struct connection *c, const char *bytes, long count) {
  while (count > 0 && !c->leaves) {
    long taken = 0;
    if (c->state == BODY) {
      long length = end_of_body(c, bytes, count);
      taken = length < 0 ? count : length;
      octets += taken;
      if (length >= 0) end_of_message(c);
    } else if (c->state == OCTETS) {
      taken = count < c->octets_left ? count : c->octets_left;
      c->octets_left -= taken;
      if (c->octets_left == 0) end_of_message(c);
    } else {
      const char *line_end = memchr(bytes, '\n', (size_t)count);
      taken = line_end ? line_end - bytes + 1 : count;
      if (c->line_length + taken >= LINE) exit(65);
      memcpy(c->line + c->line_length, bytes, (size_t)taken);
      c->line_length += (int)taken;
      if (line_end) {
        c->line[c->line_length] = 0;
        c->line_length = 0;
        obey(c, c->line);
      }
    }
    bytes += taken;
    count -= taken;
  }
}

/* Reads once; says whether there may be more at once. */
static bool hear(int descriptor, struct connection *c, long *count) {
  size_t most;
  if (c->state == OCTETS) {
    most = c->octets_left < 1 << 22 ? (size_t)c->octets_left : 1 << 22;
    *count = recv(descriptor, NULL, most, MSG_TRUNC | MSG_DONTWAIT);
    if (*count > 0 && (c->octets_left -= *count) == 0) end_of_message(c);
  } else {
    /* Short when commands are expected, so that octets of BDAT stay in the kernel. */
    most = c->state == BODY ? INPUT : strstr(offers, "CHUNKING") ? 160 : INPUT;
    *count = recv(descriptor, input, most, MSG_DONTWAIT);
    if (*count > 0) take(c, input, *count);
  }
  return *count == (long)most && !c->leaves;
}

/* Answers when all that is there has been read, as servers do (RFC 2920 section 3.2). */
static void serve(int descriptor, struct connection *c) {
  long count;
  for (int turn = 0; hear(descriptor, c, &count) && turn < 32; turn++) {}
  /* A delayed acknowledgement would hold back senders that write twice: that is not what is measured. */
  int on = 1;
  if (c->answer_length == 0) setsockopt(descriptor, IPPROTO_TCP, TCP_QUICKACK, &on, sizeof on);
  if (count == 0 || (count < 0 && errno != EAGAIN)) end(descriptor);
  else flush(descriptor, c);
}

static int listening(int port) {
  int descriptor = socket(AF_INET, SOCK_STREAM, 0), on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  socklen_t length = sizeof address;
  if (bind(descriptor, (struct sockaddr *)&address, sizeof address) < 0 || listen(descriptor, 256) < 0) {
    perror("sink");
    exit(69);
  }
  getsockname(descriptor, (struct sockaddr *)&address, &length);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  return descriptor;
}

static void greet(int listener, int poll) {
  int descriptor = accept(listener, NULL, NULL), on = 1;
  if (descriptor < 0) return;
  if (descriptor >= MAX_DESCRIPTOR) { close(descriptor); return; }
  setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  struct connection *c = connections[descriptor] = calloc(1, sizeof *c);
  if (delay > 0) c->late = calloc(LATE, sizeof *c->late);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = descriptor};
  epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event);
  opened++;
  say(c, "220 sink ESMTP\r\n");
  flush(descriptor, c);
}

int main(int argc, char **argv) {
  for (int index = 2; index < argc; index++) {
    if (strcmp(argv[index], "pipelining") == 0) offers = "250-PIPELINING\r\n";
    if (strcmp(argv[index], "chunking") == 0) offers = "250-PIPELINING\r\n250-CHUNKING\r\n";
    if (strcmp(argv[index], "delay") == 0 && index + 1 < argc) delay = atol(argv[++index]) * 1000;
  }
  signal(SIGTERM, stop);
  int listener = listening(argc > 1 ? atoi(argv[1]) : 0), poll = epoll_create1(0);
  struct epoll_event events[64], event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  while (!stopped) {
    int count = epoll_wait(poll, events, 64, delay > 0 ? 1 : 1000);
    for (int index = 0; index < count; index++) {
      int descriptor = events[index].data.fd;
      if (descriptor == listener) greet(listener, poll);
      else if (connections[descriptor]) serve(descriptor, connections[descriptor]);
    }
    for (int descriptor = 0; delay > 0 && descriptor < MAX_DESCRIPTOR; descriptor++)
      if (connections[descriptor]) flush(descriptor, connections[descriptor]);
  }
  printf("%ld messages, %ld octets, %ld connections\n", messages, octets, opened);
  return 0;
}
