/// `mjml`: the root of every template.
enum Root: Component {
  static let tag: StaticString = "mjml"
  static let summary: StaticString = "The root of every template."
  static let attributes: [AttributeDeclaration] = [
    AttributeDeclaration(.dir, .oneOf(["ltr", "rtl", "auto"]), default: "auto"),
    AttributeDeclaration(.lang, .text, default: "und"),
    AttributeDeclaration(.owa, .oneOf(["mobile", "desktop"])),
  ]
  static let content = ComponentContent.components(["mj-head", "mj-body", "mj-raw"])
}
