/// The elements of an HTML text: where they are and how they contain each other.
///
/// The text itself stays as it is. Comments, and so everything in conditional
/// comments, are passed over; what is wrong is read as browsers read it, more
/// or less: a closing tag without an opening one is nothing, and what is not
/// closed ends where its parent ends.
struct HTMLOutline {
  struct Element {
    /// The name in lower case, as a number of `names`.
    var name: Int
    /// From `<` to behind `>`.
    var tag: Range<Int>
    var parent: Int
    /// The element before it with the same parent, or -1.
    var previous: Int
    /// Its place among the children of its parent, from 1.
    var index: Int
    /// Whether an element with the same parent follows.
    var isLast = true
    var id: Range<Int>?
    /// Which of the outline's `classes` are its own.
    var classes: Range<Int> = 0..<0
  }

  let bytes: [UInt8]
  private(set) var elements: [Element] = []
  /// Where the names of classes are.
  private(set) var classes: [Range<Int>] = []
  /// What stands between the tags of `<style>` elements.
  private(set) var styleSheets: [(element: Int, content: Range<Int>, end: Int)] = []
  private(set) var names: [[UInt8]: Int] = [:]

  /// Elements that have no content.
  private static let voids: Set<[UInt8]> = Set(
    [
      "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ].map { Array($0.utf8) })

  /// Elements that another of the same name ends.
  private static let selfEnding: Set<[UInt8]> = Set(
    ["p", "li", "td", "th", "tr", "option", "dt", "dd"].map { Array($0.utf8) })

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var builder = Builder()
    bytes.withUnsafeBufferPointer { builder.build($0) }
    elements = builder.elements
    classes = builder.classes
    styleSheets = builder.styleSheets
    names = builder.names
  }

  private struct Builder {
    var elements: [Element] = []
    var classes: [Range<Int>] = []
    var styleSheets: [(element: Int, content: Range<Int>, end: Int)] = []
    var names: [[UInt8]: Int] = [:]
    var isVoid: [Bool] = []
    var isSelfEnding: [Bool] = []
    /// How many elements of each name are open.
    var openCounts: [Int] = []
    var open: [Int] = []
    /// The last child of each open element, and of the root.
    var lastChild: [Int] = [-1]

    mutating func build(_ bytes: UnsafeBufferPointer<UInt8>) {
      var scanner = TagScanner(bytes, end: bytes.count)
      var position = 0
      while let found = bytes.index(of: ASCII.less, from: position, upTo: bytes.count) {
        position = found + 1
        guard position < bytes.count else { break }
        let byte = bytes[position]
        if byte == ASCII.exclamation {
          if bytes.has("<!--", at: found, upTo: bytes.count), let end = scanner.endOfComment(found) {
            position = end
          }
        } else if byte == ASCII.slash {
          let end = scanner.endOfName(found + 2)
          close(name(bytes, found + 2..<end))
          position = end
        } else if byte.isLetter {
          position = openTag(&scanner, found)
        }
      }
    }

    mutating func name(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int {
      let text = bytes[range.prefix(64)].map(\.lowercased)
      if let known = names[text] { return known }
      let number = names.count
      names[text] = number
      isVoid.append(HTMLOutline.voids.contains(text))
      isSelfEnding.append(HTMLOutline.selfEnding.contains(text))
      openCounts.append(0)
      return number
    }

    mutating func close(_ name: Int) {
      guard openCounts[name] > 0 else { return }
      while let last = open.popLast() {
        lastChild.removeLast()
        openCounts[elements[last].name] -= 1
        if elements[last].name == name { return }
      }
    }

    mutating func openTag(_ scanner: inout TagScanner, _ start: Int) -> Int {
      let nameEnd = scanner.endOfName(start + 1)
      let name = name(scanner.bytes, start + 1..<nameEnd)
      if isSelfEnding[name], let last = open.last, elements[last].name == name { close(name) }
      var element = Element(
        name: name, tag: start..<nameEnd, parent: open.last ?? -1, previous: lastChild[lastChild.count - 1],
        index: 1)
      if element.previous >= 0 {
        element.index = elements[element.previous].index + 1
        elements[element.previous].isLast = false
      }
      var position = nameEnd
      var isSelfClosing = false
      reading: while true {
        switch scanner.step(&position) {
        case .attribute(let attribute): note(attribute, of: &element, scanner)
        case .end(let end, let selfClosing):
          isSelfClosing = selfClosing
          element.tag = start..<end
          break reading
        case .outOfInput: return scanner.end
        }
      }
      let number = elements.count
      elements.append(element)
      lastChild[lastChild.count - 1] = number
      guard !isSelfClosing, !isVoid[name] else { return element.tag.upperBound }
      if let end = rawText(&scanner, element, number) { return end }
      open.append(number)
      openCounts[name] += 1
      lastChild.append(-1)
      return element.tag.upperBound
    }

    private mutating func note(
      _ attribute: TagScanner.Attribute, of element: inout Element, _ scanner: TagScanner
    ) {
      guard let value = attribute.value else { return }
      let name = attribute.name
      if name.count == 2, scanner.bytes.has("id", at: name.lowerBound, upTo: name.upperBound) {
        if element.id == nil { element.id = value }
      } else if name.count == 5, element.classes.isEmpty,
        scanner.bytes.has("class", at: name.lowerBound, upTo: name.upperBound)
      {
        let first = classes.count
        var start = value.lowerBound
        for position in value.lowerBound...value.upperBound
        where position == value.upperBound || scanner.bytes[position].isSpace {
          if position > start { classes.append(start..<position) }
          start = position + 1
        }
        element.classes = first..<classes.count
      }
    }

    /// Passes over the content of `<style>` and `<script>`.
    private mutating func rawText(
      _ scanner: inout TagScanner, _ element: Element, _ number: Int
    ) -> Int? {
      let start = element.tag.lowerBound + 1
      let bytes = scanner.bytes
      let isStyle = bytes.has("style", at: start, upTo: scanner.endOfName(start))
      let isScript = bytes.has("script", at: start, upTo: scanner.endOfName(start))
      guard isStyle || isScript,
        let end = scanner.endOfRawText(element.tag.upperBound, isScript: isScript)
      else { return nil }
      let after = scanner.endOfTag(end)?.end ?? scanner.end
      if isStyle { styleSheets.append((number, element.tag.upperBound..<end, after)) }
      return after
    }
  }

  /// The attributes of an element.
  func attributes(of element: Int) -> [TagScanner.Attribute] {
    bytes.withUnsafeBufferPointer { bytes in
      var scanner = TagScanner(bytes, end: elements[element].tag.upperBound)
      var position = scanner.endOfName(elements[element].tag.lowerBound + 1)
      var attributes: [TagScanner.Attribute] = []
      while case .attribute(let attribute) = scanner.step(&position) { attributes.append(attribute) }
      return attributes
    }
  }

  func attribute(_ name: [UInt8], of element: Int) -> TagScanner.Attribute? {
    attributes(of: element).first { attribute in
      attribute.name.count == name.count
        && zip(attribute.name, name).allSatisfy { bytes[$0].lowercased == $1.lowercased }
    }
  }
}
