public import Diagnostics
import Records

/// How every issue of a publication looks: colours for light and dark, fonts, sizes.
public struct Theme: Hashable, Sendable {
  /// The names of the colours, as templates and `theme.yaml` know them.
  static let colorNames = ["page", "panel", "text", "muted", "accent", "on-accent", "line"]

  /// The values by the names that templates use: `accent`, `dark.accent`, `bodyFont`.
  private let light: [String: String]
  private let dark: [String: String]
  private let fonts: [String: String]
  private let sizes: [String: String]

  /// Reads `theme.yaml`.
  ///
  /// - Throws: `UnusableContent` with everything that is wrong with it.
  public init(yaml: String, file: String) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    let colors = record.record("colors", required: true)
    light = Self.colors(colors?.record("light", required: true))
    dark = Self.colors(colors?.record("dark", required: true))
    let fonts = record.record("fonts", required: true)
    self.fonts = Self.texts(["body", "heading"], of: fonts) { text in
      text.contains(where: { ";{}<>\"".contains($0) }) ? "a list of font names" : nil
    }
    let sizes = record.record("sizes", required: true)
    self.sizes = Self.texts(["text", "small"], of: sizes) { text in
      text.hasSuffix("px") && Int(text.dropLast(2)).map { (10...40).contains($0) } == true
        ? nil : "a size such as 17px"
    }
    let findings = record.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
  }

  /// The names that a template may use.
  public static let shape: ViewShape = {
    let colors = Dictionary(uniqueKeysWithValues: colorNames.map { (camelCased($0), ViewShape.text) })
    let others: [String: ViewShape] = [
      "bodyFont": .text, "headingFont": .text, "textSize": .text, "smallSize": .text, "dark": .record(colors),
    ]
    return .record(colors.merging(others) { first, _ in first })
  }()

  /// The colour of buttons and links.
  public var accent: String { light["accent"] ?? "" }
  /// The colour of text on a button.
  public var onAccent: String { light["on-accent"] ?? "" }

  /// Which colours stand on one another in an issue: what they are called, the text and what is behind it.
  public var contrastPairs: [(name: String, text: String, background: String)] {
    let pairs = [
      ("text", "panel"), ("text", "page"), ("muted", "panel"), ("muted", "page"), ("accent", "panel"),
      ("on-accent", "accent"),
    ]
    return [("light", light), ("dark", dark)].flatMap { mode, colors in
      pairs.compactMap { text, background in
        guard let front = colors[text], let back = colors[background] else { return nil }
        return (name: "\(text) on \(background), \(mode)", text: front, background: back)
      }
    }
  }

  /// The values for a template.
  public var view: ViewValue {
    func values(_ colors: [String: String]) -> [String: ViewValue] {
      Dictionary(uniqueKeysWithValues: colors.map { (camelCased($0.key), .text($0.value)) })
    }
    var view = values(light)
    view["dark"] = .record(values(dark))
    view["bodyFont"] = .text(fonts["body"])
    view["headingFont"] = .text(fonts["heading"])
    view["textSize"] = .text(sizes["text"])
    view["smallSize"] = .text(sizes["small"])
    return .record(view)
  }

  private static func colors(_ record: Record?) -> [String: String] {
    texts(colorNames, of: record) { isColor($0) ? nil : "a colour such as \"#a3290f\", in quotation marks" }
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

  private static func isColor(_ text: String) -> Bool {
    text.utf8.count == 7 && text.hasPrefix("#") && text.dropFirst().allSatisfy { $0.isASCII && $0.isHexDigit }
  }
}

/// `on-accent` as `onAccent`.
private func camelCased(_ name: String) -> String {
  let words = name.split(separator: "-")
  return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
}

extension String {
  fileprivate static func value(_ name: String, _ wanted: String, _ text: String) -> String {
    "'\(name)' must be \(wanted), not \(String(reflecting: text))"
  }
}
