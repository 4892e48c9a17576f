public import Diagnostics

/// One Mustache tag of a template, with the place it was written at.
public struct TemplateTag: Hashable, Sendable {
  /// What a tag does.
  public enum Kind: Hashable, Sendable {
    /// `{{name}}`: a value, escaped for where it stands.
    case variable
    /// `{{{name}}}` or `{{&name}}`: a value that is HTML already.
    case html
    /// `{{#name}}`: a loop or a condition.
    case section
    /// `{{^name}}`: what stands there otherwise.
    case inverted
    /// `{{/name}}`: the end of either.
    case close
    /// `{{>name}}`: another file of the same template.
    case partial
    /// `{{!text}}`: nothing.
    case comment
    /// Anything else that Mustache knows and templates here may not use.
    case unsupported(Character)
  }

  /// What it does.
  public var kind: Kind
  /// The name between the braces, without sigil and blanks.
  public var name: String
  /// The fallback after `|`, for a merge field.
  public var fallback: String?
  /// Where the tag begins.
  public var place: Place
  /// The part of the source that the tag covers.
  public var range: Range<String.Index>
}

/// Finds the tags of a template's source.
struct TagScanner {
  let source: String
  let file: String

  /// All tags in order; a tag that never ends is a finding.
  func scan() -> (tags: [TemplateTag], findings: [Finding]) {
    var tags: [TemplateTag] = []
    var findings: [Finding] = []
    var places = PlaceFinder(source: source, file: file)
    var position = source.startIndex
    while let open = source[position...].firstRange(of: "{{") {
      let isTriple = source[open.upperBound...].hasPrefix("{")
      let closing = isTriple ? "}}}" : "}}"
      let place = places.place(of: open.lowerBound)
      guard let close = source[open.upperBound...].firstRange(of: closing) else {
        findings.append(.unclosedTag(at: place, line: places.line(at: open.lowerBound)))
        break
      }
      let start = isTriple ? source.index(after: open.upperBound) : open.upperBound
      let inner = source[start..<close.lowerBound]
      tags.append(tag(inner, isTriple: isTriple, place: place, range: open.lowerBound..<close.upperBound))
      position = close.upperBound
    }
    return (tags, findings)
  }

  private func tag(
    _ inner: Substring, isTriple: Bool, place: Place, range: Range<String.Index>
  ) -> TemplateTag {
    let text = inner.drop(while: \.isWhitespace)
    var kind = isTriple ? TemplateTag.Kind.html : .variable
    var rest = text
    if !isTriple, let sigil = text.first, let known = Self.kinds[sigil] {
      kind = known
      rest = text.dropFirst()
    }
    let parts = rest.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return TemplateTag(
      kind: kind, name: parts.first.map(Self.trimmed) ?? "",
      fallback: parts.count == 2 ? Self.trimmed(parts[1]) : nil, place: place, range: range)
  }

  private static let kinds: [Character: TemplateTag.Kind] = [
    "#": .section, "^": .inverted, "/": .close, ">": .partial, "!": .comment, "&": .html,
    "=": .unsupported("="), "%": .unsupported("%"), "<": .unsupported("<"), "$": .unsupported("$"),
  ]

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// Turns positions of one source, asked for in ascending order, into places.
struct PlaceFinder {
  let source: String
  let file: String
  private var line = 1
  private var lineStart: String.Index
  private var position: String.Index

  init(source: String, file: String) {
    self.source = source
    self.file = file
    lineStart = source.startIndex
    position = source.startIndex
  }

  mutating func place(of index: String.Index) -> Place {
    while position < index {
      let next = source.index(after: position)
      if source[position].isNewline {
        line += 1
        lineStart = next
      }
      position = next
    }
    return Place(file: file, line: line, column: source.distance(from: lineStart, to: index) + 1)
  }

  func line(at index: String.Index) -> String {
    let start = source[..<index].lastIndex(where: \.isNewline).map(source.index(after:)) ?? source.startIndex
    let end = source[index...].firstIndex(where: \.isNewline) ?? source.endIndex
    return String(source[start..<end])
  }
}

extension Finding {
  fileprivate static func unclosedTag(at place: Place, line: String) -> Finding {
    Finding("unclosed-tag", "this tag never ends", at: place, sourceLine: line, help: ["close it with }}"])
  }
}
