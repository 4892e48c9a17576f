/// The background image of a section or wrapper, in CSS and in VML.
struct SectionBackground {
  private let element: Element
  private let isFullWidth: Bool
  private let x: Position
  private let y: Position

  /// One coordinate: as written, or a word that stands for it.
  private enum Position {
    case word(StaticString)
    case slice(Slice)
  }

  init(_ element: Element, isFullWidth: Bool) {
    self.element = element
    self.isFullWidth = isFullWidth
    let (x, y) = Self.position(element)
    self.x = element.nonEmpty(.backgroundPositionX).map { .slice($0) } ?? x
    self.y = element.nonEmpty(.backgroundPositionY).map { .slice($0) } ?? y
  }

  /// One or two words in any order; with more the background is at the top.
  private static func position(_ element: Element) -> (Position, Position) {
    let store = element.store
    let words = element[.backgroundPosition].map { store.words($0) } ?? []
    func isVertical(_ slice: Slice) -> Bool {
      store.equals(slice, "top") || store.equals(slice, "bottom")
    }
    func isHorizontal(_ slice: Slice) -> Bool {
      store.equals(slice, "left") || store.equals(slice, "right")
    }
    switch words.count {
    case 1:
      if isVertical(words[0]) { return (.word("center"), .slice(words[0])) }
      return (.slice(words[0]), .word("center"))
    case 2:
      let isSwapped =
        isVertical(words[0]) || (store.equals(words[0], "center") && isHorizontal(words[1]))
      return isSwapped ? (.slice(words[1]), .slice(words[0])) : (.slice(words[0]), .slice(words[1]))
    default:
      return (.word("center"), .word("top"))
    }
  }

  /// Writes the declarations of the style attribute.
  func declare(to out: inout HTMLBuffer) {
    out.write("background:")
    if let color = element.nonEmpty(.backgroundColor) {
      out.write(color)
      out.write(" ")
    }
    out.write("url('")
    if let url = element[.backgroundURL] { out.write(url) }
    out.write("') ")
    writePosition(to: &out)
    out.write(" / ")
    if let size = element[.backgroundSize] { out.write(size) }
    if let repetition = element.nonEmpty(.backgroundRepeat) {
      out.write(" ")
      out.write(repetition)
    }
    out.write(";background-position:")
    writePosition(to: &out)
    out.write(";")
    out.declare(element, .backgroundRepeat)
    out.declare(element, .backgroundSize)
  }

  private func writePosition(to out: inout HTMLBuffer) {
    write(x, to: &out)
    out.write(" ")
    write(y, to: &out)
  }

  private func write(_ position: Position, to out: inout HTMLBuffer) {
    switch position {
    case .word(let word): out.write(word)
    case .slice(let slice): out.write(slice)
    }
  }

  /// Opens the rectangle that Outlook fills with the image.
  func open(to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("<v:rect")
    out.style {
      if isFullWidth {
        $0.declare("mso-width-percent", text: "1000")
      } else {
        $0.declare("width", element.placement.width)
      }
    }
    out.write(" xmlns:v=\"urn:schemas-microsoft-com:vml\" fill=\"true\" stroke=\"false\"><v:fill")
    let isAuto = element.equals(.backgroundSize, "auto")
    let isRepeated = element.equals(.backgroundRepeat, "repeat")
    let originX = isAuto ? 0.5 : origin(x, fallback: 0.5, words: ["left", "center", "right"], isRepeated)
    let originY = isAuto ? 0 : origin(y, fallback: 0, words: ["top", "center", "bottom"], isRepeated)
    for name: StaticString in ["origin", "position"] {
      out.begin(name)
      out.write(originX)
      out.write(", ")
      out.write(originY)
      out.end()
    }
    out.attribute("src", element[.backgroundURL])
    out.attribute("color", element[.backgroundColor])
    let isFrame = element.equals(.backgroundRepeat, "no-repeat") && !isAuto
    out.write(isFrame ? " type=\"frame\"" : " type=\"tile\"")
    writeSize(to: &out)
    out.write(" /><v:textbox style=\"mso-fit-shape-to-text:true\" inset=\"0,0,0,0\">")
    out.closeOutlook()
  }

  static func close(to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("</v:textbox></v:rect>")
    out.closeOutlook()
  }

  /// Where the image is, as a part of the whole: from 0 to 1 for repeated
  /// images, from -0.5 to 0.5 for others.
  private func origin(
    _ position: Position, fallback: Double, words: [StaticString], _ isRepeated: Bool
  ) -> Double {
    var part = fallback
    switch position {
    case .word(let word):
      if word.string == "center" { part = 0.5 } else { part = 0 }
    case .slice(let slice):
      if let number = words.firstIndex(where: { element.store.equals(slice, $0) }) {
        part = Double(number) / 2
      } else if let percent = percentage(element.store[slice]) {
        part = percent / 100
      }
    }
    return isRepeated ? part : (-50 + part * 100) / 100
  }

  /// The whole number of `12.5%`; nil for any other text.
  private func percentage(_ text: ArraySlice<UInt8>) -> Double? {
    guard text.last == ASCII.percent else { return nil }
    let parts = text.dropLast().split(separator: ASCII.dot, omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isDigit) }) else { return nil }
    return Lengths.integer(parts[0])
  }

  private func writeSize(to out: inout HTMLBuffer) {
    guard let size = element[.backgroundSize], !element.store.equals(size, "auto") else { return }
    if element.store.equals(size, "cover") {
      out.write(" size=\"1,1\" aspect=\"atleast\"")
    } else if element.store.equals(size, "contain") {
      out.write(" size=\"1,1\" aspect=\"atmost\"")
    } else {
      let words = element.store.words(size)
      out.begin("size")
      for (number, word) in words.enumerated() {
        if number > 0 { out.write(",") }
        out.write(word)
      }
      out.end()
      if words.count == 1 { out.write(" aspect=\"atmost\"") }
    }
  }
}
