import Diagnostics

/// The plain text part as it is, under a ruler of 78 columns, links numbered as in the HTML part.
struct TextView {
  let text: String?
  let links: LinkList
  /// The length that a line should not pass (RFC 5322 §2.1.1).
  static let limit = 78

  var lines: [ViewLine] {
    guard let text else { return [ViewLine("  (there is no text part)", isDim: true)] }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return [Self.ruler] + lines.map(line)
  }

  /// How many lines are longer than they should be.
  var longLines: Int {
    (text ?? "").utf8.split(separator: 0x0A)
      .count { $0.count > Self.limit && String(Substring($0)).columns > Self.limit }
  }

  static let ruler: ViewLine = {
    let tens = (1...7).map { ten in "········" + String(ten) + "0" }.joined()
    return ViewLine("  " + tens + "······78┤", isDim: true)
  }()

  private func line(_ text: String) -> ViewLine {
    var line = ViewLine("  ")
    let shown = text.printable
    var rest = shown[...]
    for found in LinkList.addresses(in: shown) {
      guard let number = links.number(of: String(found)) else { continue }
      append(shown[rest.startIndex..<found.startIndex], to: &line)
      append(found, to: &line, link: number)
      line.append(" [\(number)]", isDim: true, link: number)
      rest = shown[found.endIndex...]
    }
    append(rest, to: &line)
    return line
  }

  /// Adds text, with the mark of the ruler where the line passes it.
  private func append(_ text: Substring, to line: inout ViewLine, link: Int = 0) {
    let used = line.spans.dropFirst().filter { $0.role == .content }.reduce(0) { $0 + $1.text.columns }
    guard used <= Self.limit, used + text.columns > Self.limit else {
      return line.append(String(text), link: link)
    }
    var room = Self.limit - used
    let start = text.prefix {
      room -= $0.columns
      return room >= 0
    }
    line.append(String(start), link: link)
    line.append("▏", isDim: true)
    line.append(String(text[start.endIndex...]), link: link)
  }
}
