/// `mj-divider`: a line across.
enum Divider: BodyComponent {
  static let tag: StaticString = "mj-divider"
  static let summary: StaticString = "A line across."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "center"),
      AttributeDeclaration(.borderColor, .color, default: "#000000"),
      AttributeDeclaration(.borderStyle, .text, default: "solid"),
      AttributeDeclaration(.borderWidth, .pixels, default: "4px"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.width, .length, default: "100%"),
    ] + .padding(default: "10px 25px")
  static let content = ComponentContent.nothing

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<p")
    out.style { declareLine(element, outlook: nil, to: &$0) }
    out.write(">\n</p>\n")
    out.openOutlook()
    let width = outlookWidth(element)
    out.write("<table")
    out.attribute("align", element[.align])
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"")
    out.style { declareLine(element, outlook: width, to: &$0) }
    out.write(" role=\"presentation\" width=\"")
    out.write(width)
    out.write("px\"><tr><td style=\"height:0;line-height:0;\">&nbsp;</td></tr></table>")
    out.closeOutlook()
  }

  private static func declareLine(_ element: Element, outlook: Double?, to out: inout HTMLBuffer) {
    out.write("border-top:")
    for (number, name) in [AttributeName.borderStyle, .borderWidth, .borderColor].enumerated() {
      if number > 0 { out.write(" ") }
      if let value = element[name] { out.write(value) }
    }
    out.write(";font-size:1px;margin:")
    if element.equals(.align, "left") {
      out.write("0px;")
    } else if element.equals(.align, "right") {
      out.write("0px 0px 0px auto;")
    } else {
      out.write("0px auto;")
    }
    if let outlook {
      out.declare("width", pixels: outlook)
    } else {
      out.declare(element, .width)
    }
  }

  private static func outlookWidth(_ element: Element) -> Double {
    let room = element.placement.width.whole - element.horizontalPadding
    guard let width = element.length(.width) else { return room }
    switch width.unit {
    case .percent: return room * (width.number / 100)
    case .pixels: return width.number
    case .other: return room
    }
  }
}
