import Diagnostics
import Editorial

/// A finished text with places left open for the recipient's values.
///
/// The places are found once per issue; filling them in copies the constant
/// parts and escapes each value for where it stands.
struct MergeableText: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case constant(Range<Int>)
    case field(MergeField, HTMLContext?)
  }

  private let bytes: [UInt8]
  private let pieces: [Piece]

  /// Opens an HTML document; places where no value may go become findings.
  static func html(_ html: String, tokens: MergeTokens) -> (text: MergeableText, findings: [Finding]) {
    let bytes = Array(html.utf8)
    var scanner = HTMLContextScanner(bytes)
    var findings: [Finding] = []
    let text = MergeableText(bytes, tokens: tokens) { range, field in
      let context = scanner.context(at: range.lowerBound)
      if case .refused(let where_) = context { findings.append(.refusedMergeField(field.name, in: where_)) }
      return context
    }
    return (text, findings)
  }

  /// Opens plain text: the text part, the subject, the preheader.
  static func plain(_ text: String, tokens: MergeTokens) -> MergeableText {
    MergeableText(Array(text.utf8), tokens: tokens) { _, _ in nil }
  }

  private init(
    _ bytes: [UInt8], tokens: MergeTokens, context: (Range<Int>, MergeField) -> HTMLContext?
  ) {
    var pieces: [Piece] = []
    var position = 0
    for (range, field) in tokens.occurrences(in: bytes) {
      pieces.append(.constant(position..<range.lowerBound))
      pieces.append(.field(field, context(range, field)))
      position = range.upperBound
    }
    pieces.append(.constant(position..<bytes.count))
    self.bytes = bytes
    self.pieces = pieces
  }

  /// The fields that stand in it, in order.
  var fields: [MergeField] {
    pieces.compactMap { if case .field(let field, _) = $0 { field } else { nil } }
  }

  /// The text for one recipient.
  func filled(_ value: (MergeField) -> String) -> String {
    var filled: [UInt8] = []
    filled.reserveCapacity(bytes.count + 256)
    for piece in pieces {
      switch piece {
      case .constant(let range): filled.append(contentsOf: bytes[range])
      case .field(let field, let context): filled.append(contentsOf: escaped(value(field), for: context).utf8)
      }
    }
    return String(decoding: filled, as: UTF8.self)
  }

  private func escaped(_ value: String, for context: HTMLContext?) -> String {
    let value = value.printable
    return switch context {
    case nil: value
    case .text, .attribute: value.htmlEscaped
    case .wholeURL: value.htmlEscaped
    case .urlPart: value.percentEncoded
    case .refused: ""
    }
  }
}

extension String {
  /// The text as it stands between tags or in a quoted attribute.
  var htmlEscaped: String {
    guard utf8.contains(where: { [38, 60, 62, 34, 39].contains($0) }) else { return self }
    var escaped = ""
    escaped.reserveCapacity(utf8.count + 32)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The text as a part of a URL: all but unreserved characters in percents (RFC 3986 §2.1).
  var percentEncoded: String {
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.append(byte)
      default: encoded += [37, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

extension Finding {
  fileprivate static func refusedMergeField(_ name: String, in place: String) -> Finding {
    Finding(
      "merge-field-place", "{{\(name)}} stands in \(place), where no reader's value may go",
      help: ["merge fields belong in text, in quoted attributes and in links"])
  }
}
