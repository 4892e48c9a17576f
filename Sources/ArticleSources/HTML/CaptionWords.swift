import Editorial
import Markup

/// The line under an image: what it shows, and who made it.
struct CaptionWords {
  private(set) var caption: String?
  private(set) var credit: String?

  /// Whether it says nothing.
  var isEmpty: Bool { caption == nil && credit == nil }

  /// Both in one line.
  var text: String? { [caption, credit].compactMap(\.self).joined(separator: " ").nonEmptyLine }

  /// Reads a caption; a part whose class says so is the credit, or what follows `Photo:` and its like.
  init(_ node: Int, in tree: MarkupTree) {
    var creditNodes: ClosedRange<Int>?
    for child in tree.descendants(of: node) {
      guard let element = tree.nodes[child].element else { continue }
      let names = element.classes + [element.attributes["itemprop"] ?? ""]
      if names.contains(where: Self.namesCredit) {
        creditNodes = child...(tree.descendants(of: child).last ?? child)
        break
      }
    }
    var words = ""
    var credits = ""
    for child in tree.descendants(of: node) {
      let isCredit = creditNodes?.contains(child) ?? false
      guard tree.nodes[child].element == nil else {
        if HTMLVocabulary.blocks.contains(tree.name(child)) || tree.name(child) == "br" {
          if isCredit { credits += " " } else { words += " " }
        }
        continue
      }
      if isCredit { credits += tree.nodes[child].text } else { words += tree.nodes[child].text }
    }
    self.init(words, credit: credits.nonEmptyLine)
  }

  /// Reads a caption as one text.
  init(_ text: String, credit given: String? = nil) {
    caption = text.nonEmptyLine
    credit = given
    guard credit == nil, let line = caption else { return }
    for marker in Self.markers {
      guard let range = line.firstRange(of: marker),
        range.lowerBound == line.startIndex || !line[line.index(before: range.lowerBound)].isLetter
      else { continue }
      let rest = line[range.lowerBound...].trimmed
      guard rest.count <= 120, rest.count > marker.count else { continue }
      let isInBrackets =
        range.lowerBound > line.startIndex && line[line.index(before: range.lowerBound)] == "("
      credit = String(rest.filter { !(isInBrackets && ")".contains($0)) })
      caption =
        String(line[..<range.lowerBound].trimmed.reversed().drop { "(|/–—-· ".contains($0) }.reversed())
        .nonEmptyLine
      return
    }
  }

  private static let markers = [
    "Photo:", "Photo by", "Photograph:", "Photograph by", "Photos:", "Credit:", "Image:", "Image credit:",
    "Picture:", "Foto:", "Fotos:", "Bild:", "Photo credit:",
    "Crédit photo", "Crédit :", "Crédits", "Photo :", "Fotografía:", "Crédito:", "Illustration:", "©", "(c) ",
    "Copyright",
  ]

  private static func namesCredit(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["credit", "copyright", "attribution", "photographer", "photo-by", "image-source", "img-source"]
      .contains {
        name.contains($0)
      }
  }
}
