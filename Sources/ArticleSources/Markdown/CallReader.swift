public import Editorial

/// Reads calls to action from links that stand alone: the service follows from the address, the action
/// from the words in the article's language.
public struct CallReader: Sendable {
  private let lexicon: Lexicon
  private let language: Language

  /// Reads calls of an article in a language; nil is the standard one.
  public init(_ lexicon: Lexicon, _ language: String?) {
    self.lexicon = lexicon
    self.language = lexicon.language(language)
  }

  /// What a link alone in a paragraph plays; nil when it leads to no service for watching or listening.
  ///
  /// A label that is the address itself is no title.
  public func embed(label: String, url: LinkURL) -> Embed? {
    guard let provider = lexicon.providers.provider(for: url), [.watch, .listen].contains(provider.action)
    else { return nil }
    let isAddress = label == url.text || label.contains("://")
    return Embed(url: url, provider: provider.id, title: isAddress ? nil : label)
  }

  /// The call to action that a link makes.
  public func call(label: String, url: LinkURL) -> CallToAction {
    let provider = lexicon.providers.provider(for: url)
    let action = language.action(of: label) ?? provider?.action ?? .read
    return CallToAction(action, provider: provider?.id, url: url, label: label)
  }
}
