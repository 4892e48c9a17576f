/// `mj-accordion`: texts that fold behind their titles.
enum Accordion: BodyComponent {
  static let tag: StaticString = "mj-accordion"
  static let summary: StaticString = "Texts that fold behind their titles."
  static let attributes =
    [
      AttributeDeclaration(.border, .text, default: "2px solid black"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.iconAlign, .verticalAlign, default: "middle"),
      AttributeDeclaration(.iconHeight, .length, default: "32px"),
      AttributeDeclaration(.iconPosition, .oneOf(["left", "right"]), default: "right"),
      AttributeDeclaration(.iconUnwrappedAlt, .text, default: "-"),
      AttributeDeclaration(.iconUnwrappedURL, .text, default: "https://i.imgur.com/w4uTygT.png"),
      AttributeDeclaration(.iconWidth, .length, default: "32px"),
      AttributeDeclaration(.iconWrappedAlt, .text, default: "+"),
      AttributeDeclaration(.iconWrappedURL, .text, default: "https://i.imgur.com/bIXv1bk.png"),
    ] + .padding(default: "10px 25px")
  static let content = ComponentContent.components(["mj-accordion-element", "mj-raw"])

  /// What the parts of an accordion take from it.
  static let handedDown: [AttributeName] = [
    .border, .iconAlign, .iconWidth, .iconHeight, .iconPosition, .iconWrappedURL, .iconWrappedAlt,
    .iconUnwrappedURL, .iconUnwrappedAlt,
  ]

  static let headStyle: HeadStyle? = { _, out in
    out.write(
      """
      noinput.mj-accordion-checkbox { display:block!important; }
      @media yahoo, only screen and (min-width:0) {
      .mj-accordion-element { display:block; }
      .mj-accordion-checkbox[type="checkbox"], .mj-accordion-less { display:none!important; }
      .mj-accordion-checkbox[type="checkbox"] + * .mj-accordion-title { cursor:pointer; touch-action:manipulation; -webkit-user-select:none; -moz-user-select:none; user-select:none; }
      .mj-accordion-checkbox[type="checkbox"] + * .mj-accordion-content { overflow:hidden; display:none; }
      .mj-accordion-checkbox[type="checkbox"] + * .mj-accordion-more { display:block!important; }
      .mj-accordion-checkbox:checked + * .mj-accordion-content { display:block; }
      .mj-accordion-checkbox:checked + * .mj-accordion-more { display:none!important; }
      .mj-accordion-checkbox:checked + * .mj-accordion-less { display:block!important; }
      }
      .moz-text-html input.mj-accordion-checkbox + * .mj-accordion-title { cursor: auto; touch-action: auto; -webkit-user-select: auto; -moz-user-select: auto; user-select: auto; }
      .moz-text-html input.mj-accordion-checkbox + * .mj-accordion-content { overflow: hidden; display: block; }
      .moz-text-html input.mj-accordion-checkbox + * .mj-accordion-ico { display: none; }
      @goodbye { @gmail }

      """)
  }

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<table cellspacing=\"0\" cellpadding=\"0\" class=\"mj-accordion\"")
    out.style {
      $0.declare("width", text: "100%")
      $0.declare("border-collapse", text: "collapse")
      $0.declare(element, .border)
      $0.declare("border-bottom", text: "none")
      $0.declare(element, .fontFamily)
    }
    out.write(">\n<tbody>\n")
    var placement = rendering.placement(in: element)
    placement.inherited = values(element)
    placement.fontFamily = element[.fontFamily]
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      component.render(child, in: rendering, to: &out)
    }
    out.write("</tbody>\n</table>\n")
  }

  /// What an accordion, or an element of one, hands down.
  static func values(_ element: Element) -> [(name: AttributeName, value: Slice)] {
    handedDown.compactMap { name in element[name].map { (name, $0) } }
  }
}
