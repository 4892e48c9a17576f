/// The HTML that is being written.
///
/// It is bytes and nothing else: what a component writes is appended and never
/// looked at again, except where one conditional comment for Outlook follows
/// directly on another, which become one.
struct HTMLBuffer {
  private(set) var bytes: [UInt8] = []
  let store: ByteStore
  /// The values of `font-family` that were declared; some more than once.
  private(set) var fontFamilies: [Slice] = []
  /// What was written as the template gives it.
  private(set) var rawContents: [Slice] = []
  private let fontFamily = AttributeName.fontFamily.id

  init(store: ByteStore, capacity: Int = 0) {
    self.store = store
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }

  mutating func write(_ text: StaticString) {
    bytes.append(contentsOf: text.utf8Buffer)
  }

  mutating func write(_ slice: Slice) {
    store.bytes.withUnsafeBufferPointer {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[slice.range]))
    }
  }

  mutating func write(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ other: HTMLBuffer) {
    bytes.append(contentsOf: other.bytes)
  }

  mutating func write(bytes other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  /// Writes a number as JavaScript prints it: `33.333333333333336`, `50`.
  mutating func write(_ number: Double) {
    guard number.isFinite else {
      write(number.isNaN ? "NaN" : "Infinity" as StaticString)
      return
    }
    if number == number.rounded(), abs(number) < 1e15 {
      write(Int(number))
    } else {
      write(number.description)
    }
  }

  mutating func write(_ number: Int) {
    if number >= 0, number < 10 {
      bytes.append(UInt8(48 + number))
    } else {
      bytes.append(contentsOf: String(number).utf8)
    }
  }

  mutating func replaceBytes(_ other: [UInt8]) {
    bytes = other
  }
}

// MARK: attributes

extension HTMLBuffer {
  /// Writes ` name="`.
  mutating func begin(_ name: StaticString) {
    bytes.append(ASCII.space)
    write(name)
    bytes.append(ASCII.equals)
    bytes.append(ASCII.quote)
  }

  mutating func end() {
    bytes.append(ASCII.quote)
  }

  /// Writes an attribute, unless there is no value.
  mutating func attribute(_ name: StaticString, _ value: Slice?) {
    guard let value else { return }
    begin(name)
    write(value)
    end()
  }

  mutating func attribute(_ name: StaticString, text: StaticString) {
    begin(name)
    write(text)
    end()
  }

  mutating func attribute(_ name: StaticString, _ number: Double) {
    begin(name)
    write(number)
    end()
  }

  /// Writes `class` where there is a class.
  mutating func classAttribute(_ value: Slice?) {
    guard let value, !value.isEmpty else { return }
    attribute("class", value)
  }

  /// Writes the classes with `-outlook` behind each of them.
  mutating func outlookClassAttribute(_ value: Slice?) {
    guard let value, !value.isEmpty else { return }
    begin("class")
    for (number, word) in store.words(value).enumerated() {
      if number > 0 { bytes.append(ASCII.space) }
      write(word)
      write("-outlook")
    }
    end()
  }
}

// MARK: styles

extension HTMLBuffer {
  /// Writes the attribute `style` with the declarations that the closure
  /// writes, and nothing where it writes none.
  mutating func style(_ declarations: (inout HTMLBuffer) -> Void) {
    begin("style")
    let start = bytes.count
    declarations(&self)
    if bytes.count == start {
      bytes.removeLast(8)
    } else {
      end()
    }
  }

  mutating func declare(_ property: StaticString, _ value: Slice?) {
    guard let value else { return }
    write(property)
    bytes.append(ASCII.colon)
    write(value)
    bytes.append(ASCII.semicolon)
  }

  mutating func declare(_ property: StaticString, text: StaticString) {
    write(property)
    bytes.append(ASCII.colon)
    write(text)
    bytes.append(ASCII.semicolon)
  }

  mutating func declare(_ property: StaticString, pixels: Double) {
    write(property)
    bytes.append(ASCII.colon)
    write(pixels)
    write("px;")
  }

  mutating func declare(_ property: StaticString, _ width: Width) {
    write(property)
    bytes.append(ASCII.colon)
    write(width)
    bytes.append(ASCII.semicolon)
  }

  /// Declares the properties that are called as the attributes are.
  mutating func declare(_ element: Element, _ names: [AttributeName]) {
    for name in names {
      let value = element[name]
      if name.id == fontFamily, let value { noteFont(value) }
      declare(name.text, value)
    }
  }

  /// Notes that a font is used.
  mutating func noteFont(_ value: Slice) {
    if !fontFamilies.suffix(8).contains(value) { fontFamilies.append(value) }
  }

  mutating func declare(_ element: Element, _ name: AttributeName) {
    if name.id == fontFamily, let value = element[name] { noteFont(value) }
    declare(name.text, element[name])
  }

  mutating func write(_ width: Width) {
    if let text = width.text {
      write(text)
    } else {
      write(width.number)
      write("px")
    }
  }
}

// MARK: conditional comments

extension HTMLBuffer {
  private static let conditionalEnd = Array("<![endif]-->".utf8)

  /// Begins a part that only Outlook reads. Where such a part has just ended,
  /// it is continued.
  mutating func openOutlook() {
    var end = bytes.count
    while end > 0, bytes[end - 1].isSpace { end -= 1 }
    let length = Self.conditionalEnd.count
    if end >= length + 4, bytes[(end - length)..<end].elementsEqual(Self.conditionalEnd),
      !bytes[(end - length - 4)..<(end - length)].elementsEqual("<!--".utf8)
    {
      bytes.removeLast(bytes.count - end + length)
    } else {
      write("<!--[if mso | IE]>")
    }
  }

  mutating func closeOutlook() {
    write("<![endif]-->\n")
  }
}

extension HTMLBuffer {
  /// Writes what the template gives as HTML. Where it begins with a part for
  /// Outlook and follows on one, the two become one.
  mutating func writeRaw(_ content: Slice) {
    rawContents.append(content)
    let mark: StaticString = "<!--[if mso | IE]>"
    let isOutlook = store.bytes.withUnsafeBufferPointer {
      $0.has(mark, at: Int(content.start), upTo: Int(content.end))
    }
    guard isOutlook else {
      write(content)
      return
    }
    openOutlook()
    write(Slice(start: content.start + Int32(mark.utf8CodeUnitCount), end: content.end))
  }
}
