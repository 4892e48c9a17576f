/// What the reader is asked to do: the actions of schema.org that a newsletter asks for.
public enum Action: String, Hashable, Sendable, CaseIterable {
  case watch, listen, read, donate, sign, buy, attend, join, share, subscribe, vote
}

/// What the reader is asked to do: an action, its object, the service, the address.
public struct CallToAction: Hashable, Sendable {
  /// How sure it is that a text asks for something.
  public enum Confidence: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A phrase without object and service: `donate now`.
    case low
    /// An order with a service: `listen on Spotify`.
    case medium
    /// An order with its object and a service: `watch TITLE on Netflix`.
    case high

    /// Less sure is less.
    public static func < (a: Confidence, b: Confidence) -> Bool {
      a == .low && b != .low || a == .medium && b == .high
    }
  }

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
  /// How sure a proposal is; nil for what an author wrote.
  public var confidence: Confidence?

  /// Makes a call to action; texts are cleaned and put on one line.
  public init(
    _ action: Action, title: String? = nil, provider: String? = nil, url: LinkURL? = nil,
    label: String? = nil,
    isPrimary: Bool = false, expires: String? = nil, evidence: String? = nil, isProposed: Bool = false,
    confidence: Confidence? = nil
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
    self.confidence = confidence
  }

  /// The words for it where no language is at hand: the author's own, or the title, or the action.
  public var plainLabel: String { label ?? title ?? action.rawValue }
}
