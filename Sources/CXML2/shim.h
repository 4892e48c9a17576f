#pragma once
// libxml2's HTML and XML parsers as streams of elements and text. The library's own tree
// stops at 256 levels and loses what is below, so none is built here. Debian's libxml2
// includes ICU's headers, which clash with Foundation's copy of ICU; no field behind them
// is used.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

/// `attributes` are pairs of name and value that end with NULL.
typedef void (*cxml2_start)(void *user, const unsigned char *name, const unsigned char **attributes, int line);
typedef void (*cxml2_end)(void *user, const unsigned char *name);
typedef void (*cxml2_text)(void *user, const unsigned char *bytes, int count);
/// `attributes` are quintuples: name, prefix, namespace, first and last octet of the value.
typedef void (*cxml2_xml_start)(
    void *user, const unsigned char *name, const unsigned char *prefix, const unsigned char *space, int count,
    const unsigned char **attributes, int line);

typedef struct {
  void *user;
  xmlParserCtxtPtr parser;
  int deepest;
  cxml2_start start;
  cxml2_xml_start xml_start;
  cxml2_end end;
  cxml2_text text;
} cxml2_receiver;

static int cxml2_line(cxml2_receiver *receiver) {
  return receiver->parser->input ? receiver->parser->input->line : 0;
}

// Each end tag is sought among all open elements, so a page that opens millions would take hours.
static int cxml2_is_too_deep(cxml2_receiver *receiver) {
  if (receiver->parser->nameNr <= receiver->deepest) return 0;
  xmlStopParser(receiver->parser);
  return 1;
}

static void cxml2_on_start(void *r, const xmlChar *name, const xmlChar **attributes) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  if (cxml2_is_too_deep(receiver)) return;
  receiver->start(receiver->user, name, attributes, cxml2_line(receiver));
}

static void cxml2_on_end(void *r, const xmlChar *name) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  receiver->end(receiver->user, name);
}

static void cxml2_on_text(void *r, const xmlChar *bytes, int count) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  receiver->text(receiver->user, bytes, count);
}

static void cxml2_on_xml_start(
    void *r, const xmlChar *name, const xmlChar *prefix, const xmlChar *space, int namespaces,
    const xmlChar **declarations, int count, int defaults, const xmlChar **attributes) {
  cxml2_receiver *receiver = (cxml2_receiver *)r;
  (void)namespaces, (void)declarations, (void)defaults;
  if (cxml2_is_too_deep(receiver)) return;
  receiver->xml_start(receiver->user, name, prefix, space, count, attributes, cxml2_line(receiver));
}

static void cxml2_on_xml_end(void *r, const xmlChar *name, const xmlChar *prefix, const xmlChar *space) {
  (void)prefix, (void)space;
  cxml2_on_end(r, name);
}

/// Reads UTF-8 without NUL octets; what the HTML says about its encoding is not believed.
/// More open elements than `deepest` end the reading.
static inline int cxml2_parse_html(
    const char *bytes, int count, int deepest, void *user, cxml2_start start, cxml2_end end,
    cxml2_text text) {
  htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(bytes, count);
  if (!parser) return -1;
  htmlCtxtUseOptions(
      parser, HTML_PARSE_RECOVER | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                  | HTML_PARSE_NOIMPLIED);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  parser->options |= XML_PARSE_HUGE;
  cxml2_receiver receiver = {user, parser, deepest, start, NULL, end, text};
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

/// Reads UTF-8 that has no document type and no entities but the five of XML; goes on after mistakes.
static inline int cxml2_parse_xml(
    const char *bytes, int count, int deepest, void *user, cxml2_xml_start start, cxml2_end end,
    cxml2_text text) {
  xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(bytes, count);
  if (!parser) return -1;
  xmlCtxtUseOptions(
      parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                  | XML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
  xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
  cxml2_receiver receiver = {user, parser, deepest, NULL, start, end, text};
  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = cxml2_on_xml_start;
  handler.endElementNs = cxml2_on_xml_end;
  handler.characters = cxml2_on_text;
  handler.cdataBlock = cxml2_on_text;
  handler.ignorableWhitespace = cxml2_on_text;
  *parser->sax = handler;
  parser->userData = &receiver;
  xmlParseDocument(parser);
  xmlFreeParserCtxt(parser);
  return 0;
}

/// What an entity of HTML stands for; 0 for a name that HTML does not have.
static inline unsigned int cxml2_html_entity(const char *name) {
  const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
  return entity ? entity->value : 0;
}
