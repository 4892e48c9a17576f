#pragma once
// c-ares asks a given server at a given port, over TCP when the answer is too long,
// and reads what comes back. Newer versions call these functions deprecated; they are
// kept here, so that one binding fits every version that a system has.
#include <stddef.h>
#include <ares.h>
#include <netdb.h>
#include <sys/socket.h>

// Newer versions have an enumeration in the place of these macros.
enum {
  ccares_success = ARES_SUCCESS,
  ccares_no_data = ARES_ENODATA,
  ccares_not_found = ARES_ENOTFOUND,
  ccares_format_error = ARES_EFORMERR,
  ccares_server_failure = ARES_ESERVFAIL,
  ccares_refused = ARES_EREFUSED,
  ccares_bad_response = ARES_EBADRESP,
  ccares_connection_refused = ARES_ECONNREFUSED,
  ccares_timeout = ARES_ETIMEOUT,
};

typedef void (*ccares_answer)(void *context, int status, int timeouts, unsigned char *octets, int count);

static inline int ccares_open(ares_channel *channel, int milliseconds, int tries) {
  struct ares_options options = {0};
  int mask = ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES;
  options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES | ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS |
      ARES_FLAG_STAYOPEN;
  options.timeout = milliseconds;
  options.tries = tries;
  options.ednspsz = 1232;
  mask |= ARES_OPT_EDNSPSZ;
  return ares_init_options(channel, &options, mask);
}

static inline int ccares_set_server(ares_channel channel, const char *place) {
  return ares_set_servers_ports_csv(channel, place);
}

static inline void ccares_query(
    ares_channel channel, const char *name, int type, ccares_answer answer, void *context) {
  ares_query(channel, name, 1, type, answer, context);
}

static inline int ccares_sockets(ares_channel channel, ares_socket_t *sockets, int count) {
  return ares_getsock(channel, sockets, count);
}

static inline int ccares_reads(int mask, int index) { return ARES_GETSOCK_READABLE(mask, index) != 0; }
static inline int ccares_writes(int mask, int index) { return ARES_GETSOCK_WRITABLE(mask, index) != 0; }

static inline void ccares_process(ares_channel channel, ares_socket_t readable, ares_socket_t writable) {
  ares_process_fd(channel, readable, writable);
}

/// How long to wait at most before something is late, in milliseconds; -1 when nothing is under way.
static inline int ccares_wait(ares_channel channel) {
  struct timeval limit;
  struct timeval *wait = ares_timeout(channel, NULL, &limit);
  return wait ? (int)(wait->tv_sec * 1000 + (wait->tv_usec + 999) / 1000) : -1;
}

static inline int ccares_texts(const unsigned char *octets, int count, struct ares_txt_ext **first) {
  return ares_parse_txt_reply_ext(octets, count, first);
}

static inline int ccares_mail_servers(const unsigned char *octets, int count, struct ares_mx_reply **first) {
  return ares_parse_mx_reply(octets, count, first);
}

static inline int ccares_addresses4(const unsigned char *octets, int count, struct ares_addrttl *found, int *room) {
  return ares_parse_a_reply(octets, count, NULL, found, room);
}

static inline int ccares_addresses6(const unsigned char *octets, int count, struct ares_addr6ttl *found, int *room) {
  return ares_parse_aaaa_reply(octets, count, NULL, found, room);
}

static inline int ccares_names(const unsigned char *octets, int count, struct hostent **host) {
  return ares_parse_ptr_reply(octets, count, NULL, 0, AF_INET, host);
}
