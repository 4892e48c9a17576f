/// The colours that stand for all colours of a picture, found by cutting boxes of colours in the middle.
struct Palette {
  /// Red, green and blue of each.
  private(set) var colors: [[UInt8]] = []
  /// The nearest of them for each of 32 × 32 × 32 groups of colours.
  private var nearest: [UInt8]

  /// At most so many colours, up to 256.
  init(_ picture: Picture, limit: Int) {
    var counts: [Int: Int] = [:]
    for pixel in stride(from: 0, to: picture.pixels.count, by: 4) {
      counts[Self.group(picture.pixels, at: pixel), default: 0] += 1
    }
    nearest = [UInt8](repeating: 0, count: 32 * 32 * 32)
    var boxes = [counts.map { (group: $0.key, count: $0.value) }.sorted { $0.group < $1.group }]
    while boxes.count < min(256, max(1, limit)) {
      guard let widest = boxes.indices.max(by: { Self.spread(boxes[$0]).size < Self.spread(boxes[$1]).size }),
        Self.spread(boxes[widest]).size > 0
      else { break }
      let box = boxes.remove(at: widest)
      let channel = Self.spread(box).channel
      let sorted = box.sorted {
        (Self.channels($0.group)[channel], $0.group) < (Self.channels($1.group)[channel], $1.group)
      }
      let half = Self.middle(sorted)
      boxes += [Array(sorted[..<half]), Array(sorted[half...])]
    }
    for (index, box) in boxes.enumerated() {
      colors.append(Self.mean(box))
      for (group, _) in box { nearest[group] = UInt8(index) }
    }
  }

  /// The index of the colour that stands for a pixel.
  func index(of pixels: [UInt8], at pixel: Int) -> UInt8 { nearest[Self.group(pixels, at: pixel)] }

  private static func group(_ pixels: [UInt8], at pixel: Int) -> Int {
    Int(pixels[pixel] >> 3) << 10 | Int(pixels[pixel + 1] >> 3) << 5 | Int(pixels[pixel + 2] >> 3)
  }

  private static func channels(_ group: Int) -> [Int] { [group >> 10, group >> 5 & 31, group & 31] }

  /// The channel in which the colours of a box differ most, weighed as eyes do, and by how much.
  private static func spread(_ box: [(group: Int, count: Int)]) -> (channel: Int, size: Int) {
    let weights = [2, 3, 1]
    var best = (channel: 0, size: 0)
    for channel in 0..<3 {
      let values = box.map { channels($0.group)[channel] }
      let size = ((values.max() ?? 0) - (values.min() ?? 0)) * weights[channel]
      if size > best.size { best = (channel, size) }
    }
    return best
  }

  private static func middle(_ box: [(group: Int, count: Int)]) -> Int {
    let half = box.reduce(0) { $0 + $1.count } / 2
    var sum = 0
    for (index, entry) in box.enumerated() {
      sum += entry.count
      if sum > half { return min(max(1, index), box.count - 1) }
    }
    return box.count / 2
  }

  private static func mean(_ box: [(group: Int, count: Int)]) -> [UInt8] {
    let count = max(1, box.reduce(0) { $0 + $1.count })
    return (0..<3).map { channel in
      let sum = box.reduce(0) { $0 + channels($1.group)[channel] * $1.count }
      return UInt8(min(255, (sum * 255 / 31 + count / 2) / count))
    }
  }
}
