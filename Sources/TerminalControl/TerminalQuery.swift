/// The questions that a terminal is asked, in one go.
///
/// Every terminal answers DA1, and answers come in the order of the questions:
/// when that of DA1 is here, silence to the others means no.
public struct TerminalQuery: Hashable, Sendable {
  /// What is written to the terminal.
  public let octets: [UInt8]
  /// How many answers to DA1 end the conversation.
  public let sentinels: Int
  /// How long it may take.
  public let limit: Duration

  /// The questions in their order; DA1 is not among them, it comes last by itself.
  static let questions = [
    "\u{1B}[>0q",
    "\u{1B}]11;?\u{1B}\\",
    "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\",
    "\u{1B}[16t",
    "\u{1B}[?2026$p",
  ]
  static let sentinel = "\u{1B}[c"

  /// Questions of one's own.
  init(octets: [UInt8], sentinels: Int, limit: Duration) {
    self.octets = octets
    self.sentinels = sentinels
    self.limit = limit
  }

  /// The questions for a terminal of that environment.
  ///
  /// Inside tmux they are asked twice: tmux itself, and, by its pass-through,
  /// the terminal around it, which answers within 300 ms or not at all.
  public init(_ environment: TerminalEnvironment) {
    let batch = Self.questions.joined() + Self.sentinel
    guard environment.isInTmux else {
      octets = Array(batch.utf8)
      sentinels = 1
      limit = environment.isRemote ? .seconds(2) : .seconds(1)
      return
    }
    let outer = Self.questions[...2].joined() + Self.sentinel
    octets = Array((batch + Self.passedThrough(outer)).utf8)
    sentinels = 2
    limit = .milliseconds(300)
  }

  /// A sequence as tmux hands it to the terminal around it, every ESC twice.
  static func passedThrough(_ text: String) -> String {
    "\u{1B}Ptmux;" + text.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }
}

/// What was answered to the questions.
public struct TerminalAnswers: Hashable, Sendable {
  /// The attributes of DA1, of tmux itself inside tmux.
  public private(set) var attributes: [Int]?
  /// Its name and version, of tmux itself inside tmux.
  public private(set) var version: String?
  /// The name and version of the terminal around tmux.
  public private(set) var outerVersion: String?
  /// Its background.
  public private(set) var background: TerminalReply?
  /// What it said to a picture of the kitty protocol.
  public private(set) var kittyGraphics: TerminalReply?
  /// The size of a cell in pixels.
  public private(set) var cellSize: (width: Int, height: Int)? {
    get { cell.map { ($0[0], $0[1]) } }
    set { cell = newValue.map { [$0.width, $0.height] } }
  }
  private var cell: [Int]?
  /// The state of synchronized output, mode 2026; nil without an answer.
  public private(set) var synchronizedOutput: Int?
  /// How many answers to DA1 there were.
  public private(set) var sentinels = 0
  /// Whether the terminal did not answer DA1 in time.
  public var isTimedOut = false
  /// Whether it was asked at all.
  public var wasAsked = false

  /// No answers.
  public init() {}

  /// Takes an answer; of two to the same question the first counts.
  public mutating func take(_ reply: TerminalReply) {
    switch reply {
    case .primaryAttributes(let found):
      attributes = attributes ?? found
      sentinels += 1
    case .version(let found):
      if version == nil { version = found } else { outerVersion = outerVersion ?? found }
    case .background: background = background ?? reply
    case .kittyGraphics(let isOK, _):
      if isOK || kittyGraphics == nil { kittyGraphics = reply }
    case .cellSize(let width, let height): cellSize = cellSize ?? (width, height)
    case .mode(2026, let state): synchronizedOutput = synchronizedOutput ?? state
    case .mode: break
    }
  }

  /// Whether pictures of the kitty protocol are understood.
  public var hasKittyGraphics: Bool {
    if case .kittyGraphics(true, _) = kittyGraphics { true } else { false }
  }

  /// Whether DA1 names sixel graphics.
  public var hasSixel: Bool { attributes?.contains(4) ?? false }
}
