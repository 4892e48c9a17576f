import CPictures

/// A file that holds a picture, with its size; the pixels are decoded on demand.
public struct PictureFile: Hashable, Sendable {
  /// How the picture is written.
  public enum Format: String, Hashable, Sendable {
    /// Portable Network Graphics.
    case png
    /// JPEG.
    case jpeg
    /// The Graphics Interchange Format, of which the first frame is shown.
    case gif
    /// WebP.
    case webp
  }

  /// How the picture is written.
  public let format: Format
  /// The file as it is.
  public let octets: [UInt8]
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int

  /// Pictures of more pixels are not decoded: a small file can hold a very large one.
  public static let pixelLimit = 50_000_000
  /// Larger files are not read.
  public static let octetLimit = 32 << 20

  /// Reads the beginning of a file; nil for what is no picture, or too large a one.
  public init?(_ octets: [UInt8]) {
    guard octets.count <= Self.octetLimit, let format = Self.format(of: octets) else { return nil }
    var (width, height): (Int32, Int32) = (0, 0)
    let result = octets.withUnsafeBufferPointer { buffer in
      switch format {
      case .png: cpictures_png_size(buffer.baseAddress, buffer.count, &width, &height)
      case .jpeg: cpictures_jpeg_size(buffer.baseAddress, buffer.count, &width, &height)
      case .gif: cpictures_gif_size(buffer.baseAddress, buffer.count, &width, &height)
      case .webp: cpictures_webp_size(buffer.baseAddress, buffer.count, &width, &height)
      }
    }
    guard result == 0, width > 0, height > 0, Int(width) * Int(height) <= Self.pixelLimit else { return nil }
    self.format = format
    self.octets = octets
    self.width = Int(width)
    self.height = Int(height)
  }

  private static func format(of octets: [UInt8]) -> Format? {
    if octets.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if octets.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if octets.starts(with: Array("GIF87a".utf8)) || octets.starts(with: Array("GIF89a".utf8)) { return .gif }
    if octets.starts(with: Array("RIFF".utf8)), octets.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return .webp
    }
    return nil
  }

  /// The pixels; nil where the file is broken.
  public func decoded() -> Picture? {
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    let count = pixels.count
    let result = octets.withUnsafeBufferPointer { file in
      pixels.withUnsafeMutableBufferPointer { pixels in
        switch format {
        case .png: cpictures_png(file.baseAddress, file.count, pixels.baseAddress, count)
        case .jpeg:
          cpictures_jpeg(file.baseAddress, file.count, pixels.baseAddress, Int32(width), Int32(height))
        case .gif:
          cpictures_gif(file.baseAddress, file.count, pixels.baseAddress, Int32(width), Int32(height))
        case .webp: cpictures_webp(file.baseAddress, file.count, pixels.baseAddress, count, Int32(width))
        }
      }
    }
    return result == 0 ? Picture(width: width, height: height, pixels: pixels) : nil
  }
}
