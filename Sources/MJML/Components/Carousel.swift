/// `mj-carousel`: pictures of which one is seen.
enum Carousel: BodyComponent {
  static let tag: StaticString = "mj-carousel"
  static let summary: StaticString = "Pictures of which one is seen; the reader turns to the others."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "center"),
      AttributeDeclaration(.borderRadius, .text, default: "6px"),
      AttributeDeclaration(.containerBackgroundColor, .color),
      AttributeDeclaration(.iconWidth, .length, default: "44px"),
      AttributeDeclaration(.leftIcon, .text, default: "https://i.imgur.com/xTh3hln.png"),
      AttributeDeclaration(.rightIcon, .text, default: "https://i.imgur.com/os7o9kz.png"),
      AttributeDeclaration(.tbBorder, .text, default: "2px solid transparent"),
      AttributeDeclaration(.tbBorderRadius, .text, default: "6px"),
      AttributeDeclaration(.tbHoverBorderColor, .color, default: "#fead0d"),
      AttributeDeclaration(.tbSelectedBorderColor, .color, default: "#ccc"),
      AttributeDeclaration(.tbWidth, .length),
      AttributeDeclaration(.thumbnails, .oneOf(["visible", "hidden", "supported"]), default: "visible"),
    ] + .padding()
  static let content = ComponentContent.components(["mj-carousel-image"])

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let placement = imagePlacement(element, in: rendering)
    let images = rendering.tree.children(of: element.node).compactMap { node -> CarouselImage.Part? in
      guard rendering.tree.nodes[node].component == rendering.index.number(of: CarouselImage.tag) else {
        return nil
      }
      return rendering.element(node, placement).map { CarouselImage.Part(element: $0) }
    }.prefix(CarouselStyle.imageLimit)
    let id = rendering.ids.next(for: rendering.tree.nodes[element.node].name, in: rendering)
    let carousel = CarouselImage.Context(
      id: id, isSupported: element.equals(.thumbnails, "supported"),
      thumbnailWidth: thumbnailWidth(element, images.count))
    if !images.isEmpty {
      rendering.elementStyles.append(
        CarouselStyle(element: element, id: id, count: images.count).buffer())
    }
    out.write("<!--[if !mso]><!-->\n<div class=\"mj-carousel\">\n")
    for (number, image) in images.enumerated() { image.renderRadio(number, carousel, to: &out) }
    out.write("<div class=\"mj-carousel-content mj-carousel-")
    out.write(bytes: id)
    out.write(
      "-content\" style=\"display:table;width:100%;table-layout:fixed;text-align:center;font-size:0px;\">\n")
    if element.equals(.thumbnails, "visible") || carousel.isSupported {
      for (number, image) in images.enumerated() { image.renderThumbnail(number, carousel, to: &out) }
    }
    out.write("<table style=\"caption-side:top;display:table-caption;table-layout:fixed;width:100%;\"")
    out.write(" border=\"0\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\" role=\"presentation\"")
    out.write(" class=\"mj-carousel-main\">\n<tbody>\n<tr>\n")
    renderControls("previous", .leftIcon, element, id, images.count, to: &out)
    out.write("<td style=\"padding:0px;\">\n<div class=\"mj-carousel-images\">\n")
    for (number, image) in images.enumerated() { image.render(number, to: &out) }
    out.write("</div>\n</td>\n")
    renderControls("next", .rightIcon, element, id, images.count, to: &out)
    out.write("</tr>\n</tbody>\n</table>\n</div>\n</div>\n<!--<![endif]-->\n")
    guard let first = images.first else { return }
    out.write("<!--[if mso]>")
    first.render(0, to: &out)
    out.write("<![endif]-->\n")
  }

  private static func imagePlacement(_ element: Element, in rendering: Rendering) -> Placement {
    var placement = rendering.placement(in: element)
    for name in [AttributeName.borderRadius, .tbBorder, .tbBorderRadius] {
      if let value = element[name] { placement.inherited.append((name, value)) }
    }
    return placement
  }

  private static func thumbnailWidth(_ element: Element, _ count: Int) -> CarouselImage.ThumbnailWidth {
    if let width = element.nonEmpty(.tbWidth) { return .text(width) }
    return .pixels(count == 0 ? 0 : min(element.placement.width.whole / Double(count), 110))
  }

  private static func renderControls(
    _ direction: StaticString, _ icon: AttributeName, _ element: Element, _ id: [UInt8], _ count: Int,
    to out: inout HTMLBuffer
  ) {
    out.write("<td class=\"mj-carousel-")
    out.write(bytes: id)
    out.write(
      "-icons-cell\" style=\"font-size:0px;display:none;mso-hide:all;padding:0px;\">\n<div class=\"mj-carousel-"
    )
    out.write(direction)
    out.write("-icons\" style=\"display:none;mso-hide:all;\">\n")
    for number in 1..<(count + 1) {
      out.write("<label for=\"mj-carousel-")
      out.write(bytes: id)
      out.write("-radio-")
      out.write(number)
      out.write("\" class=\"mj-carousel-")
      out.write(direction)
      out.write(" mj-carousel-")
      out.write(direction)
      out.write("-")
      out.write(number)
      out.write("\">\n<img")
      out.attribute("src", element[icon])
      out.attribute("alt", text: direction)
      out.style {
        $0.declare("display", text: "block")
        $0.declare("width", element[.iconWidth])
        $0.declare("height", text: "auto")
      }
      out.attribute("width", element.integer(.iconWidth))
      out.write(" />\n</label>\n")
    }
    out.write("</div>\n</td>\n")
  }
}
