public import Editorial

/// Octets from somewhere, with what is known about them.
public struct SourceDocument: Sendable {
  /// More than any page or feed needs.
  public static let sizeLimit = 50_000_000

  /// The octets.
  public var bytes: [UInt8]
  /// What messages call it: a file's name or an address.
  public var file: String
  /// Where it was found in the end, after redirects.
  public var address: LinkURL?
  /// The charset that the server named.
  public var charset: String?
  /// The media type that the server named, without parameters.
  public var mediaType: String?

  /// Collects what is known.
  public init(
    bytes: [UInt8], file: String, address: LinkURL? = nil, charset: String? = nil, mediaType: String? = nil
  ) {
    self.bytes = bytes
    self.file = file
    self.address = address
    self.charset = charset
    self.mediaType = mediaType
  }
}
