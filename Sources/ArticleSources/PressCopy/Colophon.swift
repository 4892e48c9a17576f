import Diagnostics
import Editorial

/// The last lines of press copy: section, title, `By NAME`.
///
/// The byline is a line that begins with `By`, `Von`, `Par`, `Por`, `Di`, `Door` or `بقلم` and a name. The title is the line
/// before it; without a byline, the last line that does not end like a sentence.
/// The section is a short line before the title that does not end like one either.
struct Colophon {
  private(set) var title: String?
  private(set) var section: String?
  private(set) var byline: [Article.Author] = []
  /// How many lines belong to the body.
  private(set) var bodyEnd: Int

  init(_ lines: [CopyLine]) {
    bodyEnd = lines.count
    if let last = lines.last, let authors = Self.authors(in: last.text) {
      byline = authors
      bodyEnd -= 1
    }
    guard bodyEnd > 0, Self.isTitle(lines[bodyEnd - 1], hasByline: !byline.isEmpty) else { return }
    title = String(lines[bodyEnd - 1].text)
    bodyEnd -= 1
    guard bodyEnd > 0, Self.isSection(lines[bodyEnd - 1]) else { return }
    section = String(lines[bodyEnd - 1].text)
    bodyEnd -= 1
  }

  private static func authors(in line: Substring) -> [Article.Author]? {
    guard line.count <= 120, let space = line.firstIndex(where: \.isWhitespace),
      ["by", "von", "par", "por", "di", "door", "بقلم"].contains(line[..<space].lowercased())
    else { return nil }
    let rest = line[space...].trimmed
    let names = WrittenByline(String(line)).authors
    let areNames = names.allSatisfy { author in
      author.name.first?.isLetter == true && author.name.first?.isLowercase == false
        && author.name.split(separator: " ").count <= 6 && (author.name.last != "." || author.name.count < 40)
    }
    let isSentence = rest.last == "." && rest.split(separator: " ").count > 5
    return areNames && !names.isEmpty && !isSentence ? names : nil
  }

  private static func isTitle(_ line: CopyLine, hasByline: Bool) -> Bool {
    guard line.text.count <= 200 else { return false }
    return hasByline || !line.text.endsLikeSentence
  }

  private static func isSection(_ line: CopyLine) -> Bool {
    let words = line.text.split(separator: " ")
    return line.beginsParagraph && line.text.count <= 40 && words.count <= 5 && !line.text.endsLikeSentence
      && line.text.last != "?" && line.text.last != "!" && line.text.first?.isUppercase == true
      && !line.text.contains(":")
  }

  func findings(file: String, lines: [CopyLine]) -> [Finding] {
    let last = lines.last
    let place = Place(file: file, line: last?.number)
    func finding(_ id: String, _ severity: Finding.Severity, _ message: String, _ help: String) -> Finding {
      Finding(id, severity, message, at: place, sourceLine: last.map { String($0.text) }, help: [help])
    }
    guard title != nil else { return [finding("no-title", .error, .noTitle, .titleHelp)] }
    var findings: [Finding] = []
    if byline.isEmpty { findings.append(finding("no-byline", .warning, .noByline, .bylineHelp)) }
    if section == nil { findings.append(finding("no-section", .note, .noSection, .sectionHelp)) }
    return findings
  }
}

extension Substring {
  /// Whether it ends with a full stop, a colon or such, within or without quotation marks.
  fileprivate var endsLikeSentence: Bool {
    let end = last { !"”\"’')»".contains($0) }
    return end.map { ".:;,…".contains($0) } ?? false
  }
}

extension String {
  fileprivate static let noTitle = "no line looks like the title"
  fileprivate static let titleHelp = "the last lines should be the section, the title and 'By NAME'"
  fileprivate static let noByline = "the last line does not say 'By NAME'"
  fileprivate static let bylineHelp = "add 'byline: [NAME]' to the front matter"
  fileprivate static let noSection = "no line before the title looks like a section"
  fileprivate static let sectionHelp = "add 'section: …' to the front matter"
}
