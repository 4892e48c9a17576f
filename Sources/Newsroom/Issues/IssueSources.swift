/// What an issue was made of, as `issue.yaml` keeps it.
public struct IssueSources: Hashable, Sendable {
  /// The template's folder in `templates/`.
  public var template: String
  /// The files of the articles, relative to the project's folder.
  public var articles: [String]
  /// Where the call to action of the leading article leads, when that was said beside the article.
  public var callToActionURL: String?
  /// Where the images that came with the articles will lie on the web; nil where none did.
  public var imagesAddress: String?

  /// Names what an issue was made of.
  public init(
    template: String, articles: [String], callToActionURL: String? = nil, imagesAddress: String? = nil
  ) {
    self.template = template
    self.articles = articles
    self.callToActionURL = callToActionURL
    self.imagesAddress = imagesAddress
  }
}
