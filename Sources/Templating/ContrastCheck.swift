import Diagnostics
import Editorial
import Records

/// The screens that a theme has colours for.
enum Scheme: String {
  case light, dark
}

/// Measures the colours of a theme that stand on one another.
struct ContrastCheck {
  let colors: [String: Color]
  let scheme: Scheme

  /// What stands on what in the templates.
  static let pairs = [
    ("text", "page"), ("text", "panel"), ("text", "tint"),
    ("muted", "page"), ("muted", "panel"), ("muted", "tint"),
    ("accent", "page"), ("accent", "panel"), ("accent", "tint"),
    ("on-accent", "accent"),
  ]

  /// Reports each colour that is too near to one behind it, with the nearest one that is not.
  func report(to record: Record) {
    for (name, behind) in Self.pairs {
      guard let color = colors[name], let background = colors[behind] else { continue }
      let contrast = color.contrast(with: background)
      guard contrast < 4.5 else {
        if scheme == .light { reportInverted(name, color, behind, background, to: record) }
        continue
      }
      let behindAll = Self.pairs.filter { $0.0 == name }.compactMap { colors[$0.1] }
      record.report(
        "contrast", .contrast(scheme, name, color, behind, background, contrast), at: name,
        help: color.nearest(readableOn: behindAll).map { ["\"\($0)\" could be read"] } ?? [])
    }
  }

  /// Gmail on iPhones and Outlook on Windows invert the light colours whether or not there are dark ones.
  private func reportInverted(
    _ name: String, _ color: Color, _ behind: String, _ background: Color, to record: Record
  ) {
    let contrast = color.lightnessInverted.contrast(with: background.lightnessInverted)
    guard contrast < 3 else { return }
    record.report(
      "contrast-inverted", .inverted(name, behind, contrast), at: name, severity: .warning,
      help: ["colours of middle lightness suffer most: take a darker or a paler one"])
  }
}

extension Color {
  /// The colour with its lightness (HSL) turned round, as mail clients do that make dark mails of light ones.
  var lightnessInverted: Color {
    let (low, high) = (Int(min(red, green, blue)), Int(max(red, green, blue)))
    let shift = 255 - low - high
    func moved(_ value: UInt8) -> UInt8 { UInt8(max(0, min(255, Int(value) + shift))) }
    return Color(red: moved(red), green: moved(green), blue: moved(blue))
  }

  /// The colour, darkened or lightened as little as possible, that has 4.5:1 to all of these.
  func nearest(readableOn backgrounds: [Color]) -> Color? {
    for step in 1...100 {
      for end in [UInt8.min, UInt8.max] {
        func mixed(_ value: UInt8) -> UInt8 {
          UInt8((Int(value) * (100 - step) + Int(end) * step) / 100)
        }
        let color = Color(red: mixed(red), green: mixed(green), blue: mixed(blue))
        if backgrounds.allSatisfy({ color.contrast(with: $0) >= 4.5 }) { return color }
      }
    }
    return nil
  }
}

extension String {
  fileprivate static func contrast(
    _ scheme: Scheme, _ name: String, _ color: Color, _ behind: String, _ background: Color,
    _ contrast: Double
  ) -> String {
    """
    on \(scheme.rawValue) screens \(name) \(color) on \(behind) \(background) has a contrast of \
    \(ratio(contrast)); at least 4.5:1 is needed
    """
  }
  fileprivate static func inverted(_ name: String, _ behind: String, _ contrast: Double) -> String {
    "where a mail client inverts the light colours, \(name) on \(behind) has a contrast of \(ratio(contrast))"
  }
  private static func ratio(_ contrast: Double) -> String {
    let tenths = Int(contrast * 10)
    return "\(tenths / 10).\(tenths % 10):1"
  }
}
