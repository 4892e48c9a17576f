/// `mj-accordion-element`: a title and the text that folds behind it.
enum AccordionElement: BodyComponent {
  static let tag: StaticString = "mj-accordion-element"
  static let summary: StaticString = "A title and the text that folds behind it."
  static let attributes = [
    AttributeDeclaration(.backgroundColor, .color),
    AttributeDeclaration(.border, .text),
    AttributeDeclaration(.fontFamily, .text),
    AttributeDeclaration(.iconAlign, .verticalAlign),
    AttributeDeclaration(.iconHeight, .length),
    AttributeDeclaration(.iconPosition, .oneOf(["left", "right"])),
    AttributeDeclaration(.iconUnwrappedAlt, .text),
    AttributeDeclaration(.iconUnwrappedURL, .text),
    AttributeDeclaration(.iconWidth, .length),
    AttributeDeclaration(.iconWrappedAlt, .text),
    AttributeDeclaration(.iconWrappedURL, .text),
  ]
  static let content = ComponentContent.components(["mj-accordion-title", "mj-accordion-text", "mj-raw"])

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<tr")
    out.classAttribute(element[.cssClass])
    out.write(">\n<td")
    out.style {
      $0.declare("padding", text: "0px")
      $0.declare(element, .backgroundColor)
    }
    out.write(">\n<label class=\"mj-accordion-element\"")
    out.style {
      $0.declare("font-size", text: "13px")
      $0.declare(element, .fontFamily)
    }
    out.write(">\n<!--[if !mso | IE]><!-->\n<input class=\"mj-accordion-checkbox\" type=\"checkbox\"")
    out.write(" style=\"display:none;\" />\n<!--<![endif]-->\n<div>\n")
    renderParts(element, in: rendering, to: &out)
    out.write("</div>\n</label>\n</td>\n</tr>\n")
  }

  /// A title or text that is not there is an empty one.
  private static func renderParts(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    var placement = rendering.placement(in: element)
    placement.inherited = Accordion.values(element)
    if let family = element[.fontFamily] ?? element.placement.fontFamily {
      placement.inherited.append((.fontFamily, family))
    }
    let title = rendering.index.number(of: AccordionTitle.tag)
    let text = rendering.index.number(of: AccordionText.tag)
    if rendering.tree.child(of: element.node, component: title) == nil {
      AccordionTitle.render(rendering.emptyElement(title, placement), in: rendering, to: &out)
    }
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      component.render(child, in: rendering, to: &out)
    }
    if rendering.tree.child(of: element.node, component: text) == nil {
      AccordionText.render(rendering.emptyElement(text, placement), in: rendering, to: &out)
    }
  }
}
