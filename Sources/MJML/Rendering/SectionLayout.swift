/// The tables around the content of a section or wrapper.
struct SectionLayout {
  let element: Element
  let rendering: Rendering
  private let isFullWidth: Bool
  private let hasBackground: Bool
  private let hasRadius: Bool

  init(element: Element, rendering: Rendering) {
    self.element = element
    self.rendering = rendering
    isFullWidth = element.equals(.fullWidth, "full-width")
    hasBackground = element.has(.backgroundURL)
    hasRadius = element.nonEmpty(.borderRadius) != nil
  }

  private static let borders: [AttributeName] = [
    .border, .borderBottom, .borderLeft, .borderRight, .borderTop, .borderRadius,
  ]
  private static let paddings: [AttributeName] = [
    .padding, .paddingBottom, .paddingLeft, .paddingRight, .paddingTop,
  ]

  /// Renders the section; the closure renders what is in it.
  func render(to out: inout HTMLBuffer, _ content: (inout HTMLBuffer) -> Void) {
    if isFullWidth {
      renderFullWidth(to: &out, content)
    } else {
      openOutlookTable(to: &out)
      if hasBackground { SectionBackground(element, isFullWidth: false).open(to: &out) }
      renderSection(to: &out, content)
      if hasBackground { SectionBackground.close(to: &out) }
      closeOutlookTable(to: &out)
    }
  }

  private func renderFullWidth(to out: inout HTMLBuffer, _ content: (inout HTMLBuffer) -> Void) {
    out.write("<table align=\"center\"")
    out.classAttribute(element[.cssClass])
    out.attribute("background", element[.backgroundURL])
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      declareBackground(to: &$0)
      $0.declare("width", text: "100%")
    }
    out.write(">\n<tbody>\n<tr>\n<td>\n")
    if hasBackground { SectionBackground(element, isFullWidth: true).open(to: &out) }
    openOutlookTable(to: &out)
    renderSection(to: &out, content)
    closeOutlookTable(to: &out)
    if hasBackground { SectionBackground.close(to: &out) }
    out.write("</td>\n</tr>\n</tbody>\n</table>\n")
  }

  private func openOutlookTable(to out: inout HTMLBuffer) {
    let width = element.placement.width
    out.openOutlook()
    out.write("<table align=\"center\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\"")
    out.outlookClassAttribute(element[.cssClass])
    out.write(" role=\"presentation\"")
    out.style {
      $0.declare("width", width)
      if let gap { $0.declare("padding-top", gap) }
    }
    out.attribute("width", width.whole)
    // With a gap the cell is larger than the section, so it has no colour.
    if element.placement.gap == nil, let color = element.nonEmpty(.backgroundColor) {
      out.attribute("bgcolor", color)
    }
    out.write("><tr><td style=\"line-height:0px;font-size:0px;mso-line-height-rule:exactly;\">")
    out.closeOutlook()
  }

  private func closeOutlookTable(to out: inout HTMLBuffer) {
    out.openOutlook()
    out.write("</td></tr></table>")
    out.closeOutlook()
  }

  private func renderSection(to out: inout HTMLBuffer, _ content: (inout HTMLBuffer) -> Void) {
    out.write("<div")
    if !isFullWidth { out.classAttribute(element[.cssClass]) }
    out.style { declareFrame(to: &$0) }
    out.write(">\n")
    if hasBackground { out.write("<div style=\"line-height:0;font-size:0;\">\n") }
    out.write("<table align=\"center\"")
    if !isFullWidth { out.attribute("background", element[.backgroundURL]) }
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      if !isFullWidth { declareBackground(to: &$0) }
      $0.declare("width", text: "100%")
      if hasRadius { $0.declare("border-collapse", text: "separate") }
    }
    out.write(">\n<tbody>\n<tr>\n<td")
    out.style {
      $0.declare(element, Self.borders)
      $0.declare(element, .direction)
      $0.declare("font-size", text: "0px")
      $0.declare(element, Self.paddings)
      $0.declare(element, .textAlign)
    }
    out.write(">\n")
    out.openOutlook()
    out.write("<table role=\"presentation\" border=\"0\" cellpadding=\"0\" cellspacing=\"0\">")
    out.closeOutlook()
    content(&out)
    out.openOutlook()
    out.write("</table>")
    out.closeOutlook()
    out.write("</td>\n</tr>\n</tbody>\n</table>\n")
    if hasBackground { out.write("</div>\n") }
    out.write("</div>\n")
  }

  private func declareFrame(to out: inout HTMLBuffer) {
    if !isFullWidth { declareBackground(to: &out) }
    out.declare("margin", text: "0px auto")
    out.declare("max-width", element.placement.width)
    out.declare(element, .borderRadius)
    if hasRadius { out.declare("overflow", text: "hidden") }
    if let gap { out.declare("margin-top", gap) }
  }

  /// The distance to the section before, which the first has not.
  private var gap: Slice? {
    element.placement.index > 0 ? element.placement.gap : nil
  }

  private func declareBackground(to out: inout HTMLBuffer) {
    guard element.nonEmpty(.backgroundURL) != nil else {
      out.declare("background", element[.backgroundColor])
      out.declare("background-color", element[.backgroundColor])
      return
    }
    SectionBackground(element, isFullWidth: isFullWidth).declare(to: &out)
  }
}
