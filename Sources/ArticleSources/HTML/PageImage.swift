import Editorial
import Markup

/// An image of a page: where it really is, what it shows, and whether it belongs to the text.
struct PageImage {
  enum Use {
    /// It is shown.
    case picture
    /// It stands for a character: its alternative text is shown.
    case sign
    /// It is a spacer, an icon or a counter.
    case none
  }

  let picture: Picture
  let use: Use
  let isTracker: Bool

  init?(_ node: Int, in tree: MarkupTree, base: LinkURL?) {
    guard let attributes = tree.nodes[node].element?.attributes else { return nil }
    var address = ImageAddress(attributes).best
    if address == nil, tree.name(tree.nodes[node].parent) == "picture" {
      for sibling in tree.nodes[tree.nodes[node].parent].children where tree.name(sibling) == "source" {
        address = address ?? tree.nodes[sibling].element.flatMap { ImageAddress($0.attributes).best }
      }
    }
    guard let address, let url = try? LinkURL(address, on: base).text, let src = Picture.Source(url) else {
      guard let address, base == nil, let src = Picture.Source(address) else { return nil }
      self.init(src: src, attributes, tree.nodes[node].element?.classes ?? [])
      return
    }
    self.init(src: src, attributes, tree.nodes[node].element?.classes ?? [])
  }

  private init(src: Picture.Source, _ attributes: MarkupTree.Attributes, _ classes: [String]) {
    let width = attributes["width"].flatMap(Self.pixels)
    let height = attributes["height"].flatMap(Self.pixels)
    let alt = (attributes["alt"] ?? "").collapsedLine
    isTracker = width.map { $0 <= 2 } ?? false || height.map { $0 <= 2 } ?? false || Self.isCounter(src.text)
    let isSmall = (width ?? .max) <= 36 && (height ?? width ?? .max) <= 36
    let isEmoji = classes.contains { ["emoji", "wp-smiley", "emojione", "twemoji"].contains($0) }
    if isTracker {
      use = .none
    } else if isEmoji || isSmall {
      use = alt.isEmpty || alt.count > 16 ? .none : .sign
    } else {
      use = .picture
    }
    func size(_ number: Int?) -> Int? { number.flatMap { (1...20_000).contains($0) ? $0 : nil } }
    picture = Picture(src: src, alt: alt, width: size(width), height: size(height))
  }

  private static func pixels(_ text: String) -> Int? {
    guard !text.hasSuffix("%") else { return nil }
    return Int(text.prefix { $0.isASCII && $0.isNumber })
  }

  private static func isCounter(_ address: String) -> Bool {
    [
      "//pixel.", "/pixel.gif", "/pixel.png", "//stats.", "feedburner.com/~", "doubleclick.net",
      "scorecardresearch.com",
      "/1x1.", "facebook.com/tr?", "/spacer.gif", "/blank.gif", "vgwort.de", "google-analytics.com",
      "/counter.republishing",
    ].contains { address.hasOctets($0) }
  }
}

/// The address of an image among the attributes that lazy loading spreads it over.
struct ImageAddress {
  private let attributes: MarkupTree.Attributes
  /// The width that mail needs: 600 pixels, twice.
  private static let wantedWidth = 1200.0

  init(_ attributes: MarkupTree.Attributes) { self.attributes = attributes }

  /// The best address there is.
  var best: String? {
    let lazy = [
      "data-src", "data-lazy-src", "data-original", "data-lazy", "data-hi-res-src", "data-full-src",
      "data-image", "data-img-src", "data-url",
    ]
    .compactMap { attributes[$0] }.first { Self.isAddress($0) }
    if let lazy { return lazy }
    if let src = attributes["src"], Self.isAddress(src) { return src }
    for name in ["data-srcset", "srcset", "data-lazy-srcset", "data-sizes-srcset"] {
      if let set = attributes[name], let address = Self.pick(from: set) { return address }
    }
    for (name, value) in attributes where name.hasPrefix("data-") && value.looksLikeImage { return value }
    return nil
  }

  private static func isAddress(_ text: String) -> Bool {
    guard !text.isEmpty, !text.hasPrefix("data:"), !text.hasPrefix("blob:"), !text.hasPrefix("about:"),
      text.utf8.count < 2000
    else { return false }
    let file = text.prefix { $0 != "?" && $0 != "#" }.split(separator: "/").last?.lowercased() ?? ""
    return ![
      "placeholder", "blank.", "spacer.", "transparent.", "1x1.", "loading.", "lazy.", "pixel.", "grey.",
      "gray.", "lazyload", "preload.", "loader.",
    ].contains { file.hasPrefix($0) || file.hasOctets("placeholder") }
  }

  /// The address for the wanted width: the smallest that has it, or the largest there is.
  private static func pick(from set: String) -> String? {
    var best: (address: String, size: Double)?
    for (address, size) in candidates(of: set) where isAddress(address) {
      guard let known = best else {
        best = (address, size)
        continue
      }
      let isBetter = known.size < wantedWidth ? size > known.size : size >= wantedWidth && size < known.size
      if isBetter { best = (address, size) }
    }
    return best?.address
  }

  /// `a.jpg 640w, b.jpg 2x`: addresses with their widths; commas may stand within an address.
  static func candidates(of set: String) -> [(address: String, size: Double)] {
    var found: [(String, Double)] = []
    var words = set.split(whereSeparator: \.isWhitespace)[...]
    while let word = words.popFirst() {
      var address = word
      while address.first == "," { address.removeFirst() }
      if address.isEmpty { continue }
      if address.last == "," {
        while address.last == "," { address.removeLast() }
        found.append((String(address), 1 * wantedWidth / 2))
        continue
      }
      guard let next = words.first, let size = size(next) else {
        found.append((String(address), wantedWidth / 2))
        continue
      }
      words.removeFirst()
      found.append((String(address), size))
    }
    return found.map { (address: $0.0, size: $0.1) }
  }

  private static func size(_ word: Substring) -> Double? {
    var word = word
    while word.last == "," { word.removeLast() }
    guard let unit = word.last, let number = Double(word.dropLast()) else { return nil }
    switch unit {
    case "w": return number
    case "x": return number * wantedWidth / 2
    case "h": return number
    default: return nil
    }
  }
}

extension String {
  /// Whether it names a file of an image.
  var looksLikeImage: Bool {
    guard utf8.count < 2000, !contains(" "), !hasPrefix("data:"), !hasPrefix("{") else { return false }
    let path = prefix { $0 != "?" && $0 != "#" }.lowercased()
    return [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].contains { path.hasSuffix($0) }
  }
}

extension String {
  /// Whether another text stands within, octet by octet: much quicker than by characters.
  func hasOctets(_ other: String) -> Bool {
    let pattern = Array(other.utf8)
    guard let first = pattern.first else { return true }
    let octets = Array(utf8)
    guard octets.count >= pattern.count else { return false }
    for start in 0...(octets.count - pattern.count) where octets[start] == first {
      var length = 1
      while length < pattern.count, octets[start + length] == pattern[length] { length += 1 }
      if length == pattern.count { return true }
    }
    return false
  }
}
