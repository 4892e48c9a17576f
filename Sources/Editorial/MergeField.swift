/// A place that is filled for each recipient: `{{recipient.name|friend}}`.
public struct MergeField: Hashable, Sendable {
  /// The name, with dots: `recipient.name`.
  public let name: String
  /// What stands there for a recipient without a value; nil when there must be one.
  public let fallback: String?

  /// Makes a merge field; nil when the name is not letters, digits, `_` and `-` in parts joined by dots.
  ///
  /// Braces and line ends in a fallback cannot be written, and are left out.
  public init?(name: String, fallback: String? = nil) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let isName = parts.allSatisfy { part in
      part.first?.isLetter == true
        && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }
    guard isName, parts.count > 1, name.utf8.count <= 100 else { return nil }
    self.name = name
    self.fallback = fallback.map { String($0.filter { $0 != "{" && $0 != "}" }).cleanedLine }
  }

  /// Reads what stands between `{{` and `}}`.
  public init?(inner: String) {
    guard !inner.contains("{"), !inner.contains("}"), !inner.contains("\n") else { return nil }
    guard let bar = inner.firstIndex(of: "|") else {
      self.init(name: inner.cleanedLine)
      return
    }
    self.init(name: String(inner[..<bar]).cleanedLine, fallback: String(inner[inner.index(after: bar)...]))
  }

  /// The field as it is written in an article.
  public var text: String { "{{" + name + (fallback.map { "|" + $0 } ?? "") + "}}" }
}
