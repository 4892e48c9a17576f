import Diagnostics
import Editorial

extension Article {
  /// The finding of an import that a proposed call to action leads nowhere yet.
  static let missingURLFindingID = "call-to-action-url"

  /// The article with an address for its call to action: the primary one, or a new one.
  ///
  /// - Throws: `NoLink` when the text is no address of a link.
  func withCallToAction(at text: String, lexicon: Lexicon) throws(NoLink) -> Article {
    let url: LinkURL
    do { url = try LinkURL(text) } catch { throw NoLink(text: text, reason: error.explanation) }
    var article = self
    let index =
      callsToAction.firstIndex(where: \.isPrimary) ?? callsToAction.indices.first
      ?? {
        let provider = lexicon.providers.provider(for: url)
        article.callsToAction.append(
          CallToAction(provider?.action ?? .read, title: title, provider: provider?.id))
        return article.callsToAction.count - 1
      }()
    article.callsToAction[index].url = url
    article.callsToAction[index].isPrimary = true
    article.callsToAction[index].isProposed = false
    return article
  }
}

/// A text that is no address of a link.
struct NoLink: ExplainedError, Hashable {
  let text: String
  let reason: String

  var problem: Problem {
    Problem(
      .usage, "\(String(reflecting: text.printable)) is no address for a call to action", evidence: [reason],
      notDone: "nothing was written")
  }
}
