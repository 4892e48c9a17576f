import Diagnostics

/// A table of the images: number, words, size, address.
struct ImagesView {
  let images: [MessagePreview.Image]

  var lines: [String] {
    if images.isEmpty { return ["  (there are no images)"] }
    return images.enumerated().flatMap { index, image -> [String] in
      let number = "[\(index + 1)]"
      let size = [image.width, image.height].map { $0 ?? "?" }.joined(separator: " × ")
      let words = image.alternative.map { $0.isEmpty ? "(decoration)" : $0 } ?? "(no alternative text)"
      return [
        "  " + number + String(repeating: " ", count: max(1, 5 - number.count)) + words.printable,
        "       " + image.source.printable + "  " + size.printable + (image.isRemote ? "  remote" : ""),
      ]
    }
  }
}
