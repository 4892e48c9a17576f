/// `mj-spacer`: room between two components.
enum Spacer: BodyComponent {
  static let tag: StaticString = "mj-spacer"
  static let summary: StaticString = "Room between two components."
  static let attributes =
    [
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.height, .length, default: "20px"),
    ] + .border() + .padding()
  static let content = ComponentContent.nothing

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div")
    out.style {
      $0.declare(element, .height)
      $0.declare("line-height", element[.height])
    }
    out.write(">&#8202;</div>\n")
  }
}
