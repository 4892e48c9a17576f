import Editorial

extension Theme {
  /// The names that a template may use.
  public static let shape: ViewShape = {
    let colors = Dictionary(uniqueKeysWithValues: colorNames.map { (camelCased($0), ViewShape.text) })
    let others: [String: ViewShape] = [
      "bodyFont": .text, "headingFont": .text, "labelFont": .text, "textSize": .text, "smallSize": .text,
      "buttonRadius": .text, "footerNote": .text, "dark": .record(colors), "hasSocial": .flag,
      "social": .list(["name": .text, "url": .text, "isFirst": .flag]),
      "logo": .record(["light": .text, "dark": .text, "alt": .text, "width": .text, "height": .text]),
    ]
    return .record(colors.merging(others) { first, _ in first })
  }()

  /// The colour of buttons and links.
  public var accent: String { light["accent"]?.description ?? "" }
  /// The colour of text on a button.
  public var onAccent: String { light["on-accent"]?.description ?? "" }

  /// Which colours stand on one another in an issue: what they are called, the text and what is behind it.
  public var contrastPairs: [(name: String, text: String, background: String)] {
    [(Scheme.light, light), (Scheme.dark, dark)].flatMap { scheme, colors in
      ContrastCheck.pairs.compactMap { text, background in
        guard let front = colors[text], let back = colors[background] else { return nil }
        return (
          name: "\(text) on \(background), \(scheme.rawValue)", text: front.description,
          background: back.description
        )
      }
    }
  }

  /// The values for a template; `name` is the publication's, which the logo shows.
  public func view(name: String) -> ViewValue {
    func values(_ colors: [String: Color]) -> [String: ViewValue] {
      Dictionary(uniqueKeysWithValues: colors.map { (camelCased($0.key), .text($0.value.description)) })
    }
    var view = values(light)
    view["dark"] = .record(values(dark))
    for (key, font) in fonts { view[key + "Font"] = .text(unquoted(font)) }
    for (key, size) in sizes { view[key + "Size"] = .text(size) }
    view["buttonRadius"] = .text("\(buttonRadius)px")
    view["footerNote"] = .text(footerNote)
    view["hasSocial"] = .flag(!social.isEmpty)
    view["social"] = .list(
      social.enumerated().map {
        ["name": .text($1.name), "url": .text($1.url), "isFirst": .flag($0 == 0)]
      })
    view["logo"] = .record(
      logo.map {
        [
          "light": .text($0.light), "dark": .text($0.dark), "alt": .text($0.alt ?? name),
          "width": .text(String($0.width)), "height": .text($0.height.map(String.init)),
        ]
      })
    return .record(view)
  }
}

/// A list of font names without quotation marks, so that it can stand in a style sheet and in an attribute.
///
/// Names of words need none (CSS Fonts 4, `family-name`).
private func unquoted(_ fonts: String) -> String {
  let names = fonts.split(separator: ",").map { name in
    let trimmed = name.drop { $0 == " " }
    let plain = trimmed.filter { $0 != "'" }
    let isWords = plain.split(separator: " ").allSatisfy { word in
      word.first.map { $0.isLetter || $0 == "-" } ?? false
        && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    }
    return isWords ? plain : String(trimmed)
  }
  return names.joined(separator: ", ")
}

/// `on-accent` as `onAccent`.
private func camelCased(_ name: String) -> String {
  let words = name.split(separator: "-")
  return words.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
}
