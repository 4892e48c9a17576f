/// Pixels, a row after the other.
public struct Picture: Hashable, Sendable {
  /// How many pixels a row has.
  public let width: Int
  /// How many rows there are.
  public let height: Int
  /// Red, green, blue and alpha of every pixel.
  public let pixels: [UInt8]

  /// Makes a picture; there have to be four octets for each pixel.
  public init(width: Int, height: Int, pixels: [UInt8]) {
    precondition(
      width > 0 && height > 0 && pixels.count == width * height * 4,
      "a picture has four octets for each of its pixels")
    self.width = width
    self.height = height
    self.pixels = pixels
  }

  /// The picture in another size; each new pixel is the mean of what it covers.
  ///
  /// Colours count as much as they are opaque, so that what is behind
  /// transparent pixels does not shine through.
  public func scaled(width: Int, height: Int) -> Picture {
    let (width, height) = (max(1, width), max(1, height))
    if width == self.width, height == self.height { return self }
    let columns = Self.spans(from: self.width, to: width)
    let rows = Self.spans(from: self.height, to: height)
    var scaled = [UInt8](repeating: 0, count: width * height * 4)
    for (y, row) in rows.enumerated() {
      for (x, column) in columns.enumerated() {
        let mean = mean(columns: column, rows: row)
        let at = (y * width + x) * 4
        scaled[at] = mean.red
        scaled[at + 1] = mean.green
        scaled[at + 2] = mean.blue
        scaled[at + 3] = mean.alpha
      }
    }
    return Picture(width: width, height: height, pixels: scaled)
  }

  /// The old pixels behind each new one, at least one.
  private static func spans(from old: Int, to new: Int) -> [Range<Int>] {
    (0..<new).map { index in
      let start = index * old / new
      return start..<max(start + 1, (index + 1) * old / new)
    }
  }

  private func mean(
    columns: Range<Int>, rows: Range<Int>
  ) -> (red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8) {
    var (red, green, blue, alpha) = (0, 0, 0, 0)
    for row in rows {
      var at = (row * width + columns.lowerBound) * 4
      for _ in columns {
        let weight = Int(pixels[at + 3])
        red += Int(pixels[at]) * weight
        green += Int(pixels[at + 1]) * weight
        blue += Int(pixels[at + 2]) * weight
        alpha += weight
        at += 4
      }
    }
    guard alpha > 0 else { return (0, 0, 0, 0) }
    let count = rows.count * columns.count
    func channel(_ sum: Int) -> UInt8 { UInt8((sum + alpha / 2) / alpha) }
    return (channel(red), channel(green), channel(blue), UInt8((alpha + count / 2) / count))
  }

  /// The picture on a ground of one colour, without transparency.
  public func opaque(onRed red: UInt8, green: UInt8, blue: UInt8) -> Picture {
    guard stride(from: 3, to: pixels.count, by: 4).contains(where: { pixels[$0] != 255 }) else { return self }
    var solid = pixels
    let ground = [red, green, blue]
    for pixel in stride(from: 0, to: solid.count, by: 4) {
      let alpha = Int(solid[pixel + 3])
      for channel in 0..<3 {
        solid[pixel + channel] = UInt8(
          (Int(solid[pixel + channel]) * alpha + Int(ground[channel]) * (255 - alpha) + 127) / 255)
      }
      solid[pixel + 3] = 255
    }
    return Picture(width: width, height: height, pixels: solid)
  }
}
