import Diagnostics

/// What an inbox shows beside the subject: the first text of the message, hidden or not.
///
/// Clients take the text of the body in document order and stop after about
/// 200 characters. What follows the author's own line, and is not filler, is
/// body text that leaks into the inbox.
struct Preheader: Hashable, Sendable {
  /// The author's line; the first words of the body where there is none.
  private(set) var words = ""
  /// The invisible characters behind it.
  private(set) var filler = ""
  /// The body text that follows within the limit.
  private(set) var leak = ""
  /// Whether the author wrote a line for inboxes, hidden from the body.
  private(set) var isAuthored = false

  /// How many characters clients read.
  static let limit = 200

  /// Takes a text in pieces, each hidden from readers or not.
  init(_ pieces: [(text: String, isHidden: Bool)]) {
    var scalars: [(scalar: Unicode.Scalar, isHidden: Bool)] = []
    for piece in pieces {
      for scalar in piece.text.unicodeScalars where scalars.count < Self.limit {
        guard scalar.isBlank, scalar != "\u{A0}" else {
          scalars.append((scalar, piece.isHidden))
          continue
        }
        if let last = scalars.last, last.scalar != " " { scalars.append((" ", piece.isHidden)) }
      }
    }
    let start = scalars.firstIndex { !$0.scalar.isFiller } ?? scalars.count
    isAuthored = start < scalars.count && scalars[start].isHidden
    let end = Self.end(of: scalars, from: start, isAuthored: isAuthored)
    words = Self.text(scalars[start..<end]).withoutFiller
    let next = scalars[end...].firstIndex { !$0.scalar.isFiller } ?? scalars.count
    filler = Self.text(scalars[end..<next])
    if filler.allSatisfy({ $0 == " " }) { filler = "" }
    leak = Self.text(scalars[next...]).withoutFiller
  }

  /// Takes a plain text, which hides nothing.
  init(_ text: String) { self.init([(text, false)]) }

  private static func text(_ scalars: ArraySlice<(scalar: Unicode.Scalar, isHidden: Bool)>) -> String {
    String(scalars.reduce(into: String.UnicodeScalarView()) { $0.append($1.scalar) })
  }

  /// Where the author's line ends: before the body, or before three characters of filler.
  private static func end(
    of scalars: [(scalar: Unicode.Scalar, isHidden: Bool)], from start: Int, isAuthored: Bool
  ) -> Int {
    var filler = 0
    var end = start
    for index in start..<max(start, scalars.count) {
      let (scalar, isHidden) = scalars[index]
      if scalar.isFiller, scalar != " " {
        filler += 1
        if filler >= 3 { return end }
      } else if scalar != " " {
        if isAuthored, !isHidden { return end }
        filler = 0
        end = index + 1
      }
    }
    return end
  }

  /// What a client with so much room shows of it.
  func cut(budget: Int) -> (shown: String, leak: String, hidden: String) {
    let gap = filler.isEmpty && !leak.isEmpty ? " " : filler
    let (shown, hidden) = InboxClient.cut(words + gap + leak, budget: budget)
    if shown.count <= words.count {
      return (shown, "", String(words.dropFirst(shown.count)))
    }
    return (words, String(shown.dropFirst((words + gap).count)), leak.isEmpty ? "" : hidden.withoutFiller)
  }

  /// What is wrong with it, if anything, and what is right.
  func note(_ clients: [InboxClient], subject: String) -> (text: String, isWarning: Bool) {
    if words.isEmpty { return ("there is no text for an inbox to show", true) }
    let count = "\(words.count) characters"
    if leak.isEmpty {
      if isAuthored, filler.isEmpty { return ("\(count), and nothing behind them", false) }
      return isAuthored || !filler.isEmpty
        ? ("\(count), then filler to \(Self.limit): no body text leaks into the preview", false)
        : ("no preheader of its own: the first words of the body are shown", true)
    }
    let reached = clients.filter { !cut(budget: $0.preheaderBudget(beside: subject)).leak.isEmpty }
    let behind = filler.isEmpty ? "" : " and \(filler.unicodeScalars.count) of filler"
    let start = "\(count)\(behind), then the body: “\(leak.clipped(to: 24))”"
    if reached.isEmpty { return ("\(start), beyond what these clients show", false) }
    return ("\(start) leaks on \(reached.map(\.name).joined(separator: ", "))", true)
  }
}
