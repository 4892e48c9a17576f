import Editorial

extension LinkURL {
  /// The address that a reference on a page means (RFC 3986 §5.2), with the mistakes that browsers forgive.
  ///
  /// Blanks become `%20`, line ends vanish, and a backslash is a slash.
  init(_ reference: String, on page: LinkURL?) throws(InvalidLinkURL) {
    let written = reference.asReference
    guard let page, page.host != nil, !written.hasScheme else {
      try self.init(written)
      return
    }
    try self.init(page.resolved(written))
  }

  /// Scheme and authority: `https://example.org`.
  private var origin: Substring {
    let start =
      text.index(text.startIndex, offsetBy: scheme.count + 3, limitedBy: text.endIndex) ?? text.endIndex
    let end = text[start...].firstIndex { "/?#".contains($0) } ?? text.endIndex
    return text[..<end]
  }

  private func resolved(_ reference: String) -> String {
    if reference.hasPrefix("//") { return scheme + ":" + reference }
    let origin = origin
    let rest = text[origin.endIndex...]
    let path = rest.prefix { $0 != "?" && $0 != "#" }
    if reference.hasPrefix("/") { return origin + Self.withoutDots(reference) }
    if reference.hasPrefix("?") { return origin + path + reference }
    if reference.isEmpty || reference.hasPrefix("#") {
      return origin + rest.prefix { $0 != "#" } + reference
    }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? "/"
    return origin + Self.withoutDots(folder + reference)
  }

  /// RFC 3986 §5.2.4; the query and the fragment stay as they are.
  private static func withoutDots(_ path: String) -> String {
    let end = path.firstIndex { $0 == "?" || $0 == "#" } ?? path.endIndex
    guard path[..<end].contains("/.") else { return path }
    var kept: [Substring] = []
    let parts = path[..<end].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if part == ".." {
        if !kept.isEmpty { kept.removeLast() }
        if isLast { kept.append("") }
      } else if part == "." {
        if isLast { kept.append("") }
      } else {
        kept.append(part)
      }
    }
    return "/" + kept.joined(separator: "/") + path[end...]
  }
}

extension String {
  /// Without blanks at the ends and line ends, with `%20` for blanks.
  fileprivate var asReference: String {
    var scalars = String.UnicodeScalarView()
    let isWeb = hasPrefix("http") || !hasScheme
    var trimmed = unicodeScalars.drop { $0.value <= 0x20 || $0 == "\u{A0}" }
    while let last = trimmed.last, last.value <= 0x20 || last == "\u{A0}" { trimmed.removeLast() }
    for scalar in trimmed {
      switch scalar {
      case "\n", "\r", "\t": break
      case " ": scalars.append(contentsOf: "%20".unicodeScalars)
      case "\\" where isWeb: scalars.append("/")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// Whether it begins with letters, digits, `+`, `-` and `.` before a colon.
  var hasScheme: Bool {
    for (index, byte) in utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        if index == 0 { return false }
      case UInt8(ascii: ":"): return index > 0
      default: return false
      }
    }
    return false
  }
}
