/// The document around the body.
struct Skeleton {
  let rendering: Rendering
  let fonts: [Head.Font]

  private static let basicStyles: StaticString = """
    <style type="text/css">
    #outlook a { padding:0; }
    body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
    table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
    img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
    p { display:block;margin:13px 0; }
    </style>
    <!--[if mso]>
    <noscript>
    <xml>
    <o:OfficeDocumentSettings>
    <o:AllowPNG/>
    <o:PixelsPerInch>96</o:PixelsPerInch>
    </o:OfficeDocumentSettings>
    </xml>
    </noscript>
    <![endif]-->
    <!--[if lte mso 11]>
    <style type="text/css">
    .mj-outlook-group-fix { width:100% !important; }
    </style>
    <![endif]-->

    """

  func write(body: HTMLBuffer, to out: inout HTMLBuffer) {
    out.write("<!doctype html>\n<html")
    rendering.writeLanguage(to: &out)
    out.write(
      """
       xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
      <head>
      <title>
      """)
    if let title = rendering.head.title { out.write(title) }
    out.write(
      """
      </title>
      <!--[if !mso]><!-->
      <meta http-equiv="X-UA-Compatible" content="IE=edge">
      <!--<![endif]-->
      <meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">

      """)
    out.write(Self.basicStyles)
    writeFonts(to: &out)
    let breakpoint = rendering.breakpoint
    rendering.mediaQueries.write(
      breakpoint, forcesDesktopInOWA: rendering.document.forcesDesktopInOWA, to: &out)
    writeStyles(breakpoint, to: &out)
    for raw in rendering.head.raw {
      if raw.isComment {
        Raw.writeComment(raw.content, to: &out)
      } else {
        out.write(raw.content)
        out.write("\n")
      }
    }
    out.write("</head>\n")
    out.write(body)
    out.write("</html>\n")
  }

  private func writeFonts(to out: inout HTMLBuffer) {
    guard !fonts.isEmpty else { return }
    out.write("<!--[if !mso]><!-->\n")
    for font in fonts {
      out.write("<link href=\"")
      out.write(bytes: font.href)
      out.write("\" rel=\"stylesheet\" type=\"text/css\">\n")
    }
    out.write("<style type=\"text/css\">\n")
    for font in fonts {
      out.write("@import url(")
      out.write(bytes: font.href)
      out.write(");\n")
    }
    out.write("</style>\n<!--<![endif]-->\n")
  }

  /// The style sheets of components, then those of the template.
  private func writeStyles(_ breakpoint: Breakpoint, to out: inout HTMLBuffer) {
    if !rendering.elementStyles.isEmpty || !rendering.headStyles.isEmpty {
      out.write("<style type=\"text/css\">\n")
      for style in rendering.elementStyles { out.write(style) }
      for style in rendering.headStyles { style(breakpoint, &out) }
      out.write("</style>\n")
    }
    guard !rendering.head.styles.isEmpty else { return }
    out.write("<style type=\"text/css\">\n")
    for style in rendering.head.styles {
      out.write(style)
      out.write("\n")
    }
    out.write("</style>\n")
  }
}
