import Diagnostics

/// The text and the links of an HTML part, in document order.
///
/// A scanner for what a preview without layout needs: tags are skipped, not
/// understood; head, style, script and comments hold no text.
struct HTMLScan {
  private(set) var text = ""
  private(set) var links: [(url: String, label: String)] = []
  private var open: (url: String, start: String.Index)?

  init(_ html: String) {
    let bytes = Array(html.utf8)
    var position = 0
    var skipped: [UInt8]?
    while position < bytes.count {
      if bytes[position] != UInt8(ascii: "<") {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        if skipped == nil { append(String(decoding: bytes[position..<end], as: UTF8.self)) }
        position = end
      } else if bytes[position...].starts(with: "<!--".utf8) {
        position = Self.end(of: "-->", in: bytes, from: position + 4)
      } else {
        let end = Self.endOfTag(in: bytes, from: position)
        let tag = Tag(bytes[(position + 1)..<max(position + 1, end - 1)])
        if let name = skipped {
          if tag.isClosing, Array(tag.name.utf8) == name { skipped = nil }
        } else if ["head", "style", "script"].contains(tag.name), !tag.isClosing {
          skipped = Array(tag.name.utf8)
        } else {
          note(tag)
        }
        position = end
      }
    }
    close()
  }

  private mutating func note(_ tag: Tag) {
    if tag.name == "a" {
      close()
      if !tag.isClosing, let url = tag.attribute("href") { open = (url, text.endIndex) }
    } else if tag.name == "img", let alt = tag.attribute("alt"), open != nil {
      append(alt)
    }
    if !Self.inline.contains(tag.name) { append(" ") }
  }

  private mutating func append(_ source: String) {
    for scalar in source.decodingEntities.unicodeScalars {
      if scalar.properties.isWhitespace {
        if let last = text.unicodeScalars.last, last != " " { text.unicodeScalars.append(" ") }
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  private mutating func close() {
    guard let link = open else { return }
    links.append((link.url, String(text[link.start...]).withoutFiller))
    open = nil
  }

  private static let inline: Set<String> = [
    "a", "b", "i", "em", "strong", "span", "u", "s", "code", "sub", "sup", "small",
  ]

  private static func end(of text: String, in bytes: [UInt8], from start: Int) -> Int {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index..<(index + wanted.count)].elementsEqual(wanted) { return index + wanted.count }
      index += 1
    }
    return bytes.count
  }

  private static func endOfTag(in bytes: [UInt8], from start: Int) -> Int {
    var quote: UInt8?
    var index = start + 1
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        return index + 1
      }
      index += 1
    }
    return bytes.count
  }
}

/// The inside of a tag: its name and attributes.
private struct Tag {
  let name: String
  let isClosing: Bool
  private let source: String

  init(_ bytes: ArraySlice<UInt8>) {
    isClosing = bytes.first == UInt8(ascii: "/")
    source = String(decoding: isClosing ? bytes.dropFirst() : bytes, as: UTF8.self)
    name = source.prefix { $0.isLetter || $0.isNumber }.lowercased()
  }

  func attribute(_ wanted: String) -> String? {
    var rest = source.dropFirst(name.count)
    while let equals = rest.firstIndex(of: "=") {
      let name = rest[..<equals].split(whereSeparator: \.isWhitespace).last?.lowercased() ?? ""
      var value = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
      let end: Substring.Index
      if let quote = value.first, quote == "\"" || quote == "'" {
        value = value.dropFirst()
        end = value.firstIndex(of: quote) ?? value.endIndex
      } else {
        end = value.firstIndex(where: \.isWhitespace) ?? value.endIndex
      }
      if name == wanted { return String(value[..<end]).decodingEntities }
      rest = value[end...].dropFirst()
    }
    return nil
  }
}

extension String {
  /// The text with character references replaced; those that are not known stay as they are.
  var decodingEntities: String {
    guard contains("&") else { return self }
    var decoded = ""
    var rest = self[...]
    while let ampersand = rest.firstIndex(of: "&") {
      decoded += rest[..<ampersand]
      rest = rest[ampersand...]
      if let semicolon = rest.prefix(12).firstIndex(of: ";"),
        let character = Self.character(named: rest[rest.index(after: ampersand)..<semicolon])
      {
        decoded += character
        rest = rest[rest.index(after: semicolon)...]
      } else {
        decoded += "&"
        rest = rest.dropFirst()
      }
    }
    return decoded + rest
  }

  private static func character(named name: Substring) -> String? {
    if name.hasPrefix("#") {
      let digits = name.dropFirst()
      let value = digits.lowercased().hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    }
    return [
      "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "zwnj": "\u{200C}",
      "zwj": "\u{200D}", "shy": "\u{AD}", "ndash": "–", "mdash": "—", "hellip": "…", "lsquo": "‘",
      "rsquo": "’", "ldquo": "“", "rdquo": "”", "middot": "·", "copy": "©", "rarr": "→",
    ][name]
  }

  /// The text without invisible characters, runs of blanks as one.
  var withoutFiller: String {
    var shown = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      let isJoiner = scalar == "\u{200D}" && shown.last?.properties.isEmoji == true
      if scalar.isFiller && !isJoiner || scalar.properties.isWhitespace {
        if let last = shown.last, last != " " { shown.append(" ") }
      } else {
        shown.append(scalar)
      }
    }
    if shown.last == " " { shown.removeLast() }
    return String(shown).printable
  }
}

extension Unicode.Scalar {
  /// Whether it has no ink, as the characters that fill up a preheader.
  var isFiller: Bool {
    switch value {
    case 0x20, 0xA0, 0x34F, 0xAD, 0x200B...0x200D, 0x2060, 0xFEFF, 0x2007: true
    default: false
    }
  }
}
