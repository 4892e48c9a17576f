import Diagnostics
import TerminalPreview

/// What is known about a terminal, as people and programs read it.
public struct TerminalReport: Hashable, Sendable, Encodable {
  /// A question or a conclusion.
  public struct Line: Hashable, Sendable, Encodable {
    /// What it is about.
    public var name: String
    /// What was answered or concluded; nil for silence.
    public var value: String?
    /// Why, or what it means.
    public var note: String?
  }

  /// The version of its form as JSON.
  public let v = 1
  /// The variables that are set.
  public let variables: [Line]
  /// Why the terminal was not asked; nil where it was.
  public let notAsked: String?
  /// The answers, in the order of the questions.
  public let answers: [Line]
  /// What follows from them.
  public let conclusions: [Line]

  /// Puts together what is known; `size` are columns and rows.
  public init(
    _ environment: TerminalEnvironment, _ answers: TerminalAnswers, _ capabilities: TerminalCapabilities,
    size: [Int]?
  ) {
    variables = TerminalEnvironment.names.compactMap { name in
      environment[name].map { Line(name: name, value: $0) }
    }
    notAsked = answers.wasAsked ? nil : environment.reasonNotToAsk ?? "it cannot be switched to raw mode"
    self.answers = answers.wasAsked ? Self.answers(answers) : []
    var conclusions = [
      Line(name: "colours", value: Self.words(capabilities.colors), note: capabilities.colorsReason),
      Line(name: "background", value: capabilities.theme.rawValue, note: capabilities.themeReason),
      Line(name: "images", value: capabilities.images.rawValue, note: capabilities.imagesReason),
      Line(
        name: "links", value: capabilities.hyperlinks ? "yes" : "no", note: capabilities.hyperlinksReason),
      Line(
        name: "redraws at once", value: capabilities.synchronizesOutput ? "yes" : "no", note: "mode 2026"),
      Line(name: "cell", value: "\(capabilities.cellWidth) × \(capabilities.cellHeight) pixels"),
    ]
    if let size, size.count == 2 {
      conclusions.append(Line(name: "size", value: "\(size[0]) columns, \(size[1]) rows", note: "TIOCGWINSZ"))
    }
    self.conclusions = conclusions
  }

  private static func answers(_ answers: TerminalAnswers) -> [Line] {
    var background: String?
    if case .background(let red, let green, let blue) = answers.background {
      background = [red, green, blue].map { String(Int(($0 * 255).rounded())) }.joined(separator: ", ")
    }
    var kitty: String?
    if case .kittyGraphics(_, let message) = answers.kittyGraphics { kitty = message }
    return [
      Line(name: "XTVERSION", value: answers.version, note: "name and version"),
      Line(name: "OSC 11", value: background, note: "background: red, green, blue"),
      Line(name: "kitty picture", value: kitty, note: "OK where it is understood"),
      Line(
        name: "CSI 16 t", value: answers.cellSize.map { "\($0.width) × \($0.height)" },
        note: "pixels of a cell"),
      Line(
        name: "mode 2026", value: answers.synchronizedOutput.map(String.init),
        note: "synchronized output; 0 is unknown to it"),
      Line(
        name: "DA1", value: answers.attributes.map { $0.map(String.init).joined(separator: ";") },
        note: answers.isTimedOut ? "no answer in time" : "4 is sixel"),
    ]
  }

  private static func words(_ depth: ColorDepth) -> String {
    switch depth {
    case .none: "none"
    case .eight, .sixteen, .indexed: depth.rawValue
    case .full: "24 bits"
    }
  }

  /// The report as lines of text.
  public var lines: [String] {
    var lines = ["VARIABLES", ""] + variables.map { Self.line($0) }
    lines += ["", "ANSWERS", ""]
    lines += notAsked.map { ["  not asked: \($0)"] } ?? answers.map { Self.line($0) }
    return lines + ["", "SO", ""] + conclusions.map { Self.line($0) }
  }

  private static func line(_ line: Line) -> String {
    let name = line.name + String(repeating: " ", count: max(1, 22 - line.name.count))
    let value = (line.value ?? "(silent)").printable
    guard let note = line.note else { return "  " + name + value }
    return "  " + name + value + String(repeating: " ", count: max(2, 22 - value.count)) + note.printable
  }
}
