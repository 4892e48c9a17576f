import Foundation
import InternetMessage
import Markup
public import Pictures

extension MessagePreview {
  /// An image of the HTML part, in document order.
  public struct Image: Hashable, Sendable {
    /// Its address: https, `cid:` or `data:`.
    public var source: String
    /// The alternative text; nil where there is none, empty for decoration.
    public var alternative: String?
    /// The width as written.
    public var width: String?
    /// The height as written.
    public var height: String?
    /// The file, if it is known.
    public var file: PictureFile?
    /// Whether it has to be fetched from a server.
    public var isRemote: Bool { source.lowercased().hasPrefix("http") || source.hasPrefix("//") }
  }

  /// The images of the HTML part.
  public var images: [Image] {
    guard let document else { return [] }
    return document.images.map { node in
      Image(
        source: document.tree.attribute("src", of: node) ?? "",
        alternative: document.tree.attribute("alt", of: node),
        width: document.tree.attribute("width", of: node),
        height: document.tree.attribute("height", of: node),
        file: pictures[document.tree.attribute("src", of: node) ?? ""])
    }
  }

  /// An image alone, as wide as there is room.
  public static func frame(ofPicture source: String, _ options: PreviewOptions) -> Frame {
    let html = "<body style='margin:0'><img src='\(source)' width='100%' alt=''>"
    return Layout.frame(StyledDocument(html, for: options.screen), options: options)
  }

  /// The addresses on servers of images that are not known yet, each once.
  public func remoteImages(without known: [String: PictureFile]) -> [String] {
    var seen: Set<String> = []
    return images.filter { $0.isRemote && known[$0.source] == nil && seen.insert($0.source).inserted }
      .map(\.source)
  }

  /// The images that the message brings along: its parts by `cid:`, and `data:` addresses.
  public func embeddedPictures() -> [String: PictureFile] {
    var found: [String: PictureFile] = [:]
    let wanted = Set(images.map(\.source))
    if wanted.isEmpty { return [:] }
    for part in message.root.all where part.parts.isEmpty {
      guard let id = part.contentID, wanted.contains("cid:" + id) else { continue }
      found["cid:" + id] = PictureFile(part.decodedBody)
    }
    for source in wanted where source.hasPrefix("data:image/") {
      guard let comma = source.firstIndex(of: ","), source[..<comma].hasSuffix(";base64") else { continue }
      let text = source[source.index(after: comma)...].filter { !$0.isWhitespace }
      if let data = Data(base64Encoded: String(text)) { found[source] = PictureFile(Array(data)) }
    }
    return found
  }
}
