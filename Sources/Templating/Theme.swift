public import Diagnostics
import Editorial
import Records

/// How every issue of a publication looks: colours for light and dark, fonts,
/// sizes, logo, and what stands in the footer.
public struct Theme: Hashable, Sendable {
  /// Which way the lines of an issue run.
  public enum Direction: String, CaseIterable, Hashable, Sendable {
    /// As the language of the issue is written.
    case auto
    /// From left to right.
    case ltr
    /// From right to left.
    case rtl
  }

  /// The publication's name as an image, on light and on dark screens.
  struct Logo: Hashable, Sendable {
    var light: String
    var dark: String
    var alt: String?
    var width: Int
    var height: Int?
  }

  /// A page of the publication elsewhere.
  struct SocialLink: Hashable, Sendable {
    var name: String
    var url: String
  }

  /// The names of the colours, as templates and `theme.yaml` know them.
  static let colorNames = ["page", "panel", "tint", "text", "muted", "accent", "on-accent", "line"]
  private static let fontNames = ["body", "heading", "label"]
  private static let sizeNames = ["text", "small"]

  /// What an editor should know about the theme: no errors among it.
  public let findings: [Finding]
  /// Which way the lines run.
  public let direction: Direction

  let light: [String: Color]
  let dark: [String: Color]
  let fonts: [String: String]
  let sizes: [String: String]
  let logo: Logo?
  let buttonRadius: Int
  let footerNote: String?
  let social: [SocialLink]

  /// Reads `theme.yaml`.
  ///
  /// Text has a contrast of at least 4.5:1 to what is behind it, on light
  /// screens and on dark ones (WCAG 2.2, 1.4.3); less is an error.
  ///
  /// - Throws: `UnusableContent` with everything that is wrong with it.
  public init(yaml: String, file: String) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    let colors = record.record("colors", required: true)
    light = Self.colors(colors?.record("light", required: true), scheme: .light)
    dark = Self.colors(colors?.record("dark", required: true), scheme: .dark)
    fonts = Self.texts(Self.fontNames, of: record.record("fonts", required: true)) { text in
      text.contains(where: { ";{}<>\"".contains($0) }) ? "a list of font names" : nil
    }
    sizes = Self.texts(Self.sizeNames, of: record.record("sizes", required: true)) { text in
      let pixels = text.hasSuffix("px") ? Int(text.dropLast(2)) : nil
      return pixels.map { (14...40).contains($0) } == true ? nil : "a size from 14px to 40px"
    }
    logo = record.record("logo").flatMap(Logo.init)
    let button = record.record("button")
    buttonRadius = button?.int("radius", in: 0...40) ?? 4
    let direction = record.choice("direction", of: Direction.allCases.map(\.rawValue))
    self.direction = direction.flatMap(Direction.init(rawValue:)) ?? .auto
    footerNote = record.record("footer")?.string("note")?.cleanedLine
    social = (record.records("social") ?? []).compactMap(SocialLink.init)
    findings = record.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
  }

  private static func colors(_ record: Record?, scheme: Scheme) -> [String: Color] {
    let texts = texts(colorNames, of: record) {
      $0.utf8.count == 7 && Color($0) != nil ? nil : "a colour such as \"#a3290f\", in quotation marks"
    }
    let colors = texts.compactMapValues { Color($0) }
    if let record { ContrastCheck(colors: colors, scheme: scheme).report(to: record) }
    return colors
  }

  private static func texts(
    _ names: [String], of record: Record?, objection: (String) -> String?
  ) -> [String: String] {
    var texts: [String: String] = [:]
    for name in names {
      guard let record, let text = record.string(name, required: true) else { continue }
      if let wanted = objection(text) {
        record.report("wrong-value", .value(name, wanted, text), at: name)
      } else {
        texts[name] = text
      }
    }
    return texts
  }
}

extension Theme.Logo {
  /// Without an image for dark screens, the one for light screens is there too.
  fileprivate init?(_ record: Record) {
    let light = record.link("light", required: true)
    let dark = record.link("dark")
    alt = record.string("alt")?.cleanedLine
    let width = record.int("width", in: 16...536, required: true)
    height = record.int("height", in: 8...400)
    guard let light, let width else { return nil }
    self.light = light
    self.dark = dark ?? light
    self.width = width
  }
}

extension Theme.SocialLink {
  fileprivate init?(_ record: Record) {
    let name = record.string("name", required: true)?.cleanedLine
    let url = record.link("url", required: true)
    guard let name, let url else { return nil }
    self.name = name
    self.url = url
  }
}

extension Record {
  /// The address of something on the web.
  fileprivate func link(_ key: String, required: Bool = false) -> String? {
    guard let text = string(key, required: required) else { return nil }
    if let url = try? LinkURL(text), url.scheme == "https" { return url.text }
    report("wrong-value", .value(key, "an address that begins with https:", text), at: key)
    return nil
  }
}

extension String {
  fileprivate static func value(_ name: String, _ wanted: String, _ text: String) -> String {
    "'\(name)' must be \(wanted), not \(String(reflecting: text))"
  }
}
