/// `mj-include`: another file in this place.
enum Include: Component {
  static let tag: StaticString = "mj-include"
  static let summary: StaticString = "Another file in this place: MJML, HTML or CSS."
  static let attributes = [
    AttributeDeclaration(.cssInline, .oneOf(["inline"])),
    AttributeDeclaration(.path, .text),
    AttributeDeclaration(.type, .oneOf(["mjml", "html", "css"]), default: "mjml"),
  ]
  static let content = ComponentContent.nothing
}
