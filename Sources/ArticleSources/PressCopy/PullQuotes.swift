import Diagnostics
import Editorial

/// Sentences that a page repeats in large type: in press copy they are paragraphs that say again what
/// another one says.
struct PullQuotes {
  /// The paragraphs without them.
  private(set) var paragraphs: [CopyParagraph]
  private(set) var findings: [Finding] = []

  /// Each paragraph is compared with all others, so that very long copy is left as it is.
  private static let paragraphLimit = 400

  /// Nothing is lost: what is left out stands, word for word, in a longer paragraph.
  init(_ all: [CopyParagraph], file: String) {
    guard all.count <= Self.paragraphLimit else {
      paragraphs = all
      return
    }
    paragraphs = []
    let plain = all.map { Self.plain($0.text) }
    for (index, paragraph) in all.enumerated() {
      let text = plain[index]
      let isShort = text.count >= 20 && paragraph.text.count <= 240
      let isRepeated =
        isShort
        && plain.indices.contains { other in
          other != index && plain[other].count > text.count && plain[other].contains(text)
        }
      if isRepeated {
        findings.append(
          Finding("pull-quote", .note, .repeated(paragraph.text), at: Place(file: file, line: paragraph.line))
        )
      } else {
        paragraphs.append(paragraph)
      }
    }
  }

  /// The letters and single blanks of a text, without quotation marks and what ends a sentence.
  private static func plain(_ text: String) -> String {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
  }
}

extension String {
  fileprivate static func repeated(_ text: String) -> String {
    "left out as a pull quote, which another paragraph has in full: \(String(reflecting: String(text.prefix(60))))"
  }
}
