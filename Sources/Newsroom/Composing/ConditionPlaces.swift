import Diagnostics
import Templating

/// Where the conditions of an issue are written in its articles.
struct ConditionPlaces {
  let sources: [ComposeIssue.Source]

  /// The error with the place of each condition that it is about: the first tag that is written like that.
  func placed(_ error: UnusableContent) -> UnusableContent {
    var error = error
    error.findings = error.findings.map { finding in
      guard finding.id == "condition", finding.place == nil,
        let start = finding.message.firstRange(of: "{{"), let end = finding.message.firstRange(of: "}}")
      else { return finding }
      return placed(finding, tag: String(finding.message[start.upperBound..<end.lowerBound]))
    }
    var seen: Set<Finding> = []
    error.findings.removeAll { !seen.insert($0).inserted }
    return error
  }

  private func placed(_ finding: Finding, tag: String) -> Finding {
    var finding = finding
    for source in sources {
      let text = MustacheText(
        source: String(decoding: source.bytes, as: UTF8.self), file: source.shownFile, escaping: .none)
      let isEnd = tag.hasPrefix("/")
      let tags = text.tags.filter { $0.name == tag.dropFirst() && (isEnd == ($0.kind == .close)) }
      // What never ends is the last one that begins; an end that does not fit is the first.
      guard let place = (isEnd ? tags.first : tags.last)?.place else { continue }
      finding.place = place
      finding.sourceLine = text.line(place.line)
      return finding
    }
    return finding
  }
}
