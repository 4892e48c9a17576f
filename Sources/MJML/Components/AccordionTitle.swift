/// `mj-accordion-title`: what is always seen of an accordion's element.
enum AccordionTitle: BodyComponent {
  static let tag: StaticString = "mj-accordion-title"
  static let summary: StaticString = "What is always seen of an element of an accordion."
  static let attributes =
    [
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.color, .color),
      AttributeDeclaration(.fontFamily, .text),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontWeight, .text),
    ] + .padding(default: "16px")
  static let content = ComponentContent.raw

  private static let properties: [AttributeName] = [
    .backgroundColor, .color, .fontSize, .fontFamily, .fontWeight, .padding, .paddingBottom, .paddingLeft,
    .paddingRight, .paddingTop,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<div class=\"mj-accordion-title\">\n<table cellspacing=\"0\" cellpadding=\"0\"")
    out.style {
      $0.declare("width", text: "100%")
      $0.declare("border-bottom", element[.border])
    }
    out.write(">\n<tbody>\n<tr>\n")
    let isRight = element.equals(.iconPosition, "right")
    if !isRight { renderIcons(element, to: &out) }
    out.write("<td")
    out.classAttribute(element[.cssClass])
    out.style {
      $0.declare("width", text: "100%")
      $0.declare(element, properties)
    }
    out.write(">\n")
    out.writeRaw(rendering.content(of: element))
    out.write("\n</td>\n")
    if isRight { renderIcons(element, to: &out) }
    out.write("</tr>\n</tbody>\n</table>\n</div>\n")
  }

  private static func renderIcons(_ element: Element, to out: inout HTMLBuffer) {
    out.write("<!--[if !mso | IE]><!-->\n<td class=\"mj-accordion-ico\"")
    out.style {
      $0.declare("padding", text: "16px")
      $0.declare("background", element[.backgroundColor])
      $0.declare("vertical-align", element[.iconAlign])
    }
    out.write(">\n")
    renderIcon("mj-accordion-more", .iconWrappedURL, .iconWrappedAlt, element, to: &out)
    renderIcon("mj-accordion-less", .iconUnwrappedURL, .iconUnwrappedAlt, element, to: &out)
    out.write("</td>\n<!--<![endif]-->\n")
  }

  private static func renderIcon(
    _ name: StaticString, _ source: AttributeName, _ alternative: AttributeName, _ element: Element,
    to out: inout HTMLBuffer
  ) {
    out.write("<img")
    out.attribute("src", element[source])
    out.attribute("alt", element[alternative])
    out.attribute("class", text: name)
    out.style {
      $0.declare("display", text: "none")
      $0.declare("width", element[.iconWidth])
      $0.declare("height", element[.iconHeight])
    }
    out.write(" />\n")
  }
}
