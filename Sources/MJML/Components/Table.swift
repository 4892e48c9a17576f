/// `mj-table`: the rows of a table, as HTML.
enum Table: BodyComponent {
  static let tag: StaticString = "mj-table"
  static let summary: StaticString = "The rows of a table, as HTML."
  static let attributes =
    [
      AttributeDeclaration(.align, .oneOf(["left", "right", "center"]), default: "left"),
      AttributeDeclaration(.border, .text, default: "none"),
      AttributeDeclaration(.cellpadding, .integer, default: "0"),
      AttributeDeclaration(.cellspacing, .integer, default: "0"),
      AttributeDeclaration(.color, .color, default: "#000000"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontWeight, .text),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "22px"),
      AttributeDeclaration(.role, .oneOf(["none", "presentation"])),
      AttributeDeclaration(
        .tableLayout, .oneOf(["auto", "fixed", "initial", "inherit"]), default: "auto"),
      AttributeDeclaration(.verticalAlign, .verticalAlign),
      AttributeDeclaration(.width, .lengths([.pixels, .percent, .auto]), default: "100%"),
    ] + .padding(default: "10px 25px")
  static let content = ComponentContent.raw

  private static let properties: [AttributeName] = [
    .color, .fontFamily, .fontSize, .lineHeight, .tableLayout, .width, .border,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<table")
    for name in [AttributeName.cellpadding, .cellspacing, .role] {
      out.attribute(name.text, element[name])
    }
    if let width = element.length(.width), width.unit == .pixels {
      out.attribute("width", width.number)
    } else {
      out.attribute("width", element[.width])
    }
    out.write(" border=\"0\"")
    out.style {
      $0.declare(element, properties)
      if element.integer(.cellspacing) > 0 { $0.declare("border-collapse", text: "separate") }
    }
    out.write(">\n")
    out.writeRaw(rendering.content(of: element))
    out.write("\n</table>\n")
  }
}
