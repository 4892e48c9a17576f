/// What a template can show: the data of one issue, as names and values.
public indirect enum ViewValue: Hashable, Sendable {
  /// Plain text, escaped where it stands; nil shows nothing, and is false as a condition.
  case text(String?)
  /// HTML that is already safe; nil as for text.
  case html(String?)
  /// A condition.
  case flag(Bool)
  /// Names and values; nil is false as a condition.
  case record([String: ViewValue]?)
  /// One record for each turn of a loop.
  case list([[String: ViewValue]])

  /// Whether there is anything to show.
  public var isPresent: Bool {
    switch self {
    case .text(let text), .html(let text): text.map { !$0.isEmpty } ?? false
    case .flag(let flag): flag
    case .record(let fields): fields != nil
    case .list(let items): !items.isEmpty
    }
  }

  /// The value that a name with dots leads to; nil where a record on the way is not there.
  public func value(at name: String) -> ViewValue? {
    name.split(separator: ".").reduce(self) { value, part in
      guard case .record(.some(let fields)) = value else { return nil }
      return fields[String(part)]
    }
  }
}

/// What a template may ask for: the names that every view value has, whatever the article.
///
/// A template is checked against the shape once, when it is loaded, so that a
/// name it misspells is found even where the sample never reaches it.
public indirect enum ViewShape: Hashable, Sendable {
  case text, html, flag
  case record([String: ViewShape])
  case list([String: ViewShape])

  /// Whether a value has all the names of the shape, and no others.
  public func fits(_ value: ViewValue) -> Bool {
    switch (self, value) {
    case (.text, .text), (.html, .html), (.flag, .flag), (.record, .record(nil)): true
    case (.record(let fields), .record(.some(let values))): Self.fit(fields, values)
    case (.list(let fields), .list(let items)): items.allSatisfy { Self.fit(fields, $0) }
    default: false
    }
  }

  private static func fit(_ fields: [String: ViewShape], _ values: [String: ViewValue]) -> Bool {
    fields.count == values.count
      && fields.allSatisfy { name, shape in values[name].map(shape.fits) ?? false }
  }

  /// The names of a record or list, with those of its parts: `article.image.alt`.
  public var names: [String] {
    switch self {
    case .text, .html, .flag: []
    case .record(let fields), .list(let fields):
      fields.sorted { $0.key < $1.key }.flatMap { name, shape in
        [name] + (shape.isList ? [] : shape.names.map { "\(name).\($0)" })
      }
    }
  }

  /// The names of a record or list, with those of its parts and of the turns of its loops:
  /// `article.blocks[].quote.html`.
  public var allNames: [String] {
    switch self {
    case .text, .html, .flag: []
    case .record(let fields), .list(let fields):
      fields.sorted { $0.key < $1.key }.flatMap { name, shape in
        [name] + shape.allNames.map { name + (shape.isList ? "[]." : ".") + $0 }
      }
    }
  }

  var isList: Bool {
    if case .list = self { true } else { false }
  }
}
