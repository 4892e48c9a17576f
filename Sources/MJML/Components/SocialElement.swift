/// `mj-social-element`: the icon of one social network, with or without words.
enum SocialElement: BodyComponent {
  static let tag: StaticString = "mj-social-element"
  static let summary: StaticString = "A link to one social network, with its icon and perhaps some words."
  static let attributes =
    [
      AttributeDeclaration(.align, .horizontalAlign, default: "left"),
      AttributeDeclaration(.alt, .text, default: ""),
      AttributeDeclaration(.backgroundColor, .color),
      AttributeDeclaration(.border, .text, default: "0"),
      AttributeDeclaration(.borderRadius, .text, default: "3px"),
      AttributeDeclaration(.color, .color, default: "#000"),
      AttributeDeclaration(.fontFamily, .text, default: "Ubuntu, Helvetica, Arial, sans-serif"),
      AttributeDeclaration(.fontSize, .pixels, default: "13px"),
      AttributeDeclaration(.fontStyle, .text),
      AttributeDeclaration(.fontWeight, .text),
      AttributeDeclaration(.href, .text),
      AttributeDeclaration(.iconHeight, .length),
      AttributeDeclaration(.iconPadding, .padding),
      AttributeDeclaration(.iconPosition, .oneOf(["left", "right"]), default: "left"),
      AttributeDeclaration(.iconSize, .length),
      AttributeDeclaration(.lineHeight, .lineHeight, default: "1"),
      AttributeDeclaration(.name, .text),
      AttributeDeclaration(.rel, .text),
      AttributeDeclaration(.sizes, .text),
      AttributeDeclaration(.src, .text),
      AttributeDeclaration(.srcset, .text),
      AttributeDeclaration(.target, .text, default: "_blank"),
      AttributeDeclaration(.textDecoration, .text, default: "none"),
      AttributeDeclaration(.textPadding, .padding, default: "4px 4px 4px 0"),
      AttributeDeclaration(.title, .text),
      AttributeDeclaration(.verticalAlign, .oneOf(["top", "middle", "bottom"]), default: "middle"),
    ] + .padding(default: "4px")
  static let content = ComponentContent.raw

  private static let font: [AttributeName] = [
    .color, .fontSize, .fontWeight, .fontStyle, .fontFamily, .lineHeight, .textDecoration,
  ]

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    out.write("<tr")
    out.classAttribute(element[.cssClass])
    out.write(">\n")
    let content = rendering.content(of: element)
    let isRight = element.equals(.iconPosition, "right")
    if isRight { renderWords(element, content, to: &out) }
    renderIcon(element, to: &out)
    if !isRight { renderWords(element, content, to: &out) }
    out.write("</tr>\n")
  }

  private static func network(_ element: Element) -> SocialNetwork? {
    element[.name].flatMap { SocialNetwork.named(element.store[$0]) }
  }

  private static func renderIcon(_ element: Element, to out: inout HTMLBuffer) {
    let network = network(element)
    let size = element.nonEmpty(.iconSize)
    out.write("<td")
    out.style {
      $0.declare(element, Cells.sides)
      $0.declare(element, .verticalAlign)
    }
    out.write(">\n<table border=\"0\" cellpadding=\"0\" cellspacing=\"0\" role=\"presentation\"")
    out.style {
      if let color = element.nonEmpty(.backgroundColor) {
        $0.declare("background", color)
      } else if let network {
        $0.declare("background", text: network.color)
      }
      $0.declare(element, .borderRadius)
      $0.declare("width", size)
    }
    out.write(">\n<tbody>\n<tr>\n<td")
    out.style {
      $0.declare("padding", element[.iconPadding])
      $0.declare("font-size", text: "0")
      $0.declare("height", element.nonEmpty(.iconHeight) ?? size)
      $0.declare("vertical-align", text: "middle")
      $0.declare("width", size)
    }
    out.write(">\n")
    let isLink = element.nonEmpty(.href) != nil
    if isLink {
      openLink(element, network, hasStyle: false, to: &out)
      out.write("\n")
    }
    renderImage(element, network, to: &out)
    out.write(isLink ? "</a>\n" : "")
    out.write("</td>\n</tr>\n</tbody>\n</table>\n</td>\n")
  }

  private static func renderImage(_ element: Element, _ network: SocialNetwork?, to out: inout HTMLBuffer) {
    out.write("<img")
    out.attribute("alt", element[.alt])
    out.attribute("title", element[.title])
    if let source = element.nonEmpty(.src) {
      out.attribute("src", source)
    } else if let network {
      out.begin("src")
      out.write(SocialNetwork.iconFolder)
      out.write(network.icon)
      out.end()
    }
    out.style {
      $0.declare(element, .border)
      $0.declare(element, .borderRadius)
      $0.declare("display", text: "block")
    }
    if element.nonEmpty(.iconSize) != nil { out.attribute("width", element.integer(.iconSize)) }
    out.attribute("sizes", element[.sizes])
    out.attribute("srcset", element[.srcset])
    out.write(" />\n")
  }

  private static func renderWords(_ element: Element, _ content: Slice, to out: inout HTMLBuffer) {
    guard !content.isEmpty else { return }
    out.write("<td")
    out.style {
      $0.declare("vertical-align", text: "middle")
      $0.declare("padding", element[.textPadding])
      $0.declare("text-align", element[.align])
    }
    out.write(">\n")
    if element.nonEmpty(.href) != nil {
      openLink(element, network(element), hasStyle: true, to: &out)
      out.writeRaw(content)
      out.write("</a>\n")
    } else {
      out.write("<span")
      out.style { $0.declare(element, font) }
      out.write(">")
      out.writeRaw(content)
      out.write("</span>\n")
    }
    out.write("</td>\n")
  }

  /// Links of networks where one shares lead to the form for sharing.
  private static func openLink(
    _ element: Element, _ network: SocialNetwork?, hasStyle: Bool, to out: inout HTMLBuffer
  ) {
    out.write("<a")
    out.begin("href")
    if let sharing = network?.sharing { out.write(sharing.before) }
    if let href = element[.href] { out.write(href) }
    if let sharing = network?.sharing { out.write(sharing.after) }
    out.end()
    out.attribute("rel", element[.rel])
    if hasStyle { out.style { $0.declare(element, font) } }
    out.attribute("target", element[.target])
    out.write(">")
  }
}
