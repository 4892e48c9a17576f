/// `mj-wrapper`: sections with a common background, border or padding.
enum Wrapper: BodyComponent {
  static let tag: StaticString = "mj-wrapper"
  static let summary: StaticString = "Sections with a common background, border or padding."
  static let attributes = Section.sectionAttributes + [AttributeDeclaration(.gap, .pixels)]
  static let content = ComponentContent.components(["mj-hero", "mj-raw", "mj-section"])

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    SectionLayout(element: element, rendering: rendering).render(to: &out) { out in
      renderSections(element, in: rendering, to: &out)
    }
  }

  private static func renderSections(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    var placement = rendering.placement(in: element, width: Width(element.boxWidth))
    placement.gap = element[.gap]
    rendering.renderChildren(of: element, placement, to: &out) { child, component, out in
      out.openOutlook()
      out.write("<tr><td")
      out.attribute("align", child[.align])
      out.outlookClassAttribute(child[.cssClass])
      out.begin("width")
      out.write(element.placement.width)
      out.end()
      out.write(">")
      out.closeOutlook()
      component.render(child, in: rendering, to: &out)
      out.openOutlook()
      out.write("</td></tr>")
      out.closeOutlook()
    }
  }
}
