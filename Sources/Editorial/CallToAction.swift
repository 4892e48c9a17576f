/// What the reader is asked to do: the actions of schema.org that a newsletter asks for.
public enum Action: String, Hashable, Sendable, CaseIterable {
  case watch, listen, read, donate, sign, buy, attend, join, share, subscribe, vote

  /// The action that a label's first word names: `Watch on Netflix` is `watch`.
  public init?(firstWordOf label: String) {
    let word = label.prefix { $0.isLetter }.lowercased()
    self.init(rawValue: word)
  }

  /// The verb in English, alone.
  public var verb: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// What stands between the verb and its object: `Listen to`, `Vote for`.
  var particle: String {
    switch self {
    case .listen, .donate, .subscribe: " to"
    case .vote: " for"
    default: ""
    }
  }
}

/// What the reader is asked to do: an action, its object, the service, the address.
public struct CallToAction: Hashable, Sendable {
  /// What to do.
  public var action: Action
  /// What is watched, read or signed.
  public var title: String?
  /// The identifier of the provider in `config/providers.yaml`.
  public var provider: String?
  /// Where it leads; nil while it is not known.
  public var url: LinkURL?
  /// The words of the author, instead of those made from action, title and provider.
  public var label: String?
  /// Whether it is the one of the article that is a button.
  public var isPrimary: Bool
  /// The day after which it is left out, as `YYYY-MM-DD`.
  public var expires: String?
  /// The sentence of the article that it was proposed from.
  public var evidence: String?
  /// Whether it was found in the text rather than given by the author.
  public var isProposed: Bool

  /// Makes a call to action; texts are cleaned and put on one line.
  public init(
    _ action: Action, title: String? = nil, provider: String? = nil, url: LinkURL? = nil,
    label: String? = nil,
    isPrimary: Bool = false, expires: String? = nil, evidence: String? = nil, isProposed: Bool = false
  ) {
    self.action = action
    self.title = title?.cleanedLine
    self.provider = provider
    self.url = url
    self.label = label?.cleanedLine
    self.isPrimary = isPrimary
    self.expires = expires
    self.evidence = evidence?.cleanedLine
    self.isProposed = isProposed
  }

  /// The words on the button: verb, object and provider, unless the author gave their own.
  ///
  ///     Watch The White Helmets on Netflix
  ///
  /// `quoting` puts the title in quotation marks, where there is no other type
  /// face. The words are English; the table is the place for other languages.
  public func label(provider: Provider?, quoting: Bool = false) -> String {
    if let label, !label.isEmpty { return label }
    let name = provider.flatMap { $0.name.isEmpty ? nil : " on \($0.name)" } ?? ""
    guard let title, !title.isEmpty else { return action.verb + (name.isEmpty ? " now" : name) }
    return action.verb + action.particle + " " + (quoting ? "\"\(title)\"" : title) + name
  }
}
