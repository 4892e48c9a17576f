import Editorial

/// Writes the inlines of one line of Markdown.
struct InlineMarkdown {
  /// Whether `|` would end a cell.
  var isInTable = false
  /// Whether `#` would end a heading.
  var isInHeading = false
  /// Whether an empty comment stands between parts that would otherwise be read together.
  var isSeparated = false

  static let separator = "<!-- -->"

  /// The Markdown of the inlines; a line break is a backslash and a line end.
  func text(of parts: [Inline]) -> String {
    var written = ""
    for (index, part) in parts.enumerated() {
      if isSeparated, index > 0, part.needsSeparator || parts[index - 1].needsSeparator,
        part != .lineBreak, parts[index - 1] != .lineBreak
      {
        written += Self.separator
      }
      written += text(of: part)
    }
    return written
  }

  private func text(of part: Inline) -> String {
    switch part {
    case .text(let text): return escaped(text)
    case .emphasis(let inner): return "*" + text(of: inner) + "*"
    case .strong(let inner): return "**" + text(of: inner) + "**"
    case .strikethrough(let inner): return "~~" + text(of: inner) + "~~"
    case .code(let code): return fenced(code)
    case .image(let picture):
      return "![" + escaped(picture.alt) + "](" + target(picture.src.text, picture.caption) + ")"
    case .lineBreak: return "\\\n"
    case .mergeField(let field): return field.text
    case .link(let inner, let url, let title):
      if title == nil, inner.plainText == url.text, url.host != nil, inner.count == 1,
        !url.text.contains("&"),
        !url.text.contains("{{")
      {
        return "<\(url.text)>"
      }
      return "[" + text(of: inner) + "](" + target(url.text, title) + ")"
    }
  }

  private func target(_ address: String, _ title: String?) -> String {
    let isPlain = address.unicodeScalars.allSatisfy {
      $0.value > 0x20 && !"()<>\\".unicodeScalars.contains($0)
    }
    var written = address.replacing("&", with: "&amp;").replacing("@", with: "\\@")
    // In an address a bar stands only in a merge field, which is read before the table is.
    if isInTable, !written.contains("{{") { written = written.replacing("|", with: "\\|") }
    if !isPlain {
      written = "<" + written.replacing("<", with: "\\<").replacing(">", with: "\\>") + ">"
    }
    guard let title, !title.isEmpty else { return written }
    // cmark decodes the entities of a title before its backslashes.
    let quoted = escaped(title).replacing("\\&", with: "&amp;").replacing("\"", with: "\\\"")
    return written + " \"" + quoted + "\""
  }

  private func fenced(_ code: String) -> String {
    let longest = code.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let isBlank = code.allSatisfy { $0 == " " }
    let needsBlanks =
      code.hasPrefix("`") || code.hasSuffix("`") || (code.hasPrefix(" ") && code.hasSuffix(" ") && !isBlank)
    let text = isInTable ? code.replacing("|", with: "\\|") : code
    return fence + (needsBlanks ? " \(text) " : text) + fence
  }

  /// The text with a backslash before everything that Markdown would take for form.
  func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var escaped = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "{" where next == "{":
        escaped.append(contentsOf: "\\{{".unicodeScalars)
        index += 1
      case "{" where next == nil:
        escaped.append(contentsOf: "&#123;".unicodeScalars)
      case "\\", "`", "*", "[", "]", "<", "&", "~", "@":
        escaped.append("\\")
        escaped.append(scalar)
      case "_" where !isWithinWord(index, scalars), "|" where isInTable, "#" where isInHeading,
        "!" where next == nil || next == "[",
        // cmark takes `![^` for the beginning of a footnote.
        "^" where index == 0,
        ":" where next == "/",
        "." where index >= 3 && scalars[(index - 3)..<index].allSatisfy({ $0 == "w" || $0 == "W" }):
        escaped.append("\\")
        escaped.append(scalar)
      default: escaped.append(scalar)
      }
      index += 1
    }
    return String(escaped)
  }

  private func isWithinWord(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
    guard index > 0, index + 1 < scalars.count else { return false }
    func isWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
    return isWord(scalars[index - 1]) && isWord(scalars[index + 1])
  }
}

extension Inline {
  /// Whether it begins and ends with signs that those of a neighbour could be taken for.
  fileprivate var needsSeparator: Bool {
    switch self {
    case .text, .mergeField, .lineBreak: false
    default: true
    }
  }
}

extension String {
  /// The lines of a paragraph with a backslash where the first character would begin another block.
  var paragraphLines: [String] {
    split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if let first = line.first, "#+->=|:".contains(first) { return "\\" + line }
      let digits = line.prefix { $0.isASCII && $0.isNumber }
      let rest = line.dropFirst(digits.count)
      if (1...9).contains(digits.count), rest.first == "." || rest.first == ")" {
        return digits + "\\" + rest
      }
      return String(line)
    }
  }
}
