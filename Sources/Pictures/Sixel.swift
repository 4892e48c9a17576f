/// Pictures as sixel graphics, six rows of pixels in a row of letters (DEC, VT330/VT340 reference, chapter 14).
public enum Sixel {
  /// The picture as a sequence for a terminal; its height is filled up to a multiple of six with blanks.
  ///
  /// Transparent pixels show the terminal's own background.
  public static func sequence(_ picture: Picture, colors: Int = 256) -> String {
    let palette = Palette(picture, limit: colors)
    var octets = Array("\u{1B}P0;1;0q\"1;1;\(picture.width);\(picture.height)".utf8)
    for (index, color) in palette.colors.enumerated() {
      let parts = color.map { String((Int($0) * 100 + 127) / 255) }.joined(separator: ";")
      octets += Array("#\(index);2;\(parts)".utf8)
    }
    for top in stride(from: 0, to: picture.height, by: 6) {
      if top > 0 { octets.append(UInt8(ascii: "-")) }
      octets += band(picture, palette, top: top)
    }
    octets += Array("\u{1B}\\".utf8)
    return String(decoding: octets, as: UTF8.self)
  }

  /// Six rows, one pass over the columns for each colour in them.
  private static func band(_ picture: Picture, _ palette: Palette, top: Int) -> [UInt8] {
    var masks: [UInt8: [UInt8]] = [:]
    for row in top..<min(top + 6, picture.height) {
      for column in 0..<picture.width {
        let pixel = (row * picture.width + column) * 4
        guard picture.pixels[pixel + 3] >= 128 else { continue }
        let index = palette.index(of: picture.pixels, at: pixel)
        masks[index, default: [UInt8](repeating: 0, count: picture.width)][column] |= 1 << UInt8(row - top)
      }
    }
    var octets: [UInt8] = []
    for (number, (index, mask)) in masks.sorted(by: { $0.key < $1.key }).enumerated() {
      if number > 0 { octets.append(UInt8(ascii: "$")) }
      octets += Array("#\(index)".utf8) + runs(mask)
    }
    return octets
  }

  /// The letters of a row, repeated ones as `!COUNT`, blanks at the end left out.
  private static func runs(_ mask: [UInt8]) -> [UInt8] {
    var octets: [UInt8] = []
    let end = (mask.lastIndex { $0 != 0 } ?? -1) + 1
    var start = 0
    while start < end {
      var next = start
      while next < end, mask[next] == mask[start] { next += 1 }
      let letter = mask[start] + 63
      let count = next - start
      if count > 3 {
        octets += Array("!\(count)".utf8) + [letter]
      } else {
        octets += [UInt8](repeating: letter, count: count)
      }
      start = next
    }
    return octets
  }
}
