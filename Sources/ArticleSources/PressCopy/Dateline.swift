/// The beginning of a report that says where and when it was written: `SPRINGFIELD, 17 May 2024 (Wire) — …`.
///
/// It stays in the text, where readers expect it; its date is the article's.
struct Dateline {
  /// The day, where the dateline names one with its year.
  let date: String?

  init?(_ paragraph: String, language: String?) {
    let beginning = paragraph.prefix(90)
    guard
      let dash = [" — ", " – ", " -- ", " - ", ".- ", "— ", "– "].compactMap({ beginning.firstRange(of: $0) })
        .min(by: { $0.lowerBound < $1.lowerBound })
    else { return nil }
    let head = beginning[..<dash.lowerBound]
    let words = head.split { !$0.isLetter }
    // A place in capitals, or before an agency in brackets.
    guard let first = words.first, first.count > 2,
      first == Substring(first.uppercased()) || head.contains("("), words.count <= 12
    else {
      return nil
    }
    date = WrittenDate(String(head), language: language)?.text
  }
}
