import Diagnostics
import Editorial
import InternetMessage

/// A merge field in its place: what stands there and how it is written.
struct MergeSlot: Hashable, Sendable {
  let field: MergeField
  let context: MergeContext
}

/// A finished text with places left open for the reader's values.
///
/// The places are found once per issue, with the context that each value is
/// written for.
struct MergeableText: Hashable, Sendable {
  private enum Piece: Hashable, Sendable {
    case constant(Range<Int>)
    case slot(MergeSlot)
  }

  private let bytes: [UInt8]
  private let pieces: [Piece]

  /// Opens an HTML document; places where no value may go become findings, each once.
  static func html(
    _ html: String, tokens: MergeTokens, placed: (MergeField) -> SourceLine? = { _ in nil }
  ) -> (text: MergeableText, findings: [Finding]) {
    let bytes = Array(html.utf8)
    var scanner = HTMLContextScanner(bytes)
    var findings: [Finding] = []
    let text = MergeableText(bytes, tokens: tokens) { range, field in
      let context = scanner.context(at: range.lowerBound)
      if case .refused(let place) = context {
        findings.append(.refusedMergeField(field, in: place, placed(field)))
      }
      if context == .wholeURL, let fault = field.fallback.flatMap(linkFault) {
        findings.append(.fallbackIsNoLink(field, fault))
      }
      return context
    }
    var seen: Set<Finding> = []
    return (text, findings.filter { seen.insert($0).inserted })
  }

  /// Opens plain text: the text part, the subject, the preheader.
  ///
  /// Inside an address (`https://example.org/?city={{recipient.city}}`) a value is part of it.
  static func plain(_ text: String, tokens: MergeTokens) -> MergeableText {
    let bytes = Array(text.utf8)
    return MergeableText(bytes, tokens: tokens) { range, _ in
      let word = bytes[..<range.lowerBound].reversed().prefix { $0 > 0x20 && $0 != UInt8(ascii: "<") }
        .reversed()
      return Array(word).firstRange(of: Array("://".utf8)) == nil ? .plain : .urlPart
    }
  }

  private init(
    _ bytes: [UInt8], tokens: MergeTokens, context: (Range<Int>, MergeField) -> MergeContext
  ) {
    var pieces: [Piece] = []
    var position = 0
    for (range, field) in tokens.occurrences(in: bytes) {
      pieces.append(.constant(position..<range.lowerBound))
      pieces.append(.slot(MergeSlot(field: field, context: context(range, field))))
      position = range.upperBound
    }
    pieces.append(.constant(position..<bytes.count))
    self.bytes = bytes
    self.pieces = pieces
  }

  /// The places in order.
  var slots: [MergeSlot] {
    pieces.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
  }

  /// The fields that stand in it, in order.
  var fields: [MergeField] { slots.map(\.field) }

  /// The text with slots numbered from a first number on.
  func open(from first: Int) -> OpenText {
    var number = first
    return OpenText(
      pieces.map { piece in
        switch piece {
        case .constant(let range): return .text(Array(bytes[range]))
        case .slot:
          defer { number += 1 }
          return .slot(number)
        }
      })
  }

  /// The text with a value in each place.
  func filled(_ value: (MergeField) throws -> String) rethrows -> String {
    var filled: [UInt8] = []
    filled.reserveCapacity(bytes.count + 256)
    for piece in pieces {
      switch piece {
      case .constant(let range): filled.append(contentsOf: bytes[range])
      case .slot(let slot): slot.context.append(try value(slot.field), to: &filled)
      }
    }
    return String(decoding: filled, as: UTF8.self)
  }

  /// How many octets it has with values of the given length in its places.
  func size(_ length: (MergeSlot) throws -> Int) rethrows -> Int {
    try pieces.reduce(0) { size, piece in
      switch piece {
      case .constant(let range): size + range.count
      case .slot(let slot): size + (try length(slot))
      }
    }
  }
}

extension Finding {
  fileprivate static func refusedMergeField(
    _ field: MergeField, in place: String, _ source: SourceLine?
  ) -> Finding {
    Finding(
      "merge-field-place", "\(field.text) stands in \(place), where no reader's value may go",
      at: source?.place, sourceLine: source?.line,
      help: ["merge fields belong in text, in links, and in alt and title"])
  }

  fileprivate static func fallbackIsNoLink(_ field: MergeField, _ fault: String) -> Finding {
    Finding(
      "merge-field-link", "\(field.text) is the address of a link, and its fallback cannot be one: \(fault)",
      help: ["give it a fallback such as https://example.org/"])
  }
}
