#pragma once
// libidn2 with the flags of UTS #46, non-transitional, decided here once: with them
// IDNA2008 applies and 'ß' stays a letter of its own. The flags are enum constants
// combined with '|', which Swift does not import as one value.
#include <idn2.h>

/// Converts a UTF-8 domain to A-labels; `*output` is released with `cidn2_free`.
static inline int cidn2_to_ascii(const char *input, char **output) {
  return idn2_to_ascii_8z(input, output, IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL);
}

/// Converts A-labels to UTF-8; `*output` is released with `cidn2_free`.
static inline int cidn2_to_unicode(const char *input, char **output) {
  return idn2_to_unicode_8z8z(input, output, 0);
}

static inline void cidn2_free(char *text) { idn2_free(text); }
