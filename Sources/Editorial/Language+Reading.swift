public import Diagnostics
import Records

extension Language {
  /// Reads the YAML of `config/languages/TAG.yaml`.
  ///
  /// - Throws: `UnusableContent` with everything that is wrong with it.
  public init(tag: String, yaml: String, file: String) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    self.tag = tag
    name = record.string("name", required: true) ?? tag
    actions = Self.actions(record.record("actions", required: true))
    asking = Asking(record.record("asking", required: true))
    let words = record.record("words", required: true)
    self.words = Self.words(words)
    quotation = record.pattern("quotation", placeholders: ["title"])
    conjunction = record.string("and", required: true)?.cleanedLine ?? ""
    date = record.pattern("date", placeholders: ["day", "month", "year"])
    months = record.strings("months", required: true)?.map(\.cleanedLine) ?? []
    if months.count != 12 { record.report("wrong-value", .months(months.count), at: "months") }
    let findings = record.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
  }

  private static func actions(_ record: Record?) -> [Action: ActionWords] {
    var actions: [Action: ActionWords] = [:]
    for action in Action.allCases {
      guard let entry = record?.record(action.rawValue, required: true) else { continue }
      let label = entry.string("label", required: true)
      let alone = entry.string("alone", required: true)?.cleanedLine
      let orders = entry.lowercased("orders", required: true)
      let requests = entry.lowercased("requests")
      guard let label, let alone else { continue }
      guard let pattern = LabelPattern(label) else {
        entry.report("label-pattern", .pattern(label), at: "label", help: [.patternHelp])
        continue
      }
      actions[action] = ActionWords(label: pattern, alone: alone, orders: Set(orders), requests: requests)
    }
    return actions
  }

  private static func words(_ record: Record?) -> [String: String] {
    var words: [String: String] = [:]
    for name in wordNames {
      switch name {
      case "byline": words[name] = record?.pattern(name, placeholders: ["names"])
      case "picture": words[name] = record?.pattern(name, placeholders: ["credit"])
      default: words[name] = record?.string(name, required: true)?.cleanedLine
      }
    }
    return words
  }
}

extension Language.Asking {
  fileprivate init(_ record: Record?) {
    before = Set(record?.lowercased("before", required: true) ?? [])
    after = Set(record?.lowercased("after", required: true) ?? [])
    linking = Set(record?.lowercased("linking", required: true) ?? [])
    small = Set(record?.lowercased("small", required: true) ?? [])
    hasCapitalTitles = record?.bool("capital-titles", required: true) ?? false
  }
}

extension Record {
  fileprivate func lowercased(_ key: String, required: Bool = false) -> [String] {
    (strings(key, required: required) ?? []).map { $0.cleanedLine.lowercased() }
  }

  /// A text with each of the placeholders in it once.
  fileprivate func pattern(_ key: String, placeholders: [String]) -> String {
    guard let text = string(key, required: true)?.cleanedLine else { return "" }
    let missing = placeholders.filter { text.ranges(of: "{\($0)}").count != 1 }
    if let placeholder = missing.first {
      report("wrong-value", .placeholder(key, placeholder), at: key)
    }
    return text
  }
}

extension String {
  fileprivate static let patternHelp = "write it as Watch[ {title}][ on {provider}]"
  fileprivate static func pattern(_ text: String) -> String {
    "\(String(reflecting: text)) is no pattern of a label: {title} and {provider} stand in brackets of their own"
  }
  fileprivate static func placeholder(_ key: String, _ placeholder: String) -> String {
    "'\(key)' needs {\(placeholder)} once"
  }
  fileprivate static func months(_ count: Int) -> String { "a year has twelve months, not \(count)" }
}
