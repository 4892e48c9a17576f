import Diagnostics
import Editorial
import Templating

/// The conditions on the reader that an issue depends on, in its articles, subject, preheader and template.
struct IssueConditions {
  /// Four conditions make 16 variants, and each variant is composed, looked at and kept.
  static let limit = 4

  /// The conditions in alphabetical order.
  let names: [String]

  /// Collects the conditions.
  ///
  /// - Throws: `UnusableContent` when there are too many, or two ends of one do not fit together.
  init(of issue: Issue, template: Template) throws(UnusableContent) {
    var names = template.conditions
    var faults: [ConditionFault] = []
    for text in [issue.subject, issue.preheader] {
      var conditions = ReaderConditions { _ in true }
      _ = conditions.text(text)
      conditions.finish()
      names.formUnion(conditions.names)
      faults += conditions.faults
    }
    for article in issue.articles {
      let conditions = article.resolved { _ in true }.conditions
      names.formUnion(conditions.names)
      faults += conditions.faults
    }
    guard faults.isEmpty else {
      throw UnusableContent("issue \(issue.number)", findings: faults.map(Finding.condition))
    }
    guard names.count <= Self.limit else {
      throw UnusableContent("issue \(issue.number)", findings: [.tooManyConditions(names.sorted())])
    }
    self.names = names.sorted()
  }

  /// Which conditions hold, for each variant; bit n of the index stands for the condition n.
  var combinations: [Set<String>] {
    (0..<(1 << names.count)).map { index in
      Set(names.indices.filter { index >> $0 & 1 == 1 }.map { names[$0] })
    }
  }

  /// The issue with what those readers get for whom just these conditions hold.
  func resolved(_ issue: Issue, where held: Set<String>) -> Issue {
    guard !names.isEmpty else { return issue }
    var resolved = issue
    var conditions = ReaderConditions(holds: held.contains)
    resolved.subject = conditions.text(issue.subject).cleanedLine
    resolved.preheader = conditions.text(issue.preheader).cleanedLine
    resolved.articles = issue.articles.map { $0.resolved(where: held.contains).article }
    return resolved
  }

  /// The conditions as a template asks for them: `{{#recipient.member}}`.
  func view(where held: Set<String>) -> ViewValue {
    let flags = names.map { ($0.dropFirst("recipient.".count), ViewValue.flag(held.contains($0))) }
    return .record(Dictionary(flags.map { (String($0.0), $0.1) }) { first, _ in first })
  }
}

extension Finding {
  /// What is wrong with the two ends of a condition.
  static func condition(_ fault: ConditionFault) -> Finding {
    let name = fault.name
    return switch fault.kind {
    case .neverEnds:
      Finding("condition", "{{#\(name)}} never ends", help: ["close it with {{/\(name)}}"])
    case .neverBegan:
      Finding("condition", "{{/\(name)}} ends what never began", help: ["begin it with {{#\(name)}}"])
    case .crosses(let inner):
      Finding(
        "condition", "{{/\(name)}} stands before the end of {{#\(inner)}}",
        help: ["write {{/\(inner)}} before it"])
    }
  }

  fileprivate static func tooManyConditions(_ names: [String]) -> Finding {
    Finding(
      "too-many-conditions",
      "\(names.count) conditions on the reader would make \(1 << names.count) variants of the issue; 16 are the limit",
      help: [
        "conditions: " + names.joined(separator: ", "),
        "at most \(IssueConditions.limit) can be used; a value with a fallback needs none",
      ])
  }
}
