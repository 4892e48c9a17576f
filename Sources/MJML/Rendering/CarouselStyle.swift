/// The style sheet of one carousel: which picture is seen when which radio
/// button is checked.
struct CarouselStyle {
  /// The style sheet grows with the square of the number of pictures.
  static let imageLimit = 200

  let element: Element
  let id: [UInt8]
  let count: Int

  /// What differs between the selectors of the pictures.
  private enum Target {
    case image, thumbnail, anyThumbnail
    case next, previous
  }

  func buffer() -> HTMLBuffer {
    var out = HTMLBuffer(store: element.store)
    out.write(".mj-carousel {\n-webkit-user-select: none;\n-moz-user-select: none;\nuser-select: none;\n}\n")
    writeClass("-icons-cell", to: &out)
    out.write(" {\ndisplay: table-cell !important;\nwidth: ")
    if let width = element[.iconWidth] { out.write(width) }
    out.write(" !important;\n}\n.mj-carousel-radio,\n.mj-carousel-next,\n.mj-carousel-previous {\n")
    out.write("display: none !important;\n}\n.mj-carousel-thumbnail,\n.mj-carousel-next,\n")
    out.write(".mj-carousel-previous {\ntouch-action: manipulation;\n}\n")
    writeList(to: &out) { number, out in
      writeClass("-radio:checked ", to: &out)
      writeSteps(number, to: &out)
      out.write("+ .mj-carousel-content .mj-carousel-image")
    }
    out.write(" {\ndisplay: none !important;\n}\n")
    writeChecked(.image, to: &out)
    out.write(" {\ndisplay: block !important;\n}\n.mj-carousel-previous-icons,\n.mj-carousel-next-icons,\n")
    writeChecked(.next, to: &out)
    out.write(",\n")
    writeChecked(.previous, to: &out)
    out.write(" {\ndisplay: block !important;\n}\n")
    writeThumbnails(to: &out)
    writeFallback(to: &out)
    return out
  }

  private func writeThumbnails(to out: inout HTMLBuffer) {
    writeChecked(.thumbnail, to: &out)
    out.write(" {\nborder-color: ")
    if let color = element[.tbSelectedBorderColor] { out.write(color) }
    out.write(" !important;\n}\n")
    writeChecked(.anyThumbnail, to: &out)
    out.write(" {\ndisplay: inline-block !important;\n}\n.mj-carousel-image img + div,\n")
    out.write(".mj-carousel-thumbnail img + div {\ndisplay: none !important;\n}\n")
    writeList(to: &out) { number, out in
      writeClass("-thumbnail:hover ", to: &out)
      writeSteps(count - number - 1, to: &out)
      out.write("+ .mj-carousel-main .mj-carousel-image")
    }
    out.write(" {\ndisplay: none !important;\n}\n.mj-carousel-thumbnail:hover {\nborder-color: ")
    if let color = element[.tbHoverBorderColor] { out.write(color) }
    out.write(" !important;\n}\n")
    writeList(to: &out) { number, out in
      writeClass("-thumbnail-", to: &out)
      out.write(number + 1)
      out.write(":hover ")
      writeSteps(count - number - 1, to: &out)
      out.write("+ .mj-carousel-main .mj-carousel-image-")
      out.write(number + 1)
    }
    out.write(" {\ndisplay: block !important;\n}\n")
  }

  private func writeFallback(to out: inout HTMLBuffer) {
    out.write(
      """
      .mj-carousel noinput { display:block !important; }
      .mj-carousel noinput .mj-carousel-image-1 { display: block !important; }
      .mj-carousel noinput .mj-carousel-arrows,
      .mj-carousel noinput .mj-carousel-thumbnails { display: none !important; }
      [owa] .mj-carousel-thumbnail { display: none !important; }
      @media screen yahoo {

      """)
    writeClass("-icons-cell", to: &out)
    out.write(",\n.mj-carousel-previous-icons,\n.mj-carousel-next-icons {\ndisplay: none !important;\n}\n")
    writeClass("-radio-1:checked ", to: &out)
    for _ in 1..<max(count, 1) { out.write("+ *") }
    out.write("+ .mj-carousel-content ")
    writeClass("-thumbnail-1", to: &out)
    out.write(" {\nborder-color: transparent;\n}\n}\n")
  }

  private func writeClass(_ rest: StaticString, to out: inout HTMLBuffer) {
    out.write(".mj-carousel-")
    out.write(bytes: id)
    out.write(rest)
  }

  private func writeSteps(_ count: Int, to out: inout HTMLBuffer) {
    for _ in 0..<count { out.write("+ * ") }
  }

  private func writeList(to out: inout HTMLBuffer, _ selector: (Int, inout HTMLBuffer) -> Void) {
    for number in 0..<count {
      if number > 0 { out.write(",\n") }
      selector(number, &out)
    }
  }

  private func writeChecked(_ target: Target, to out: inout HTMLBuffer) {
    writeList(to: &out) { number, out in
      writeClass("-radio-", to: &out)
      out.write(number + 1)
      out.write(":checked ")
      writeSteps(count - number - 1, to: &out)
      out.write("+ .mj-carousel-content ")
      switch target {
      case .image:
        out.write(".mj-carousel-image-")
        out.write(number + 1)
      case .thumbnail:
        writeClass("-thumbnail-", to: &out)
        out.write(number + 1)
      case .anyThumbnail:
        writeClass("-thumbnail", to: &out)
      case .next:
        out.write(".mj-carousel-next-")
        out.write((number + 1) % count + 1)
      case .previous:
        out.write(".mj-carousel-previous-")
        out.write((number + count - 1) % count + 1)
      }
    }
  }
}
