import Editorial

extension Block {
  var isPlayer: Bool { playerAddress != nil }
}

extension Picture {
  /// The picture with what another one knows about it.
  func filled(from other: Picture) -> Picture {
    var picture = self
    if picture.alt.isEmpty { picture.alt = other.alt }
    picture.caption = picture.caption ?? other.caption
    picture.credit = picture.credit ?? other.credit
    if picture.width == nil, picture.src == other.src {
      (picture.width, picture.height) = (other.width, other.height)
    }
    return picture
  }
}

extension [Inline] {
  /// The addresses of all links.
  var links: [LinkURL] {
    flatMap { part -> [LinkURL] in
      switch part {
      case .link(_, let url, _): [url]
      case .strong(let inner), .emphasis(let inner), .strikethrough(let inner): inner.links
      default: []
      }
    }
  }
}

extension String {
  /// Whether two addresses are sizes of one image: the same file, whatever the query and the crop say.
  func isSameImage(as other: String) -> Bool {
    if self == other { return true }
    let stem = imageStem
    return stem.utf8.count > 3 && stem == other.imageStem
  }

  /// The file's name without the size that WordPress writes into it: `boat-300x200.jpg` is `boat`.
  private var imageStem: Substring {
    let path = prefix { $0 != "?" && $0 != "#" }
    var file = path.split(separator: "/").last ?? path
    if let dot = file.lastIndex(of: ".") { file = file[..<dot] }
    if file.hasSuffix("-scaled") { return file.dropLast("-scaled".count) }
    guard let dash = file.lastIndex(of: "-") else { return file }
    let size = file[file.index(after: dash)...].split(separator: "x", omittingEmptySubsequences: false)
    return size.count == 2 && size.allSatisfy({ (2...4).contains($0.count) && Int($0) != nil })
      ? file[..<dash] : file
  }

  /// Whether the name of an image's file says that it is no picture of anything.
  var isDecoration: Bool {
    let file = prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last?.lowercased() ?? ""
    return [
      "logo", "icon", "sprite", "divider", "preload", "placeholder", "spacer", "avatar", "gravatar", "loader",
    ].contains { file.hasOctets($0) }
  }

  func trimmingEnd(of characters: String) -> String {
    var rest = self[...]
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return String(rest)
  }

  /// A title without `Read more:` before it.
  var withoutMarker: String {
    let lower = lowercased()
    for marker in [
      "read more:", "related:", "see also:", "also read:", "lire aussi :", "lire aussi:", "lesen sie auch:",
      "leggi anche:", "lees ook:",
    ] where lower.hasPrefix(marker) {
      return String(dropFirst(marker.count)).collapsedLine
    }
    return self
  }
}
