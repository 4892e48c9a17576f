/// How a language says an action with its object and the service: `Watch[ {title}][ on {provider}]`.
///
/// What stands in brackets holds one placeholder and is left out where there is
/// nothing to put in its place. A label that begins with the pattern's own words
/// begins with a capital, whatever was left out before them.
public struct LabelPattern: Hashable, Sendable {
  /// What can be put into a label.
  enum Placeholder: String {
    case title, provider
  }

  private enum Part: Hashable {
    case words(String)
    case optional(before: String, Placeholder, after: String)
  }

  private let parts: [Part]

  /// Reads a pattern; nil when a bracket is not closed or holds anything but one placeholder, or
  /// when a placeholder stands outside of brackets.
  public init?(_ text: String) {
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "[") {
      guard let close = rest[open...].firstIndex(of: "]") else { return nil }
      parts.append(.words(String(rest[..<open])))
      let inner = rest[rest.index(after: open)..<close]
      guard let part = Self.optional(inner) else { return nil }
      parts.append(part)
      rest = rest[rest.index(after: close)...]
    }
    parts.append(.words(String(rest)))
    for case .words(let words) in parts where words.contains(where: { "[]{}".contains($0) }) { return nil }
    self.parts = parts.filter { $0 != .words("") }
  }

  private static func optional(_ text: Substring) -> Part? {
    guard let open = text.firstIndex(of: "{"), let close = text[open...].firstIndex(of: "}"),
      let placeholder = Placeholder(rawValue: String(text[open..<close].dropFirst()))
    else { return nil }
    let (before, after) = (text[..<open], text[close...].dropFirst())
    guard !(before + after).contains(where: { "[]{}".contains($0) }) else { return nil }
    return .optional(before: String(before), placeholder, after: String(after))
  }

  /// The words for a title and a service, either of which may be missing.
  func text(title: String?, provider: String?) -> String {
    var text = ""
    var beginsWithValue = false
    for part in parts {
      switch part {
      case .words(let words): text += words
      case .optional(let before, let placeholder, let after):
        guard let value = placeholder == .title ? title : provider, !value.isEmpty else { continue }
        beginsWithValue = beginsWithValue || (text.isEmpty && before.isEmpty)
        text += before + value + after
      }
    }
    text = text.cleanedLine
    return beginsWithValue ? text : text.prefix(1).uppercased() + text.dropFirst()
  }
}
