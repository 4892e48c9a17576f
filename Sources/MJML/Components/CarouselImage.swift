/// `mj-carousel-image`: one picture of a carousel.
enum CarouselImage: BodyComponent {
  static let tag: StaticString = "mj-carousel-image"
  static let summary: StaticString = "One picture of a carousel."
  static let attributes = [
    AttributeDeclaration(.alt, .text, default: ""),
    AttributeDeclaration(.borderRadius, .text),
    AttributeDeclaration(.href, .text),
    AttributeDeclaration(.rel, .text),
    AttributeDeclaration(.src, .text),
    AttributeDeclaration(.target, .text, default: "_blank"),
    AttributeDeclaration(.tbBorder, .text),
    AttributeDeclaration(.tbBorderRadius, .text),
    AttributeDeclaration(.thumbnailsSrc, .text),
    AttributeDeclaration(.title, .text),
  ]
  static let content = ComponentContent.raw

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    Part(element: element).render(element.placement.index, to: &out)
  }

  /// What the parts of one carousel have in common.
  struct Context {
    let id: [UInt8]
    /// Whether thumbnails are seen only where they work.
    let isSupported: Bool
    let thumbnailWidth: ThumbnailWidth
  }

  enum ThumbnailWidth {
    case text(Slice)
    case pixels(Double)
  }

  /// A picture, which is written in three places.
  struct Part {
    let element: Element

    func renderRadio(_ number: Int, _ carousel: Context, to out: inout HTMLBuffer) {
      out.write("<input class=\"mj-carousel-radio mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-radio mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-radio-")
      out.write(number + 1)
      out.write(number == 0 ? "\" checked=\"checked\"" : "\"")
      out.write(" type=\"radio\" name=\"mj-carousel-radio-")
      out.write(bytes: carousel.id)
      out.write("\" id=\"mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-radio-")
      out.write(number + 1)
      out.write("\" style=\"display:none;mso-hide:all;\" />\n")
    }

    func renderThumbnail(_ number: Int, _ carousel: Context, to out: inout HTMLBuffer) {
      out.write("<a")
      out.style { declareThumbnail(carousel, to: &$0) }
      out.write(" href=\"#")
      out.write(number + 1)
      out.write("\"")
      out.attribute("target", element[.target])
      out.write(" class=\"mj-carousel-thumbnail mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-thumbnail mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-thumbnail-")
      out.write(number + 1)
      for word in element.store.words(element[.cssClass] ?? .missing) {
        out.write(" ")
        out.write(word)
        out.write("-thumbnail")
      }
      out.write("\">\n<label for=\"mj-carousel-")
      out.write(bytes: carousel.id)
      out.write("-radio-")
      out.write(number + 1)
      out.write("\">\n<img style=\"display:block;width:100%;height:auto;\"")
      out.attribute("src", element.nonEmpty(.thumbnailsSrc) ?? element[.src])
      out.attribute("alt", element[.alt])
      switch carousel.thumbnailWidth {
      case .text(let text): out.attribute("width", Lengths.integer(element.store[text]))
      case .pixels(let pixels): out.attribute("width", pixels.rounded(.towardZero))
      }
      out.write(" />\n</label>\n</a>\n")
    }

    private func declareThumbnail(_ carousel: Context, to out: inout HTMLBuffer) {
      out.declare("border", element[.tbBorder])
      out.declare("border-radius", element[.tbBorderRadius])
      out.declare("display", text: carousel.isSupported ? "none" : "inline-block")
      out.declare("overflow", text: "hidden")
      switch carousel.thumbnailWidth {
      case .text(let text): out.declare("width", text)
      case .pixels(let pixels): out.declare("width", pixels: pixels)
      }
    }

    func render(_ number: Int, to out: inout HTMLBuffer) {
      out.write("<div class=\"mj-carousel-image mj-carousel-image-")
      out.write(number + 1)
      if let classes = element.nonEmpty(.cssClass) {
        out.write(" ")
        out.write(classes)
      }
      out.write(number == 0 ? "\">\n" : "\" style=\"display:none;mso-hide:all;\">\n")
      let isLink = element.nonEmpty(.href) != nil
      if isLink {
        out.write("<a")
        out.attribute("href", element[.href])
        out.attribute("rel", element[.rel])
        out.write(" target=\"_blank\">\n")
      }
      out.write("<img")
      out.attribute("title", element[.title])
      out.attribute("src", element[.src])
      out.attribute("alt", element[.alt])
      out.style {
        $0.declare(element, .borderRadius)
        $0.declare("display", text: "block")
        $0.declare("width", element.placement.width)
        $0.declare("max-width", text: "100%")
        $0.declare("height", text: "auto")
      }
      out.attribute("width", element.placement.width.whole)
      out.write(" border=\"0\" />\n")
      if isLink { out.write("</a>\n") }
      out.write("</div>\n")
    }
  }
}
