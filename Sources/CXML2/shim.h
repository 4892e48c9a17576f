#pragma once
// libxml2's HTML parser as a stream of elements and text. The library's own tree stops
// at 256 levels and loses what is below, so none is built here. Debian's libxml2 includes
// ICU's headers, which clash with Foundation's copy of ICU; no field behind them is used.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

typedef void (*cxml2_start)(void *user, const unsigned char *name, const unsigned char **attributes, int line);
typedef void (*cxml2_end)(void *user, const unsigned char *name);
typedef void (*cxml2_text)(void *user, const unsigned char *bytes, int count);

typedef struct {
  void *user;
  htmlParserCtxtPtr parser;
  cxml2_start start;
  cxml2_end end;
  cxml2_text text;
} cxml2_receiver;

static void cxml2_on_start(void *r, const xmlChar *name, const xmlChar **attributes) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  int line = receiver->parser->input ? receiver->parser->input->line : 0;
  receiver->start(receiver->user, name, attributes, line);
}

static void cxml2_on_end(void *r, const xmlChar *name) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  receiver->end(receiver->user, name);
}

static void cxml2_on_text(void *r, const xmlChar *bytes, int count) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  receiver->text(receiver->user, bytes, count);
}

/// Reads UTF-8 without NUL octets; what the HTML says about its encoding is not believed.
static inline int cxml2_parse_html(
    const char *bytes, int count, void *user, cxml2_start start, cxml2_end end, cxml2_text text) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, count);
  if (!parser) return -1;
  htmlCtxtUseOptions(
      parser, HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                  | HTML_PARSE_NOIMPLIED);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  parser->options |= XML_PARSE_HUGE;
  cxml2_receiver receiver = {user, parser, start, end, text};
  xmlSAXHandler handler = {0};
  handler.initialized = 1;
  handler.startElement = cxml2_on_start;
  handler.endElement = cxml2_on_end;
  handler.characters = cxml2_on_text;
  handler.cdataBlock = cxml2_on_text;
  handler.ignorableWhitespace = cxml2_on_text;
  *parser->sax = handler;
  parser->userData = &receiver;
  htmlParseDocument(parser);
  htmlFreeParserCtxt(parser);
  return 0;
}
