/// `mj-button`: a link that looks like a button.
enum Button: BodyComponent {
  static let tag: StaticString = "mj-button"
  static let summary: StaticString = "A link that looks like a button."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "center"),
      AttributeDeclaration(.backgroundColor, .color, default: "#414141"),
      AttributeDeclaration(.borderRadius, .text, default: "3px"),
      AttributeDeclaration(.color, .color, default: "#ffffff"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontStyle, .text),
      AttributeDeclaration(.fontWeight, .text, default: "normal"),
      AttributeDeclaration(.height, .length),
      AttributeDeclaration(.href, .text),
      AttributeDeclaration(.innerPadding, .padding, default: "10px 25px"),
      AttributeDeclaration(.letterSpacing, .letterSpacing),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "120%"),
      AttributeDeclaration(.name, .text),
      AttributeDeclaration(.rel, .text),
      AttributeDeclaration(.target, .text, default: "_blank"),
      AttributeDeclaration(.textAlign, .horizontalAlign),
      AttributeDeclaration(.textDecoration, .text, default: "none"),
      AttributeDeclaration(.textTransform, .text, default: "none"),
      AttributeDeclaration(.title, .text),
      AttributeDeclaration(.verticalAlign, .verticalAlign, default: "middle"),
      AttributeDeclaration(.width, .length),
    ] + .border(default: "none") + .padding(default: "10px 25px")
  static let content = ComponentContent.raw

  private static let borders: [AttributeName] = [
    .border, .borderBottom, .borderLeft, .borderRadius, .borderRight, .borderTop,
  ]
  private static let font: [AttributeName] = [
    .color, .fontFamily, .fontSize, .fontStyle, .fontWeight, .lineHeight, .letterSpacing,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      $0.declare("border-collapse", text: "separate")
      $0.declare(element, .width)
      $0.declare("line-height", text: "100%")
    }
    out.write(">\n<tbody>\n<tr>\n<td align=\"center\"")
    if !element.equals(.backgroundColor, "none") { out.attribute("bgcolor", element[.backgroundColor]) }
    out.write(" role=\"presentation\"")
    out.style {
      $0.declare(element, borders)
      $0.declare("cursor", text: "auto")
      $0.declare(element, .fontStyle)
      $0.declare(element, .height)
      $0.declare("mso-padding-alt", element[.innerPadding])
      $0.declare(element, .textAlign)
      $0.declare("background", element[.backgroundColor])
    }
    out.attribute("valign", element[.verticalAlign])
    out.write(">\n")
    renderLink(element, in: rendering, to: &out)
    out.write("</td>\n</tr>\n</tbody>\n</table>\n")
  }

  private static func renderLink(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let isLink = element.nonEmpty(.href) != nil
    out.write(isLink ? "<a" : "<p")
    out.attribute("href", element[.href])
    out.attribute("name", element[.name])
    out.attribute("rel", element[.rel])
    out.attribute("title", element[.title])
    out.style {
      $0.declare("display", text: "inline-block")
      if let width = contentWidth(element) { $0.declare("width", pixels: width) }
      $0.declare("background", element[.backgroundColor])
      $0.declare(element, font)
      $0.declare("margin", text: "0")
      $0.declare(element, .textDecoration)
      $0.declare(element, .textTransform)
      $0.declare("padding", element[.innerPadding])
      $0.declare("mso-padding-alt", text: "0px")
      $0.declare(element, .borderRadius)
    }
    if isLink { out.attribute("target", element[.target]) }
    out.write(">")
    out.writeRaw(rendering.content(of: element))
    out.write(isLink ? "</a>\n" : "</p>\n")
  }

  /// A width in pixels without padding and borders; other units cannot be reduced.
  private static func contentWidth(_ element: Element) -> Double? {
    guard let width = element.length(.width), width.unit == .pixels else { return nil }
    let padding =
      element.side(.left, of: .innerPadding, own: .innerPaddingLeft)
      + element.side(.right, of: .innerPadding, own: .innerPaddingRight)
    return width.number - padding - element.horizontalBorders
  }
}
