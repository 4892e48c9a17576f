import Editorial

/// What feeds of all kinds say of one entry.
struct FeedEntry {
  /// The text of an entry: HTML, or nodes of the feed's own tree.
  enum Content {
    case html(String)
    case nodes(Int)
  }

  /// A file that comes with an entry.
  struct Attachment: Hashable {
    var address: String
    var type: String
  }

  var id: String?
  var title = ""
  var link: LinkURL?
  var authors: [Article.Author] = []
  var published: String?
  var language: String?
  /// The whole text.
  var content: Content?
  /// A beginning or a description.
  var summary: Content?
  var images: [Picture] = []
  var attachments: [Attachment] = []
  var tags: [String] = []
  var section: String?
  /// What relative references start from.
  var base: LinkURL?

  /// Whether an attachment is something to hear or see.
  var recording: (attachment: Attachment, action: Action)? {
    for attachment in attachments {
      let path = attachment.address.prefix { $0 != "?" && $0 != "#" }.lowercased()
      let isSound =
        attachment.type.hasPrefix("audio/")
        || [".mp3", ".m4a", ".ogg", ".opus", ".aac", ".wav"].contains(where: path.hasSuffix)
      if isSound { return (attachment, .listen) }
      let isFilm =
        attachment.type.hasPrefix("video/")
        || [".mp4", ".m4v", ".webm", ".mov"].contains(where: path.hasSuffix)
      if isFilm { return (attachment, .watch) }
    }
    return nil
  }
}
