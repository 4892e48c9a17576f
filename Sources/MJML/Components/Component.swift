/// One tag of the language.
///
/// A component declares its tag, attributes and content once; the parser, the
/// validation, the documentation and the rendering read the same declaration.
protocol Component: Sendable, SendableMetatype {
  /// The name of the tag: `mj-button`.
  static var tag: StaticString { get }

  /// What it accepts, besides `css-class` and `mj-class`.
  static var attributes: [AttributeDeclaration] { get }

  /// What may stand between its tags.
  static var content: ComponentContent { get }

  /// What it is for, in one sentence.
  static var summary: StaticString { get }
}

/// What may stand between the tags of a component.
enum ComponentContent: Sendable {
  /// Nothing but comments.
  case nothing
  /// Text that is taken as it is: HTML, CSS, words.
  case raw
  /// These components.
  case components([StaticString])
  /// Any component.
  case anyComponent
}

/// A component of the head: it changes what the body will look like.
protocol HeadComponent: Component {
  static func apply(_ node: Int, of tree: Tree, to head: inout Head)
}

/// A component of the body: it writes HTML.
protocol BodyComponent: Component {
  /// Whether it is written as it is, without the cell that its parent puts
  /// around other components, and does not count among the columns.
  static var isRaw: Bool { get }

  /// The rules of the style sheet that one or more of these components need.
  static var headStyle: HeadStyle? { get }

  static func render(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer)

  /// Writes the style of the cell that a section makes for Outlook.
  static func declareOutlookCell(_ element: Element, in rendering: Rendering, to out: inout HTMLBuffer)
}

extension BodyComponent {
  static var isRaw: Bool { false }

  static var headStyle: HeadStyle? { nil }

  static func declareOutlookCell(
    _ element: Element, in rendering: Rendering, to out: inout HTMLBuffer
  ) {}
}

/// Writes rules that depend on the width below which a screen is small.
typealias HeadStyle = @Sendable (_ breakpoint: Breakpoint, _ out: inout HTMLBuffer) -> Void
