/// A body of plain text: words that need it become encoded words, with everything between them.
func unstructuredBody(_ name: HeaderName, _ text: String) -> FoldedBody {
  if text.fitsAsItIs(behind: name) {
    var body = FoldedBody(after: name)
    body.append(text)
    return body
  }
  let words = wordsWithBlanks(text)
  let encoded = words.indices.filter { index in
    words[index].needsEncoding || words[index].blanks > 8 || index == 0 && words[0].isTooLong(behind: name)
      || index + 1 < words.count && words[index + 1].blanks > 8
  }
  guard let first = encoded.first, let last = encoded.last else {
    var body = FoldedBody(after: name)
    for word in words { body.append(word.text, blanks: word.blanks) }
    return body
  }
  var body = FoldedBody(after: name, withEncodedWords: true)
  for word in words[..<first] { body.append(word.text, blanks: word.blanks) }
  let span = words[first].text.startIndex..<words[last].text.endIndex
  body.append(encoding: String(text[span]), blanks: words[first].blanks)
  for word in words[(last + 1)...] { body.append(word.text, blanks: word.blanks) }
  return body
}

private struct Word {
  var blanks: Int
  var text: Substring

  /// Text that looks like an encoded word is encoded too, so that it arrives as it was written;
  /// a word that no line can hold is encoded because encoded words can be cut.
  var needsEncoding: Bool { !text.isASCII || text.looksEncoded || text.utf8.count > 900 }

  /// Whether the first line cannot hold it. A field that is folded right behind
  /// its name is read with a blank too many, so the word is cut instead.
  func isTooLong(behind name: HeaderName) -> Bool { name.text.utf8.count + 2 + text.utf8.count > 76 }
}

private func wordsWithBlanks(_ text: String) -> [Word] {
  var words: [Word] = []
  let octets = text.utf8
  var index = octets.startIndex
  while index < octets.endIndex {
    let blanks = index
    while index < octets.endIndex, octets[index] == 0x20 { octets.formIndex(after: &index) }
    let word = index
    while index < octets.endIndex, octets[index] != 0x20 { octets.formIndex(after: &index) }
    if word < index {
      words.append(Word(blanks: max(1, octets.distance(from: blanks, to: word)), text: text[word..<index]))
    }
  }
  return words
}

extension String {
  /// Whether it needs neither encoding nor a fold, as most texts; its ends are no blanks.
  fileprivate func fitsAsItIs(behind name: HeaderName) -> Bool {
    guard !isEmpty, name.text.utf8.count + 2 + utf8.count <= 76 else { return false }
    var blanks = 0
    for octet in utf8 {
      blanks = octet == 0x20 ? blanks + 1 : 0
      guard octet < 0x80, blanks <= 8 else { return false }
    }
    return !looksEncoded
  }
}

extension StringProtocol {
  /// Whether it has the beginning of an encoded word in it.
  ///
  /// It is asked for every word of every header: searching for a text costs more than the rest of the field.
  fileprivate var looksEncoded: Bool {
    var isAfterEquals = false
    for octet in utf8 {
      if isAfterEquals, octet == UInt8(ascii: "?") { return true }
      isAfterEquals = octet == UInt8(ascii: "=")
    }
    return false
  }
}

/// A display name as a header writes it (RFC 5322 §3.2.5): atoms, a quoted string or encoded words.
struct Phrase {
  private enum Form {
    case atoms, quoted, encoded
  }

  private let text: String
  private let form: Form

  /// Decides on the form; the text is header-safe.
  ///
  /// A quoted string is one word of its line; a name too long for that can only
  /// be folded as encoded words.
  init(_ text: String) {
    self.text = text
    form =
      if !text.isASCII || text.looksEncoded {
        .encoded
      } else if text.isAtoms {
        .atoms
      } else if text.quoted.utf8.count <= 68 {
        .quoted
      } else {
        .encoded
      }
  }

  var isEncoded: Bool { form == .encoded }

  fileprivate func lay(into body: inout FoldedBody) {
    switch form {
    case .atoms where body.hasRoom(for: text): body.append(text)
    case .atoms: for word in text.utf8.split(separator: 0x20) { body.append(Substring(word)) }
    case .quoted: body.append(text.quoted)
    case .encoded: body.append(encoding: text)
    }
  }
}

extension String {
  /// Whether it is atoms with single blanks between them, each short enough for a line.
  fileprivate var isAtoms: Bool {
    var width = 0
    for octet in utf8 {
      if octet == 0x20, width > 0 {
        width = 0
      } else if octet.isAtomText, width < 60 {
        width += 1
      } else {
        return false
      }
    }
    return width > 0
  }
}

extension FoldedBody {
  /// Puts in a display name.
  mutating func append(_ phrase: Phrase) { phrase.lay(into: &self) }
}
