#pragma once
// libcurl as Swift calls it, loaded when the first function is called.
//
// It brings two dozen libraries along, whose loading takes longer than drawing a
// letter, and most commands never talk to a server. So the program is not linked
// with it: each function is looked up once, by the name and the type it has in
// curl.h. Without the library ccurl_global_init says CURLE_FAILED_INIT, and no
// other function may be called.
//
// Swift cannot call C functions with variable arguments (curl_easy_setopt,
// curl_easy_getinfo, curl_multi_setopt), so each kind of argument gets one typed
// inline function. No .c file is needed: the importer emits these into the Swift
// object that calls them.
#include <curl/curl.h>
#include <dlfcn.h>

#ifdef __APPLE__
#define CCURL_LIBRARY "libcurl.4.dylib"
#else
#define CCURL_LIBRARY "libcurl.so.4"
#endif

// The C library counts and locks: a second dlopen gives the same handle.
static inline void *ccurl_function(const char *name) {
  void *library = dlopen(CCURL_LIBRARY, RTLD_LAZY | RTLD_LOCAL);
  return library ? dlsym(library, name) : NULL;
}

// Threads that look the same function up find the same one.
#define CCURL(name)                                                               \
  ({                                                                              \
    static __typeof__(&name) found;                                               \
    __typeof__(&name) function = __atomic_load_n(&found, __ATOMIC_RELAXED);       \
    if (!function) {                                                              \
      function = (__typeof__(&name))ccurl_function(#name);                        \
      __atomic_store_n(&found, function, __ATOMIC_RELAXED);                       \
    }                                                                             \
    function;                                                                     \
  })

// Members of an enumeration in older versions of libcurl, macros in newer ones (8.14): here they have one type.
static const long ccurl_usessl_none = (long)CURLUSESSL_NONE;
static const long ccurl_usessl_all = (long)CURLUSESSL_ALL;

typedef size_t (*ccurl_data_callback)(char *, size_t, size_t, void *);
typedef int (*ccurl_debug_callback)(CURL *, curl_infotype, char *, size_t, void *);

static inline CURLcode ccurl_global_init(long flags) {
  return CCURL(curl_global_init) ? CCURL(curl_global_init)(flags) : CURLE_FAILED_INIT;
}

static inline CURL *ccurl_easy_init(void) { return CCURL(curl_easy_init)(); }
static inline void ccurl_easy_cleanup(CURL *handle) { CCURL(curl_easy_cleanup)(handle); }
static inline CURLcode ccurl_easy_perform(CURL *handle) { return CCURL(curl_easy_perform)(handle); }
static inline const char *ccurl_easy_strerror(CURLcode code) { return CCURL(curl_easy_strerror)(code); }

static inline CURLcode ccurl_easy_recv(CURL *handle, void *buffer, size_t count, size_t *received) {
  return CCURL(curl_easy_recv)(handle, buffer, count, received);
}

static inline CURLcode ccurl_easy_send(CURL *handle, const void *bytes, size_t count, size_t *sent) {
  return CCURL(curl_easy_send)(handle, bytes, count, sent);
}

static inline CURLM *ccurl_multi_init(void) { return CCURL(curl_multi_init)(); }
static inline CURLMcode ccurl_multi_cleanup(CURLM *multi) { return CCURL(curl_multi_cleanup)(multi); }

static inline CURLMcode ccurl_multi_add_handle(CURLM *multi, CURL *handle) {
  return CCURL(curl_multi_add_handle)(multi, handle);
}

static inline CURLMcode ccurl_multi_remove_handle(CURLM *multi, CURL *handle) {
  return CCURL(curl_multi_remove_handle)(multi, handle);
}

static inline CURLMcode ccurl_multi_perform(CURLM *multi, int *running) {
  return CCURL(curl_multi_perform)(multi, running);
}

static inline CURLMsg *ccurl_multi_info_read(CURLM *multi, int *left) {
  return CCURL(curl_multi_info_read)(multi, left);
}

static inline CURLMcode ccurl_multi_poll(
    CURLM *multi, struct curl_waitfd *extra, unsigned int count, int milliseconds, int *ready) {
  return CCURL(curl_multi_poll)(multi, extra, count, milliseconds, ready);
}

static inline struct curl_slist *ccurl_slist_append(struct curl_slist *list, const char *text) {
  return CCURL(curl_slist_append)(list, text);
}

static inline void ccurl_slist_free_all(struct curl_slist *list) { CCURL(curl_slist_free_all)(list); }

static inline CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value) {
  return CCURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_text(CURL *handle, CURLoption option, const char *value) {
  return CCURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_error_buffer(CURL *handle, char *buffer) {
  return CCURL(curl_easy_setopt)(handle, CURLOPT_ERRORBUFFER, buffer);
}

static inline CURLcode ccurl_set_header_callback(CURL *handle, ccurl_data_callback callback, void *context) {
  CURLcode result = CCURL(curl_easy_setopt)(handle, CURLOPT_HEADERFUNCTION, callback);
  return result ? result : CCURL(curl_easy_setopt)(handle, CURLOPT_HEADERDATA, context);
}

static inline CURLcode ccurl_set_debug_callback(CURL *handle, ccurl_debug_callback callback, void *context) {
  CURLcode result = CCURL(curl_easy_setopt)(handle, CURLOPT_DEBUGFUNCTION, callback);
  return result ? result : CCURL(curl_easy_setopt)(handle, CURLOPT_DEBUGDATA, context);
}

static inline CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value) {
  return CCURL(curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ccurl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return CCURL(curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ccurl_get_socket(CURL *handle, curl_socket_t *value) {
  return CCURL(curl_easy_getinfo)(handle, CURLINFO_ACTIVESOCKET, value);
}

// The result stands in an anonymous union of CURLMsg.
static inline CURLcode ccurl_message_result(const CURLMsg *message) { return message->data.result; }

static inline CURLcode ccurl_set_write_callback(CURL *handle, ccurl_data_callback callback, void *context) {
  CURLcode result = CCURL(curl_easy_setopt)(handle, CURLOPT_WRITEFUNCTION, callback);
  return result ? result : CCURL(curl_easy_setopt)(handle, CURLOPT_WRITEDATA, context);
}

static inline CURLcode ccurl_set_socket_callback(
    CURL *handle, curl_opensocket_callback callback, void *context) {
  CURLcode result = CCURL(curl_easy_setopt)(handle, CURLOPT_OPENSOCKETFUNCTION, callback);
  return result ? result : CCURL(curl_easy_setopt)(handle, CURLOPT_OPENSOCKETDATA, context);
}

static inline CURLcode ccurl_set_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return CCURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
  return CCURL(curl_easy_setopt)(handle, option, value);
}

static inline CURLcode ccurl_get_text(CURL *handle, CURLINFO info, char **value) {
  return CCURL(curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode ccurl_get_certificates(CURL *handle, struct curl_certinfo **value) {
  return CCURL(curl_easy_getinfo)(handle, CURLINFO_CERTINFO, value);
}
