/// The style of an element as the layout needs it.
///
/// It holds nothing that has to be counted when it is copied: it is copied for every node.
struct ComputedStyle: Sendable {
  enum Display: Sendable {
    case none, inline, inlineBlock, block, listItem, table, rowGroup, row, cell
  }

  enum Alignment: Sendable {
    case start, center, end
  }

  enum Whitespace: Sendable {
    case normal, keptBreaks, kept, unwrapped
  }

  struct Border: Hashable, Sendable {
    var color: Color?
  }

  /// What stands before the items of a list.
  enum Bullet: Sendable {
    case none, disc, circle, square, decimal, lowerLetters, upperLetters
  }

  /// The borders of the four sides.
  struct Borders: Sendable {
    var top, right, bottom, left: Border?
  }

  // Inherited.
  var color: Color?
  var fontSize = 16.0
  var isBold = false
  var isItalic = false
  var isUnderlined = false
  var isStruck = false
  var isUppercase = false
  var isLowercase = false
  var isVisible = true
  var alignment = Alignment.start
  var whitespace = Whitespace.normal
  var bullet = Bullet.disc

  // Not inherited.
  var display = Display.inline
  var background: Color?
  var margin = Sides()
  var padding = Sides()
  var borders = Borders()
  var width: Length?
  var maxWidth: Length?
  var height: Length?
  var verticalAlignment: Alignment?
  var float: Alignment?

  struct Sides: Sendable {
    var top = Length.pixels(0)
    var right = Length.pixels(0)
    var bottom = Length.pixels(0)
    var left = Length.pixels(0)
  }

  /// Whether text of its own is shown; preheaders are hidden with tiny letters.
  var showsText: Bool { isVisible && fontSize > 1 }

  var isBlockLevel: Bool {
    switch display {
    case .inline, .inlineBlock, .none: false
    default: true
    }
  }

  /// What children start with.
  var inherited: ComputedStyle {
    var style = self
    let fresh = ComputedStyle()
    style.display = .inline
    style.background = nil
    style.margin = fresh.margin
    style.padding = fresh.padding
    style.borders = fresh.borders
    style.width = nil
    style.maxWidth = nil
    style.height = nil
    style.verticalAlignment = nil
    style.float = nil
    return style
  }
}
