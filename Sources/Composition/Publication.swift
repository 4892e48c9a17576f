public import InternetMessage

/// The newsletter itself: who writes, from where, and why readers get it.
public struct Publication: Hashable, Sendable {
  /// Its name: `The Lantern`.
  public var name: String
  /// What readers see as the sender.
  public var from: Mailbox
  /// Where replies go, if not to the sender.
  public var replyTo: Mailbox?
  /// The address that the law asks for (CAN-SPAM, CASL).
  public var postalAddress: String
  /// The web site.
  public var homePage: String
  /// The language of issues whose article says nothing else, as a BCP 47 tag.
  public var language: String
  /// Why readers get the letter, in a sentence.
  public var reason: String
  /// Whether an issue can also be read on the web.
  public var hasBrowserLink: Bool
  /// Whether readers can choose what they get.
  public var hasPreferencesLink: Bool
  /// Whether text parts are written as `format=flowed`.
  public var isTextFlowed: Bool

  /// Describes a publication.
  public init(
    name: String, from: Mailbox, replyTo: Mailbox? = nil, postalAddress: String, homePage: String,
    language: String, reason: String, hasBrowserLink: Bool, hasPreferencesLink: Bool = false,
    isTextFlowed: Bool = false
  ) {
    self.name = name
    self.from = from
    self.replyTo = replyTo
    self.postalAddress = postalAddress
    self.homePage = homePage
    self.language = language
    self.reason = reason
    self.hasBrowserLink = hasBrowserLink
    self.hasPreferencesLink = hasPreferencesLink
    self.isTextFlowed = isTextFlowed
  }
}
