import Diagnostics
import Editorial

/// The codes in brackets that sites put into texts: `[caption]`, `{{< youtube x >}}`, `{% include x %}`.
///
/// Those for images and players are read; all others are left out, and it is said.
struct Shortcodes {
  /// What was left out, as its author calls it.
  fileprivate enum Code: Hashable {
    case shortcode(String), tag(String), include(String), module
  }

  private var leftOut: [Code: Int] = [:]
  /// More codes than this are left as they stand: each is sought to its end.
  private static let countLimit = 2_000

  /// WordPress's codes in HTML, as the HTML they stand for.
  mutating func html(_ text: String) -> String {
    guard text.contains("[") else { return text }
    var out = ""
    var rest = text[...]
    var count = 0
    while count < Self.countLimit, let start = rest.firstIndex(of: "[") {
      count += 1
      out += rest[..<start]
      rest = rest[start...]
      guard let code = WordPressCode(rest) else {
        out += "["
        rest = rest.dropFirst()
        continue
      }
      out += replacement(code)
      rest = rest[code.end...]
    }
    return out + rest
  }

  private mutating func replacement(_ code: WordPressCode) -> String {
    switch code.name {
    case "caption", "wp_caption":
      guard let content = code.content else { return "" }
      let end =
        content.firstRange(of: "/>")?.upperBound ?? content.firstRange(of: ">")?.upperBound
        ?? content.startIndex
      let tail = content[end...].hasPrefix("</a>") ? content.index(end, offsetBy: 4) : end
      let caption = code.attributes["caption"] ?? String(content[tail...])
      return "\n<figure>\(content[..<tail])<figcaption>\(caption)</figcaption></figure>\n"
    case "embed", "youtube", "vimeo", "video", "audio", "soundcloud", "spotify":
      let address =
        code.content ?? code.attributes["src"] ?? code.attributes["url"] ?? code.attributes["mp4"]
        ?? code.attributes["mp3"] ?? code.attributes["0"] ?? ""
      if code.name == "audio" || code.name == "video" {
        return "\n<\(code.name) src=\"\(address.escapedForHTML)\"></\(code.name)>\n"
      }
      return "\n" + address.trimmedText + "\n"
    case "b", "i", "em", "strong", "sic", "gallery_caption":
      return "[" + code.name + "]" + (code.content ?? "")
    default:
      if !code.name.hasPrefix("/") { leaveOut(.shortcode(code.name)) }
      return code.content ?? ""
    }
  }

  /// Hugo's, Jekyll's and Astro's codes in Markdown, as the Markdown and HTML they stand for.
  mutating func markdown(_ text: String) -> String {
    guard text.contains("{{") || text.contains("{%") || text.contains("<") || text.contains("import ") else {
      return text
    }
    var lines: [String] = []
    var isInCode = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmed
      if trimmed.hasPrefix("```") || trimmed.hasPrefix("~~~") { isInCode.toggle() }
      if isInCode {
        lines.append(String(line).replacing("{{", with: "\\{{"))
      } else if trimmed.wholeMatch(of: /import .+ from .+;?|export const .+/) != nil {
        leaveOut(.module)
      } else {
        lines.append(replaced(line))
      }
    }
    return lines.joined(separator: "\n")
  }

  private mutating func replaced(_ line: Substring) -> String {
    var out = ""
    var rest = line
    while let start = rest.indices.first(where: { rest[$0...].hasPrefix("{{") || rest[$0...].hasPrefix("{%") }
    ) {
      out += rest[..<start]
      let isTag = rest[start...].hasPrefix("{%")
      let closing = isTag ? "%}" : "}}"
      guard let end = rest[start...].prefix(2_000).firstRange(of: closing) else {
        out += isTag ? "{%" : "\\{{"
        rest = rest[rest.index(start, offsetBy: 2)...]
        continue
      }
      out += replacement(
        of: rest[start..<end.upperBound], inner: rest[rest.index(start, offsetBy: 2)..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    return out + rest
  }

  private mutating func replacement(of written: Substring, inner: Substring) -> String {
    let isTag = written.hasPrefix("{%")
    let isShortcode = ["{{<", "{{%"].contains { written.hasPrefix($0) }
    let code = inner.trimmed.drop { "<%-".contains($0) }.trimmed
      .trimmingEnd { ">%-/".contains($0) || $0.isWhitespace }
    var words = CodeWords(code)
    var name = words.name
    var kind = isShortcode ? Code.shortcode(name) : .tag(isTag ? "{% \(name) %}" : "{{ \(name) }}")
    if ["include", "include_relative", "render"].contains(name), let file = words.values.first {
      kind = .include("{% \(name) \(file) %}")
      name = String(file.prefix { $0 != "." }.split(separator: "/").last ?? "")
      words.values.removeFirst()
    }
    let id = words.attributes["id"] ?? words.values.first
    switch name.lowercased() {
    case "youtube", "youtubeplayer":
      if let id { return frame(id.contains("/") ? id : "https://www.youtube.com/embed/\(id)") }
    case "vimeo": if let id { return frame(id.contains("/") ? id : "https://player.vimeo.com/video/\(id)") }
    case "figure", "image", "img":
      if let src = words.attributes["src"] ?? words.values.first {
        let caption = words.attributes["caption"] ?? words.attributes["title"]
        let quoted = caption.map { " \"\($0.replacing("\"", with: "'"))\"" } ?? ""
        return "![\(words.attributes["alt"] ?? "")](<\(src)>\(quoted))"
      }
    case "highlight", "endhighlight": return "```" + (name == "highlight" ? words.values.first ?? "" : "")
    case "raw", "endraw", "comment", "endcomment", "": return ""
    default: break
    }
    if !name.hasPrefix("/"), !name.hasPrefix("end") { leaveOut(kind) }
    return ""
  }

  private mutating func leaveOut(_ code: Code) { leftOut[code, default: 0] += 1 }

  private func frame(_ address: String) -> String {
    "\n\n<iframe src=\"\(address.escapedForHTML.replacing("\"", with: "%22"))\"></iframe>\n\n"
  }

  /// What was left out.
  func findings(at place: Place) -> [Finding] {
    let codes = leftOut.map { (words: $0.words, count: $1) }.sorted { $0.words < $1.words }
    return codes.prefix(10).map { code in
      let times = code.count > 1 ? ", \(code.count) times" : ""
      return Finding(
        "shortcode", .warning, "\(code.words) is left out\(times)", at: place, help: [.help])
    }
  }
}

extension Shortcodes.Code {
  /// What a finding calls it.
  fileprivate var words: String {
    switch self {
    case .shortcode(let name): "the shortcode \(String(reflecting: String(name.prefix(40))))"
    case .tag(let tag): "the tag \(tag.prefix(60))"
    case .include(let tag): "the include \(tag.prefix(80))"
    case .module: "the line \"import …\""
    }
  }
}

/// A code of WordPress at the beginning of a text: `[name a="b"]content[/name]`.
private struct WordPressCode {
  let name: String
  let attributes: [String: String]
  let content: String?
  let end: String.Index

  init?(_ text: Substring) {
    guard let close = text.prefix(2_000).firstIndex(of: "]") else { return nil }
    let inner = text[text.index(after: text.startIndex)..<close]
    let isClosing = inner.first == "/"
    let words = CodeWords(inner.drop { $0 == "/" }.trimmingEnd { $0 == "/" || $0.isWhitespace })
    guard words.name.count > 2,
      words.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }),
      words.name.first?.isLetter == true,
      words.name == words.name.lowercased()
    else { return nil }
    name = (isClosing ? "/" : "") + words.name
    var attributes = words.attributes
    for (index, value) in words.values.enumerated() { attributes[String(index)] = value }
    // A word in brackets is more often a remark than a code.
    let after = text[text.index(after: close)...]
    let closing = after.prefix(20_000).firstRange(of: "[/\(words.name)]")
    guard isClosing || closing != nil || !words.attributes.isEmpty || Self.alone.contains(words.name) else {
      return nil
    }
    self.attributes = attributes
    content = isClosing ? nil : closing.map { String(after[..<$0.lowerBound]) }
    end = isClosing ? after.startIndex : closing?.upperBound ?? after.startIndex
  }

  private static let alone: Set<String> = [
    "gallery", "playlist", "more", "contact-form", "jetpack_subscription_form", "embed", "youtube", "vimeo",
    "audio", "video",
  ]
}

/// The words of a code: a name, values, and values with names.
struct CodeWords {
  private(set) var name = ""
  var values: [String] = []
  private(set) var attributes: [String: String] = [:]

  init(_ text: Substring) {
    var words: [(key: String?, value: String)] = []
    var rest = text.trimmed
    while !rest.isEmpty, words.count < 40 {
      var key: String?
      let word = rest.prefix {
        !$0.isWhitespace && $0 != "=" && $0 != "\"" && $0 != "'" && $0 != "“" && $0 != "”"
      }
      if rest[word.endIndex...].hasPrefix("="), !word.isEmpty {
        key = String(word)
        rest = rest[word.endIndex...].dropFirst()
      }
      if let quote = rest.first, "\"'“”`".contains(quote) {
        let value = rest.dropFirst().prefix { $0 != quote && !(quote == "“" && $0 == "”") }
        words.append((key, String(value)))
        rest = rest[value.endIndex...].dropFirst()
      } else {
        let value = rest.prefix { !$0.isWhitespace }
        words.append((key, String(value)))
        rest = rest[value.endIndex...]
      }
      rest = rest.drop { $0.isWhitespace || $0 == "," }
    }
    for (index, word) in words.enumerated() {
      if let key = word.key {
        attributes[key] = word.value
      } else if index == 0 {
        name = word.value
      } else {
        values.append(word.value)
      }
    }
  }
}

extension Substring {
  /// The text without characters of a kind at its end.
  func trimmingEnd(where isUnwanted: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, isUnwanted(last) { rest.removeLast() }
    return rest
  }
}

extension String {
  var trimmedText: String { String(self[...].trimmed) }

  fileprivate static let help = "write what it shows into the text, if readers need it"
}
