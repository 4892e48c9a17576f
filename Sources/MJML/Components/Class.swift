/// `mj-class`: values that an element takes by naming the class.
enum Class: Component {
  static let tag: StaticString = "mj-class"
  static let summary: StaticString = "Values that an element takes by naming the class in mj-class."
  static let attributes = [AttributeDeclaration(.name, .text)]
  static let content = ComponentContent.anyComponent
}
