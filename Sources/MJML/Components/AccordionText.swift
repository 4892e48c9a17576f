/// `mj-accordion-text`: what folds behind the title.
enum AccordionText: BodyComponent {
  static let tag: StaticString = "mj-accordion-text"
  static let summary: StaticString = "What folds behind the title of an element of an accordion."
  static let attributes =
    [
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.color, .color),
      AttributeDeclaration(.fontFamily, .text),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontWeight, .text),
      AttributeDeclaration(.letterSpacing, .letterSpacing),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "1"),
    ] + .padding(default: "16px")
  static let content = ComponentContent.raw

  private static let properties: [AttributeName] = [
    .fontSize, .fontFamily, .fontWeight, .letterSpacing, .lineHeight, .color, .padding, .paddingBottom,
    .paddingLeft, .paddingRight, .paddingTop,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div class=\"mj-accordion-content\">\n<table cellspacing=\"0\" cellpadding=\"0\"")
    out.style {
      $0.declare("width", text: "100%")
      $0.declare("border-bottom", element[.border])
    }
    out.write(">\n<tbody>\n<tr>\n<td")
    out.classAttribute(element[.cssClass])
    out.style {
      $0.declare("background", element[.backgroundColor])
      $0.declare(element, properties)
    }
    out.write(">\n")
    out.writeRaw(rendering.content(of: element))
    out.write("\n</td>\n</tr>\n</tbody>\n</table>\n</div>\n")
  }
}
