/// A key that a person pressed.
public enum Key: Hashable, Sendable {
  /// A letter, digit or sign.
  case character(Character)
  /// A letter with Ctrl, in lower case.
  case control(Character)
  /// Enter.
  case enter
  /// Tab.
  case tab
  /// Tab with Shift.
  case backTab
  /// Escape alone.
  case escape
  /// The key that takes the last character away.
  case backspace
  /// The arrow up.
  case up
  /// The arrow down.
  case down
  /// The arrow to the left.
  case left
  /// The arrow to the right.
  case right
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
  /// Home.
  case home
  /// End.
  case end
}
