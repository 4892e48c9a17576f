import CXML2

/// What libxml2 needs once in a process, before two threads parse at the same time: it makes its locks when it is
/// first used, and two first uses can wait for each other for ever.
enum ParserLibrary {
  static let isReady: Void = xmlInitParser()
}
