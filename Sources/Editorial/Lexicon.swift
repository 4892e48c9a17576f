/// What a project knows about calls to action and the words around them: services and languages.
public struct Lexicon: Hashable, Sendable {
  /// The services.
  public let providers: ProviderCatalog
  /// The languages, never empty.
  public let languages: [Language]
  /// The language of articles that name none, or one that nobody has described.
  public let standard: Language

  /// Brings services and languages together; `standard` is a BCP 47 tag, and the first language
  /// serves where it is not among them.
  public init(providers: ProviderCatalog, languages: [Language], standard: String) {
    guard let first = languages.first else { preconditionFailure("a lexicon has a language") }
    self.providers = providers
    self.languages = languages
    self.standard = Self.language(standard, among: languages) ?? first
  }

  /// The language for a BCP 47 tag: the one with the longest part of it (RFC 4647 §3.4), or else the standard.
  public func language(_ tag: String?) -> Language {
    tag.flatMap { Self.language($0, among: languages) } ?? standard
  }

  /// The words on the card of something to play: `Listen to The Sea on Spotify`.
  public func label(of embed: Embed, in language: Language, quoting: Bool = false) -> String {
    let provider = embed.provider.flatMap { providers.provider(id: $0) } ?? providers.provider(for: embed.url)
    let call = CallToAction(
      provider?.action ?? .watch, title: embed.title, provider: provider?.id, url: embed.url)
    return label(of: call, in: language, quoting: quoting)
  }

  /// The language that a text is written in, told by its letters where only one is written with them, else by
  /// its small words; nil where that is not clear.
  public func likelyLanguage(of text: String) -> Language? {
    if let script = Script(of: text), script != .latin {
      let written = languages.filter { Script(of: $0.asking.small.joined()) == script }
      if written.count < 2 { return written.first }
    }
    let words = text.prefix(20_000).lowercased().split { !$0.isLetter && $0 != "’" }.map(String.init)
    let counts = languages.map { language in
      (language, words.count { language.asking.small.contains($0) })
    }.sorted { $0.1 > $1.1 }
    guard let (language, hits) = counts.first, hits >= 5, hits * 10 > words.count else { return nil }
    return counts.count < 2 || hits * 2 > counts[1].1 * 3 ? language : nil
  }

  private static func language(_ tag: String, among languages: [Language]) -> Language? {
    var parts = tag.lowercased().split(separator: "-")
    while !parts.isEmpty {
      let range = parts.joined(separator: "-")
      if let language = languages.first(where: { $0.tag.lowercased() == range }) { return language }
      parts.removeLast()
      if parts.last?.count == 1 { parts.removeLast() }
    }
    return nil
  }

  /// The service a call to action leads to, as the article says or the address tells.
  public func provider(of call: CallToAction) -> Provider? {
    call.provider.flatMap { providers.provider(id: $0) } ?? call.url.flatMap { providers.provider(for: $0) }
  }

  /// The words on the button: the author's own, or action, object and service in a language.
  ///
  ///     Watch The White Helmets on Netflix
  ///
  /// `quoting` puts the title in quotation marks, where there is no other type face.
  public func label(of call: CallToAction, in language: Language, quoting: Bool = false) -> String {
    if let label = call.label, !label.isEmpty { return label }
    let words = language.words(for: call.action)
    let title = call.title.flatMap { $0.isEmpty ? nil : quoting ? language.quoted($0) : $0 }
    let provider = provider(of: call).flatMap { $0.name.isEmpty ? nil : $0.name }
    return title == nil && provider == nil ? words.alone : words.label.text(title: title, provider: provider)
  }
}
