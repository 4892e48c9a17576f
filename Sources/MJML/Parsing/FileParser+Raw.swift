extension FileParser {
  /// Finds the end of the content of a raw component.
  ///
  /// The content is any text; tags in it count only where they are tags of raw
  /// components themselves, or close an element around this one.
  ///
  /// - Returns: the content, and the position behind the closing tag.
  mutating func rawContent(
    _ scanner: inout TagScanner, from start: Int, name: Range<Int>
  ) -> (content: Range<Int>, after: Int) {
    let bytes = scanner.bytes
    var nested = NestedRawTags(count: parser.index.components.count)
    var position = start
    while let found = bytes.index(of: ASCII.less, from: position, upTo: scanner.end) {
      position = found + 1
      guard position < scanner.end else { break }
      let byte = bytes[position]
      if byte == ASCII.exclamation {
        if bytes.has("<!--", at: found, upTo: scanner.end), let end = scanner.endOfComment(found) {
          position = end
        }
      } else if byte == ASCII.slash {
        let nameEnd = scanner.endOfName(found + 2)
        if let component = nestedComponent(bytes, found + 2..<nameEnd), nested.close(component) {
          position = nameEnd
        } else if sameName(bytes, name, found + 2..<nameEnd) {
          return (start..<found, scanner.endOfTag(found)?.end ?? scanner.end)
        } else if startsWithMJ(bytes, found + 2), indexOfOpen(bytes, found + 2..<nameEnd) != nil {
          parser.log.report(
            "unclosed-tag", at: base + name.lowerBound - 1,
            "<\(text(name))> is not closed before </\(text(found + 2..<nameEnd))>")
          return (start..<found, found)
        }
      } else if byte.isLetter {
        position = skipTag(&scanner, found, &nested)
      }
    }
    parser.log.report(
      "unclosed-tag", at: base + name.lowerBound - 1, "<\(text(name))> is never closed")
    return (start..<scanner.end, scanner.end)
  }

  /// Skips a tag in raw content, and what follows it where that is a script or style.
  private func skipTag(_ scanner: inout TagScanner, _ start: Int, _ nested: inout NestedRawTags) -> Int {
    guard let tag = scanner.endOfTag(start) else { return start + 1 }
    let bytes = scanner.bytes
    let nameEnd = scanner.endOfName(start + 1)
    if tag.selfClosing { return tag.end }
    if let component = nestedComponent(bytes, start + 1..<nameEnd) {
      nested.open(component)
    } else if nameEnd - start == 6, bytes.has("style", at: start + 1, upTo: nameEnd) {
      return scanner.endOfRawText(tag.end, isScript: false) ?? tag.end
    } else if nameEnd - start == 7, bytes.has("script", at: start + 1, upTo: nameEnd) {
      return scanner.endOfRawText(tag.end, isScript: true) ?? tag.end
    }
    return tag.end
  }

  private func startsWithMJ(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    bytes.has("mj", at: start, upTo: bytes.count)
  }

  private func nestedComponent(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Int? {
    guard startsWithMJ(bytes, name.lowerBound),
      let component = parser.index.tags.number(in: bytes, from: name.lowerBound, to: name.upperBound),
      parser.index.isRawContent[component]
    else { return nil }
    return component
  }

  private func sameName(
    _ bytes: UnsafeBufferPointer<UInt8>, _ left: Range<Int>, _ right: Range<Int>
  ) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { bytes[$0].lowercased == bytes[$1].lowercased }
  }
}

/// The tags of raw components that are open inside raw content.
private struct NestedRawTags {
  private var stack: [Int] = []
  private var counts: [Int]

  init(count: Int) {
    counts = Array(repeating: 0, count: count)
  }

  mutating func open(_ component: Int) {
    stack.append(component)
    counts[component] += 1
  }

  /// Closes the innermost of that kind and all inside it.
  mutating func close(_ component: Int) -> Bool {
    guard counts[component] > 0 else { return false }
    while let last = stack.popLast() {
      counts[last] -= 1
      if last == component { break }
    }
    return true
  }
}
