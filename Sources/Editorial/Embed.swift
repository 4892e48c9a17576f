/// Something to play that a page would show in a frame: a film, a song, an episode.
///
/// Mail clients show no frames, so that it becomes a card with a link to where it plays.
public struct Embed: Hashable, Sendable {
  /// Where it plays.
  public var url: LinkURL
  /// The identifier of the provider in `config/providers.yaml`.
  public var provider: String?
  /// What it is called; nil when nobody said.
  public var title: String?

  /// Makes an embed; the title is cleaned and put on one line.
  public init(url: LinkURL, provider: String?, title: String? = nil) {
    self.url = url
    self.provider = provider
    self.title = title?.cleanedLine
  }
}
