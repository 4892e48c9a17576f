import Diagnostics
import Editorial

/// The words that an inbox shows beside the subject, where the editor gave none.
///
/// A story's are its dek, a digest's the titles of its other articles. Inboxes
/// show about 40 to 130 characters: what is shorter goes on with the first
/// words of the text, what is longer ends at a blank.
struct Preheader {
  /// How many characters it should have.
  static let lengths = 40...130

  let text: String

  /// Writes it down with a token for each merge field; tokens begin with the mark.
  init(_ issue: Issue, mark: String = "", token: (MergeField) -> String = \.text) {
    let titles = issue.articles.dropFirst().map(\.title)
    let lead = issue.articles.first
    var parts = titles.isEmpty ? [lead?.dek ?? ""] : [titles.joined(separator: " · ")]
    if parts[0].count < Self.lengths.lowerBound {
      parts.append(titles.isEmpty ? "" : lead?.dek ?? "")
      parts.append(lead?.body.opening(upTo: Self.lengths.upperBound, mark: mark, token: token) ?? "")
    }
    text = parts.filter { !$0.isEmpty }.reduce(into: "") { text, part in
      let isSentence = text.last.map { ".!?…؟。".contains($0) } ?? true
      text += (text.isEmpty ? "" : isSentence ? " " : " · ") + part
    }.shortened(to: Self.lengths.upperBound, mark: mark)
  }

  /// What is to be said about the length of one that the editor gave.
  static func findings(about text: String) -> [Finding] {
    lengths.contains(text.count) || text.isEmpty ? [] : [.preheaderLength(text.count)]
  }
}

extension String {
  /// The text, or its beginning up to a blank and an ellipsis; a word that begins with the mark is not cut.
  func shortened(to limit: Int, mark: String) -> String {
    guard count > limit else { return self }
    let cut = prefix(limit - 1)
    var end = cut.lastIndex(of: " ") ?? cut.endIndex
    if !mark.isEmpty, let token = ranges(of: mark).last(where: { $0.lowerBound < end })?.lowerBound,
      self[token...].prefix(while: { $0.isASCII && ($0.isLetter || $0.isNumber) }).endIndex > end
    {
      end = token
    }
    return String(cut[..<end].trimmingSuffix(" ,;:·")) + "…"
  }
}

extension Substring {
  fileprivate func trimmingSuffix(_ characters: String) -> Substring {
    var rest = self
    while let last = rest.last, characters.contains(last) { rest.removeLast() }
    return rest
  }
}

extension [Block] {
  /// The first words of the text that are the same for all readers: a salutation is passed over.
  ///
  /// Where all paragraphs have merge fields it is the first one, with a token for each.
  func opening(upTo limit: Int, mark: String, token: (MergeField) -> String) -> String {
    let paragraphs = compactMap { block -> [Inline]? in
      if case .paragraph(let inlines) = block { inlines } else { nil }
    }
    let opening = paragraphs.first { !$0.contains(where: \.hasMergeField) } ?? paragraphs.first ?? []
    return opening.plainText(token).split(whereSeparator: \.isNewline).joined(separator: " ")
      .shortened(to: limit, mark: mark)
  }
}

extension Inline {
  fileprivate var hasMergeField: Bool {
    switch self {
    case .mergeField: true
    case .emphasis(let parts), .strong(let parts), .strikethrough(let parts), .link(let parts, _, _):
      parts.contains(where: \.hasMergeField)
    case .text, .code, .image, .lineBreak: false
    }
  }
}

extension Finding {
  fileprivate static func preheaderLength(_ count: Int) -> Finding {
    let range = Preheader.lengths
    return Finding(
      "preheader-length", .warning,
      "the preheader has \(count) characters; inboxes show \(range.lowerBound) to \(range.upperBound) of them",
      help: [
        count < range.lowerBound
          ? "say in a few more words what the issue is about" : "put what matters into the first 40"
      ])
  }
}
