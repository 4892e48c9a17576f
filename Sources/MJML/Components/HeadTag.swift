/// `mj-head`: what is not shown itself.
enum HeadTag: Component {
  static let tag: StaticString = "mj-head"
  static let summary: StaticString = "What is not shown itself: styles, fonts, default values."
  static let attributes: [AttributeDeclaration] = []
  static let content = ComponentContent.components([
    "mj-attributes", "mj-breakpoint", "mj-html-attributes", "mj-font", "mj-preview", "mj-style", "mj-title",
    "mj-raw",
  ])
}
