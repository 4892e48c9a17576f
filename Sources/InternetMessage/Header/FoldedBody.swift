/// The body of a header field while it is laid out in lines (RFC 5322 §2.2.3).
///
/// Words are put in with the blanks before them. A line is broken before a word
/// that would pass the limit, so no line consists of blanks alone and no line
/// ends with one.
struct FoldedBody {
  /// What was laid out: begins behind the colon, holds CRLF and the blank of each continuation line.
  private(set) var text = ""
  private var column: Int
  private var isStart = true
  private let limit: Int

  /// Starts behind `name:`.
  ///
  /// A line may have 78 octets (RFC 5322 §2.1.1), with encoded words 76 (RFC 2047 §2).
  init(after name: HeaderName, withEncodedWords: Bool = false) {
    column = name.text.utf8.count + 1
    limit = withEncodedWords ? 76 : 78
    text.reserveCapacity(limit)
  }

  /// Puts a word on the line, or on the next one when it does not fit.
  ///
  /// A first word that fits no line stays behind the colon, unless it is asked
  /// to stand alone: some servers misread a field whose first line is empty.
  mutating func append(_ word: some StringProtocol, blanks: Int = 1, standsAlone: Bool = false) {
    let width = word.utf8.count
    let fitsNextLine = blanks + width <= limit
    if column + blanks + width > limit, !isStart || standsAlone || fitsNextLine { breakLine() }
    for _ in 0..<blanks { text += " " }
    text += word
    column += blanks + width
    isStart = false
  }

  /// Whether a text fits behind what the line holds, with a blank before it.
  func hasRoom(for text: String) -> Bool { column + 1 + text.utf8.count <= limit }

  /// Adds what belongs to the word before it, such as a comma.
  mutating func append(closing mark: String) {
    text += mark
    column += mark.utf8.count
  }

  /// Puts in text as encoded words, as many as the lines need.
  mutating func append(encoding content: String, blanks: Int = 1) {
    var rest = EncodedWords(content)
    var blanks = blanks
    while !rest.isEmpty {
      let room = min(EncodedWords.lengthLimit, limit - column - blanks)
      if room < 28, room < rest.remainingLength { breakLine() }
      append(rest.next(limit: min(EncodedWords.lengthLimit, limit - column - blanks)), blanks: blanks)
      blanks = 1
    }
  }

  private mutating func breakLine() {
    text += "\r\n"
    column = 0
  }
}
