public import Diagnostics

/// One value of a record as a person wrote it, with the place where it begins.
///
/// Scalars keep their text: `no`, `012` and `2024-01-01` become a truth value,
/// a number or a date only when a reader asks for one.
public struct RecordValue: Hashable, Sendable {
  /// What kind of value it is.
  public indirect enum Content: Hashable, Sendable {
    /// A scalar; `isQuoted` tells `"12"` from `12`.
    case scalar(String, isQuoted: Bool)
    /// A list.
    case list([RecordValue])
    /// A mapping, in the order of the text.
    case mapping([Entry])
    /// Nothing: an empty value, or `null` in JSON.
    case nothing
  }

  /// A key of a mapping and what stands under it.
  public struct Entry: Hashable, Sendable {
    /// The key.
    public var key: String
    /// Where the key begins.
    public var place: Place
    /// The value.
    public var value: RecordValue

    /// Makes an entry.
    public init(key: String, place: Place, value: RecordValue) {
      self.key = key
      self.place = place
      self.value = value
    }
  }

  /// The value itself.
  public var content: Content
  /// Where it begins.
  public var place: Place

  /// Makes a value.
  public init(_ content: Content, at place: Place) {
    self.content = content
    self.place = place
  }

  /// The text of a scalar, nil for everything else.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The value as a message calls it: `"wide"`, `a list`, `a mapping`, `nothing`.
  var shown: String {
    switch content {
    case .scalar(let text, _): String(reflecting: String(text.prefix(60)))
    case .list: "a list"
    case .mapping: "a mapping"
    case .nothing: "nothing"
    }
  }
}
