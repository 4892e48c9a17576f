/// A place that is filled for each recipient: `{{recipient.name|friend}}`; or one end of a part that only
/// some recipients get: `{{#recipient.member}}`, `{{^recipient.member}}`, `{{/recipient.member}}`.
public struct MergeField: Hashable, Sendable {
  /// What stands there.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// A value.
    case value = ""
    /// The beginning of what those get for whom the condition holds.
    case begin = "#"
    /// The beginning of what those get for whom it does not hold.
    case beginOtherwise = "^"
    /// The end of either.
    case end = "/"
  }

  /// The name, with dots: `recipient.name`.
  public let name: String
  /// What stands there for a recipient without a value; nil when there must be one.
  public let fallback: String?
  /// A value, or one end of a condition.
  public let role: Role

  /// Makes a merge field; nil when the name is not letters, digits, `_` and `-` in parts joined by dots.
  ///
  /// Braces and line ends in a fallback cannot be written, and are left out. A
  /// condition is about the recipient and has no fallback.
  public init?(name: String, fallback: String? = nil, role: Role = .value) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      part.first?.isLetter == true
        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
    guard isName, parts.count > 1, name.utf8.count <= 100 else { return nil }
    guard role == .value || fallback == nil && parts.count == 2 && parts[0] == "recipient" else { return nil }
    self.name = name
    self.fallback = fallback.map { String($0.filter { $0 != "{" && $0 != "}" }).cleanedLine }
    self.role = role
  }

  /// Reads what stands between `{{` and `}}`.
  public init?(inner: String) {
    guard !inner.contains("{"), !inner.contains("}"), !inner.contains("\n") else { return nil }
    let line = inner.cleanedLine
    if let sign = line.first, let role = Role(rawValue: String(sign)) {
      self.init(name: String(line.dropFirst()).cleanedLine, role: role)
      return
    }
    guard let bar = inner.firstIndex(of: "|") else {
      self.init(name: line)
      return
    }
    self.init(name: String(inner[..<bar]).cleanedLine, fallback: String(inner[inner.index(after: bar)...]))
  }

  /// The field as it is written in an article.
  public var text: String { "{{" + role.rawValue + name + (fallback.map { "|" + $0 } ?? "") + "}}" }
}
