/// How many colours a terminal shows.
public enum ColorDepth: String, CaseIterable, Hashable, Sendable {
  /// No escapes for colour, only bold, faint, italic and underlined.
  case none
  /// The 8 colours of a console.
  case eight = "8"
  /// The 16 colours that the terminal's owner chose.
  case sixteen = "16"
  /// The 256 colours of xterm.
  case indexed = "256"
  /// 24 bits.
  case full = "24bit"

  /// The parameters of SGR for a colour (ECMA-48 §8.3.117); nil without colours.
  func parameters(_ color: Color, isBackground: Bool) -> String? {
    let base = isBackground ? 48 : 38
    switch self {
    case .none: return nil
    case .eight:
      let index = Self.nearest(color, in: Array(Self.sixteenColors.prefix(8)))
      return String(30 + index + (isBackground ? 10 : 0))
    case .sixteen:
      let index = Self.nearest(color, in: Self.sixteenColors)
      return String((index < 8 ? 30 + index : 82 + index) + (isBackground ? 10 : 0))
    case .indexed: return "\(base);5;\(Self.index(of: color))"
    case .full: return "\(base);2;\(color.red);\(color.green);\(color.blue)"
    }
  }

  /// The nearest of the 6 × 6 × 6 cube and of the 24 greys.
  private static func index(of color: Color) -> Int {
    let steps = [0, 95, 135, 175, 215, 255]
    func step(_ channel: UInt8) -> Int {
      steps.indices.min { abs(steps[$0] - Int(channel)) < abs(steps[$1] - Int(channel)) } ?? 0
    }
    let (red, green, blue) = (step(color.red), step(color.green), step(color.blue))
    let cube = Color(UInt8(steps[red]), UInt8(steps[green]), UInt8(steps[blue]))
    let mean = (Int(color.red) + Int(color.green) + Int(color.blue)) / 3
    let grey = min(23, max(0, (mean - 3) / 10))
    let shade = UInt8(8 + 10 * grey)
    let isGrey = distance(color, Color(shade, shade, shade)) < distance(color, cube)
    return isGrey ? 232 + grey : 16 + 36 * red + 6 * green + blue
  }

  private static func distance(_ a: Color, _ b: Color) -> Int {
    let red = Int(a.red) - Int(b.red)
    let green = Int(a.green) - Int(b.green)
    let blue = Int(a.blue) - Int(b.blue)
    return red * red * 3 + green * green * 6 + blue * blue
  }

  private static func nearest(_ color: Color, in palette: [Color]) -> Int {
    palette.indices.min { distance(color, palette[$0]) < distance(color, palette[$1]) } ?? 7
  }

  /// As xterm shows them; owners change them.
  private static let sixteenColors = [
    Color(0, 0, 0), Color(205, 0, 0), Color(0, 205, 0), Color(205, 205, 0), Color(0, 0, 238),
    Color(205, 0, 205), Color(0, 205, 205), Color(229, 229, 229), Color(127, 127, 127), Color(255, 0, 0),
    Color(0, 255, 0), Color(255, 255, 0), Color(92, 92, 255), Color(255, 0, 255), Color(0, 255, 255),
    Color(255, 255, 255),
  ]
}
