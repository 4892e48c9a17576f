internal import Charsets

/// The value and the parameters of Content-Type or Content-Disposition.
struct ParsedParameters {
  /// What stands before the first semicolon, lower case: `text/html`, `attachment`.
  var value: String
  /// The parameters, joined and decoded (RFC 2231).
  var parameters: MIMEParameters

  /// More parameters than any message needs are not read.
  private static let limit = 100

  init(_ text: String) {
    let tokens = StructuredTokens.scan(text, specials: StructuredTokens.mimeSpecials)
      .filter { if case .comment = $0 { false } else { true } }
    let pieces = tokens.split(separator: .special(";"), omittingEmptySubsequences: false)
    value = (pieces.first ?? []).text.lowercased()
    var sections: [String: [Section]] = [:]
    var order: [String] = []
    for piece in pieces.dropFirst().prefix(Self.limit) {
      guard let equals = piece.firstIndex(of: .special("=")) else { continue }
      let name = piece[..<equals].text.lowercased()
      let value = piece[(equals + 1)...].text
      guard let (base, section) = Section.parse(name, value), base.isMIMEToken else { continue }
      if sections[base] == nil { order.append(base) }
      sections[base, default: []].append(section)
    }
    parameters = [:]
    for name in order { parameters[name] = joined(sections[name] ?? []) }
  }
}

/// A piece of a parameter: `name*2*=…` has the index 2 and is encoded.
private struct Section {
  var index: Int?
  var isEncoded: Bool
  var value: String

  static func parse(_ name: String, _ value: String) -> (base: String, section: Section)? {
    let pieces = name.split(separator: "*", omittingEmptySubsequences: false)
    switch pieces.count {
    case 1: return (name, Section(index: nil, isEncoded: false, value: value))
    case 2 where pieces[1].isEmpty:
      return (String(pieces[0]), Section(index: 0, isEncoded: true, value: value))
    case 2, 3:
      guard let index = Int(pieces[1]), 0..<1000 ~= index else { return nil }
      return (String(pieces[0]), Section(index: index, isEncoded: pieces.count == 3, value: value))
    default: return nil
    }
  }
}

/// The value of a parameter that may be in pieces; the encoded form wins over a plain one beside it.
private func joined(_ sections: [Section]) -> String {
  let numbered = sections.filter { $0.index != nil }.sorted { ($0.index ?? 0) < ($1.index ?? 0) }
  guard let first = numbered.first else { return decodedWords(sections.first?.value ?? "") }
  var charset: String?
  var octets: [UInt8] = []
  var isFirst = true
  for section in numbered {
    var value = section.value[...]
    if isFirst, first.isEncoded {
      let pieces = value.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
      if pieces.count == 3 {
        charset = String(pieces[0])
        value = pieces[2]
      }
    }
    octets += section.isEncoded ? percentDecoded(Array(value.utf8)) : Array(value.utf8)
    isFirst = false
  }
  return Charset.text(octets, declared: charset)
}

private func percentDecoded(_ text: [UInt8]) -> [UInt8] {
  var out: [UInt8] = []
  var index = 0
  while index < text.count {
    if text[index] == UInt8(ascii: "%"), index + 2 < text.count,
      let high = text[index + 1].hexValue, let low = text[index + 2].hexValue
    {
      out.append(high << 4 | low)
      index += 3
    } else {
      out.append(text[index])
      index += 1
    }
  }
  return out
}

extension ArraySlice<StructuredToken> {
  /// The words without the blanks around them; blanks inside quotes stay.
  fileprivate var text: String {
    let inner = drop { $0 == .blank }
    let end = inner.lastIndex { $0 != .blank } ?? inner.startIndex - 1
    return inner[...end].reduce(into: "") { $0 += $1.shownText }
  }
}
