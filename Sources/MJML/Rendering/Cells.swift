/// Parts of tables that several components write in the same way.
enum Cells {
  static let sides: [AttributeName] = [.padding, .paddingTop, .paddingRight, .paddingBottom, .paddingLeft]

  /// Renders a child in a row of its own, with the child's padding and colour.
  static func writeRow(
    _ child: Element, _ component: any BodyComponent.Type, in rendering: Rendering,
    to out: inout HTMLBuffer
  ) {
    out.write("<tr>\n<td")
    out.attribute("align", child[.align])
    out.classAttribute(child[.cssClass])
    out.style {
      $0.declare("background", child[.containerBackgroundColor])
      $0.declare("font-size", text: "0px")
      $0.declare(child, sides)
      $0.declare("word-break", text: "break-word")
    }
    out.write(">\n")
    component.render(child, in: rendering, to: &out)
    out.write("</td>\n</tr>\n")
  }
}
