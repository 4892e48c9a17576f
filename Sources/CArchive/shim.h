#ifndef CARCHIVE_SHIM_H
#define CARCHIVE_SHIM_H

#include <archive.h>
#include <archive_entry.h>
#include <stddef.h>

/// Opens an archive in memory, which must stay until it is freed; of all formats only ZIP is read.
static inline struct archive *carchive_open_zip(const void *bytes, size_t count) {
  struct archive *archive = archive_read_new();
  if (!archive) return NULL;
  if (archive_read_support_format_zip(archive) != ARCHIVE_OK
      || archive_read_open_memory(archive, bytes, count) != ARCHIVE_OK) {
    archive_read_free(archive);
    return NULL;
  }
  return archive;
}

static inline int carchive_is_file(struct archive_entry *entry) {
  return archive_entry_filetype(entry) == AE_IFREG;
}

#endif
