#pragma once
// cmark-gfm: Markdown as GitHub reads it. Node types of extensions are global
// variables that are filled when the extensions are registered, so they are read
// through functions; macros with several operands are not imported by Swift.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

// What stands for a document in each parser of this project. HTML is kept in the tree
// to be reported, and is never rendered, so the tag filter has nothing to do.
static inline cmark_parser *ccmark_parser_new(void) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE);
  const char *names[] = {"table", "strikethrough", "autolink"};
  for (int i = 0; parser && i < 3; i++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[i]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  return parser;
}
