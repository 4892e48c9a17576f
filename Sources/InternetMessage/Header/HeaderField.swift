public import FoundationEssentials

/// A header field in its wire form: name, colon, folded body (RFC 5322 §2.2).
///
/// Fields are made from typed values only, each by the rules of its kind, so no
/// value can begin a field of its own.
///
///     HeaderField.text(.subject, "Grüße aus Zürich")
///     HeaderField.mailboxes(.from, [try Mailbox("The Broadsheet <news@example.com>")])
public struct HeaderField: Hashable, Sendable, CustomStringConvertible {
  /// The name.
  public let name: HeaderName
  /// The body on one line, still encoded.
  public var body: String { folded.replacingLineBreaks() }
  /// Whether there is nothing behind the colon. Such a field is not written.
  public var isEmpty: Bool { folded.isEmpty }

  let folded: String

  init(_ name: HeaderName, _ body: FoldedBody) {
    self.name = name
    self.folded = body.text
  }

  /// The field as it goes over the wire, with the CRLF behind it.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the field as it goes over the wire.
  func append(to bytes: inout [UInt8]) {
    bytes += name.text.utf8
    bytes.append(UInt8(ascii: ":"))
    bytes += folded.utf8
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// The field on one line.
  public var description: String { "\(name.text): \(body)" }
}

extension HeaderField {
  /// A field of plain text, such as Subject (RFC 5322 §2.2.1).
  ///
  /// Controls are blanked, see ``Swift/StringProtocol/headerSafe``. From the
  /// first to the last word that is not ASCII the text becomes encoded words.
  public static func text(_ name: HeaderName, _ text: String) -> HeaderField {
    HeaderField(name, unstructuredBody(name, text.headerSafe))
  }

  /// A field of mailboxes, such as From, To and Reply-To (RFC 5322 §3.4).
  public static func mailboxes(_ name: HeaderName, _ mailboxes: [Mailbox]) -> HeaderField {
    let phrases = mailboxes.map { $0.displayName.map(Phrase.init) }
    var body = FoldedBody(after: name, withEncodedWords: phrases.contains { $0?.isEncoded == true })
    for (index, mailbox) in mailboxes.enumerated() {
      if index > 0 { body.append(closing: ",") }
      if let phrase = phrases[index] {
        body.append(phrase)
        body.append("<\(mailbox.address.addrSpec)>")
      } else {
        body.append(mailbox.address.addrSpec)
      }
    }
    return HeaderField(name, body)
  }

  /// A point in time, as seen in a zone that is so far from Greenwich (RFC 5322 §3.3).
  ///
  /// English names whatever the locale; the zone is numeric and never `-0000`.
  ///
  ///     Sun, 22 Nov 2026 10:07:01 +0000
  public static func date(
    _ name: HeaderName = .date, _ date: Date, secondsFromGMT: Int = 0
  ) -> HeaderField {
    var body = FoldedBody(after: name)
    body.append(dateText(date, secondsFromGMT: secondsFromGMT))
    return HeaderField(name, body)
  }

  /// Message identifiers: Message-ID has one, References may have many (RFC 5322 §3.6.4).
  ///
  /// The first one always stands behind the name: some servers lose a
  /// Message-ID that is folded.
  public static func messageIDs(_ name: HeaderName, _ identifiers: [MessageID]) -> HeaderField {
    var body = FoldedBody(after: name)
    if let first = identifiers.first { body.append(closing: " " + first.text) }
    for identifier in identifiers.dropFirst() { body.append(identifier.text) }
    return HeaderField(name, body)
  }

  /// URIs in angle brackets, with commas between them, such as List-Unsubscribe (RFC 2369 §2).
  ///
  /// A URI that does not fit behind the name stands alone on its line.
  public static func uris(_ name: HeaderName, _ uris: [String]) throws(InvalidHeaderField) -> HeaderField {
    var body = FoldedBody(after: name)
    for (index, uri) in uris.enumerated() {
      guard uri.utf8.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x22 && $0 != 0x3C && $0 != 0x3E }), !uri.isEmpty
      else {
        throw InvalidHeaderField(name: name, reason: .notURI(uri))
      }
      guard uri.utf8.count <= wordLimit else { throw InvalidHeaderField(name: name, reason: .longURI) }
      body.append("<\(uri)>" + (index + 1 < uris.count ? "," : ""), standsAlone: true)
    }
    return HeaderField(name, body)
  }

  /// A body with a grammar of its own, such as Feedback-ID or DKIM-Signature: ASCII, folded at its blanks.
  ///
  /// Blanks inside quoted strings are not folded at. Controls are blanked.
  public static func structured(_ name: HeaderName, _ text: String) throws(InvalidHeaderField) -> HeaderField
  {
    let safe = text.headerSafe
    guard safe.isASCII else { throw InvalidHeaderField(name: name, reason: .notASCII(safe)) }
    var body = FoldedBody(after: name)
    for word in wordsOutsideQuotes(safe) {
      guard word.count <= wordLimit else { throw InvalidHeaderField(name: name, reason: .longWord) }
      body.append(word, standsAlone: true)
    }
    return HeaderField(name, body)
  }

  /// List-Id: a name for people and an identifier like a domain (RFC 2919 §2).
  ///
  /// A name that is not ASCII or too long for its line is left out: encoded
  /// words have no place in List-* fields.
  public static func listID(name: String?, identifier: DomainName) -> HeaderField {
    var body = FoldedBody(after: .listID)
    if let phrase = name.map(\.headerSafe).map(Phrase.init), !phrase.isEncoded { body.append(phrase) }
    body.append("<\(identifier.text)>")
    return HeaderField(.listID, body)
  }
}

/// Why a header field cannot be made.
public struct InvalidHeaderField: Error {
  /// The field.
  public let name: HeaderName
  /// What is wrong, as the rest of a sentence that begins with the field.
  public let reason: String
}

/// With the longest name before it and a comma behind it the line stays under 998 octets.
private let wordLimit = 900

/// The text cut at blanks that are not in quotes.
private func wordsOutsideQuotes(_ text: String) -> [Substring.UTF8View] {
  var isQuoted = false
  var isEscaped = false
  return text[...].utf8.split { octet in
    if isEscaped {
      isEscaped = false
      return false
    }
    switch octet {
    case UInt8(ascii: "\\"): isEscaped = isQuoted
    case UInt8(ascii: "\""): isQuoted.toggle()
    default: break
    }
    return octet == 0x20 && !isQuoted
  }
}

extension FoldedBody {
  fileprivate mutating func append(_ word: Substring.UTF8View, standsAlone: Bool) {
    append(Substring(word), standsAlone: standsAlone)
  }
}

extension String {
  /// The text with its CRLFs taken out and the first blank dropped: a folded body on one line.
  fileprivate func replacingLineBreaks() -> String {
    String(
      decoding: utf8.drop { $0 == 0x20 || $0 == 0x0D || $0 == 0x0A }.filter { $0 != 0x0D && $0 != 0x0A },
      as: UTF8.self)
  }

  fileprivate static func notURI(_ uri: String) -> String {
    "has a URI with a blank, a bracket, a quote or a letter outside ASCII: \(String(reflecting: uri))"
  }
  fileprivate static let longURI = "has a URI of more than \(wordLimit) octets"
  fileprivate static let longWord = "has more than \(wordLimit) octets without a blank"
  fileprivate static func notASCII(_ text: String) -> String {
    "has letters outside ASCII: \(String(reflecting: text))"
  }
}
