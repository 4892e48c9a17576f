import Diagnostics
import Pictures

/// A table of the images: number, words, size, address.
struct ImagesView {
  let images: [MessagePreview.Image]

  var lines: [ViewLine] {
    if images.isEmpty { return [ViewLine("  (there are no images)", isDim: true)] }
    return images.enumerated().flatMap { index, image -> [ViewLine] in
      var words = ViewLine("  ")
      words.append("[\(index + 1)]", isDim: true)
      words.pad(to: 7)
      switch image.alternative {
      case nil: words.append("(no alternative text)", .warning)
      case "": words.append("(decoration)", isDim: true)
      case let text?: words.append(text)
      }
      var facts = ViewLine("       ")
      facts.append(Self.address(image.source))
      let size = [image.width, image.height].map { $0 ?? "?" }.joined(separator: " × ")
      facts.append("  " + size + (image.isRemote ? "  remote" : ""), isDim: true)
      if let file = image.file {
        facts.append(
          "  \(file.format.rawValue) \(file.width) × \(file.height), \(kilobytes(file.octets.count))",
          isDim: true)
      }
      return [words, facts]
    }
  }

  /// The octets of `data:` addresses say nothing to anybody.
  static func address(_ source: String) -> String {
    guard source.hasPrefix("data:"), let comma = source.firstIndex(of: ",") else { return source }
    return source[...comma] + "…"
  }
}
