/// `mj-raw`: HTML or template language as it is.
enum Raw: BodyComponent, HeadComponent {
  static let tag: StaticString = "mj-raw"
  static let summary: StaticString = "HTML or the tags of a template language, written as they are."
  static let attributes = [AttributeDeclaration(.position, .oneOf(["file-start"]))]
  static let content = ComponentContent.raw
  static let isRaw = true

  static func apply(_ node: Int, of tree: Tree, to head: inout Head) {
    guard let content = tree.nodes[node].content.value else { return }
    head.raw.append(Head.Raw(content: content, isComment: false))
  }

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer) {
    let content = rendering.content(of: element)
    if rendering.tree.nodes[element.node].isComment {
      writeComment(content, to: &out)
      return
    }
    guard !content.isEmpty else { return }
    out.writeRaw(content)
    out.write("\n")
  }

  /// A comment of the template, with a space at both sides as MJML writes it.
  static func writeComment(_ content: Slice, to out: inout HTMLBuffer) {
    out.write("<!-- ")
    out.write(content)
    out.write(" -->\n")
  }
}
