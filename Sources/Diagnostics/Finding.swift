/// Something that is wrong, or could be better, with content that a person wrote.
///
/// Findings are values: a stage collects them and goes on, and whoever asked
/// for the stage decides whether they stop anything.
public struct Finding: Hashable, Sendable {
  /// How bad it is. An error stops `send`.
  public enum Severity: String, Hashable, Sendable, Comparable, CaseIterable {
    case note, warning, error

    /// Notes come first, errors last.
    public static func < (a: Severity, b: Severity) -> Bool {
      let order = allCases
      return order.firstIndex(of: a) ?? 0 < order.firstIndex(of: b) ?? 0
    }
  }

  /// What kind of finding it is, in kebab-case: `unknown-field`.
  public var id: String
  /// How bad it is.
  public var severity: Severity
  /// What is wrong, in the words of the person who writes the newsletter.
  public var message: String
  /// Where it is.
  public var place: Place?
  /// The line of source at the place, quoted under the message.
  public var sourceLine: String?
  /// What to type or change next, one line each.
  public var help: [String]

  /// Makes a finding.
  public init(
    _ id: String, _ severity: Severity, _ message: String, at place: Place? = nil,
    sourceLine: String? = nil, help: [String] = []
  ) {
    self.id = id
    self.severity = severity
    self.message = message
    self.place = place
    self.sourceLine = sourceLine
    self.help = help
  }

  /// Makes an error.
  public init(
    _ id: String, _ message: String, at place: Place? = nil, sourceLine: String? = nil, help: [String] = []
  ) {
    self.init(id, .error, message, at: place, sourceLine: sourceLine, help: help)
  }

  /// The finding as a compiler prints it: place, message, quoted line with a caret, help.
  public var text: String {
    var lines = ["\(place.map { "\($0): " } ?? "")\(severity.rawValue): \(message.printable) [\(id)]"]
    if let sourceLine, let number = place?.line {
      let (shown, caret) = excerpt(of: sourceLine, column: place?.column ?? 1)
      lines.append("\(number) | \(shown)")
      if place?.column != nil {
        lines.append(String(repeating: " ", count: "\(number)".count) + " | " + caret)
      }
    }
    lines += help.map { "help: \($0.printable)" }
    return lines.joined(separator: "\n")
  }
}

/// A long line is cut around the column, so that the caret stays on the screen.
private func excerpt(of line: String, column: Int) -> (line: String, caret: String) {
  let limit = 100
  let characters = Array(line.printable)
  let start = characters.count > limit ? max(0, min(column - limit / 2, characters.count - limit)) : 0
  let end = min(characters.count, start + limit)
  let shown = (start > 0 ? "…" : "") + String(characters[start..<end]) + (end < characters.count ? "…" : "")
  let blanks = max(0, column - 1 - start + (start > 0 ? 1 : 0))
  return (shown, String(repeating: " ", count: min(blanks, limit + 1)) + "^")
}
