/// The files of one rendering: where each begins in the byte store.
struct SourceFiles {
  private struct File {
    var name: String
    var start: Int
    var end: Int
    /// Where lines begin, made when the first place is asked for.
    var lines: [Int]?
  }

  private var files: [File] = []

  mutating func add(_ name: String, _ slice: Slice) {
    files.append(File(name: name, start: Int(slice.start), end: Int(slice.end)))
  }

  /// The file, line, column and text of the line of a byte in the store.
  mutating func place(of offset: Int, in store: ByteStore) -> Place {
    guard let number = files.lastIndex(where: { $0.start <= offset && offset <= $0.end }) else {
      return Place(file: files.first?.name ?? "", line: 1, column: 1, sourceLine: "")
    }
    if files[number].lines == nil {
      let start = files[number].start
      let range = start..<files[number].end
      files[number].lines =
        [start] + range.filter { store.bytes[$0] == ASCII.lineFeed }.map { $0 + 1 }
    }
    let file = files[number]
    let lines = file.lines ?? [file.start]
    var low = 0
    var high = lines.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lines[middle] <= offset { low = middle } else { high = middle - 1 }
    }
    var end = low + 1 < lines.count ? lines[low + 1] - 1 : file.end
    if end > lines[low], store.bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    let before = store.bytes[lines[low]..<max(offset, lines[low])]
    let line = store.bytes[lines[low]..<max(min(end, lines[low] + 4_000), lines[low])]
    return Place(
      file: file.name, line: low + 1, column: Self.characters(in: before) + 1,
      sourceLine: String(String(decoding: line, as: UTF8.self).prefix(1_000)))
  }

  /// Counts characters; in very long lines, code points.
  private static func characters(in bytes: ArraySlice<UInt8>) -> Int {
    guard bytes.count > 4_000 else { return String(decoding: bytes, as: UTF8.self).count }
    return bytes.count { $0 & 0xC0 != 0x80 }
  }

  struct Place {
    var file: String
    var line: Int
    var column: Int
    var sourceLine: String
  }
}
