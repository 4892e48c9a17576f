/// `mj-body`: what is shown.
enum Body: BodyComponent {
  static let tag: StaticString = "mj-body"
  static let summary: StaticString = "What is shown: sections, wrappers and heroes below each other."
  static let attributes = [
    AttributeDeclaration(.backgroundColor, .color),
    AttributeDeclaration(.id, .text),
    AttributeDeclaration(.width, .pixels, default: "600px"),
  ]
  static let content = ComponentContent.components(["mj-raw", "mj-section", "mj-wrapper", "mj-hero"])

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<body")
    out.attribute("id", element[.id])
    out.classAttribute(element[.cssClass])
    out.style { declareStyle(element, to: &$0) }
    out.write(">\n")
    if let preview = rendering.head.preview, !preview.isEmpty {
      out.write("<div style=\"display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;")
      out.write("max-width:0px;opacity:0;overflow:hidden;\">")
      out.write(preview)
      out.write("</div>\n")
    }
    out.write("<div")
    out.attribute("aria-label", rendering.head.title)
    out.write(" aria-roledescription=\"email\"")
    out.write(" role=\"article\"")
    rendering.writeLanguage(to: &out)
    out.style { declareStyle(element, to: &$0) }
    out.write(">\n")
    let text = element[.width] ?? .empty
    let width = Width(Lengths.decimal(rendering.store[text]), text: text)
    let placement = rendering.placement(in: element, width: width)
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      component.render(child, in: rendering, to: &out)
    }
    out.write("</div>\n</body>\n")
  }

  private static func declareStyle(_ element: Element, to out: inout HTMLBuffer) {
    out.declare("word-spacing", text: "normal")
    out.declare("background-color", element[.backgroundColor])
  }
}
