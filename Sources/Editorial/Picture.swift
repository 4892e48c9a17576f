/// An image with everything a reader needs who does not see it.
public struct Picture: Hashable, Sendable {
  /// Where the image is: an `http` or `https` address, or a path beside the article.
  public struct Source: Hashable, Sendable {
    /// The address or path.
    public let text: String

    /// Reads an address or a path; nil for other schemes, blank text and control characters.
    public init?(_ written: String) {
      if let url = try? LinkURL(written) {
        guard url.host != nil else { return nil }
        text = url.text
      } else {
        let isClean = !written.unicodeScalars.contains {
          $0.value < 0x20 || $0.properties.generalCategory == .control
        }
        let beginning = written.prefix { !"/?#".contains($0) }
        guard isClean, !written.isEmpty, !beginning.contains(":"), !written.hasPrefix("//"),
          !written.contains("{{"), !written.contains("\\"), written.utf8.count <= 2_000
        else { return nil }
        text = written.cleaned
      }
    }

    /// Whether it is an address on the web rather than a path.
    public var isRemote: Bool { text.hasPrefix("http:") || text.hasPrefix("https:") }
  }

  /// Where the image is.
  public var src: Source
  /// What the image shows, for those who do not see it; empty for decoration.
  public var alt: String
  /// The width in pixels.
  public var width: Int?
  /// The height in pixels.
  public var height: Int?
  /// What stands under it.
  public var caption: String?
  /// Who made it.
  public var credit: String?

  /// Makes a picture; texts are cleaned and put on one line.
  public init(
    src: Source, alt: String, width: Int? = nil, height: Int? = nil, caption: String? = nil,
    credit: String? = nil
  ) {
    self.src = src
    self.alt = alt.cleanedLine
    self.width = width
    self.height = height
    self.caption = caption?.cleanedLine
    self.credit = credit?.cleanedLine
  }
}
