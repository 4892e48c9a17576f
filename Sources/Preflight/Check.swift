public import Diagnostics

/// What a check looks at.
public enum CheckGroup: String, Hashable, Sendable, CaseIterable {
  case headers, unsubscribe, text, links, images, accessibility, contrast, size, inbox, merge, clients, words
  case placeholders, action, list, authentication

  /// The group as a person reads it.
  public var title: String {
    switch self {
    case .text: "text part"
    case .action: "call to action"
    default: rawValue
    }
  }
}

/// One thing that is looked at before an issue is sent.
///
/// Each lies in a file of its own in `Checks/`, with examples of what it
/// accepts and what it reports: they are its tests and its documentation.
public struct Check: Sendable {
  /// What it is called, in kebab-case; findings have the same name.
  public let id: String
  /// What it looks at.
  public let group: CheckGroup
  /// How bad a finding is, unless the configuration says otherwise.
  public let severity: Finding.Severity
  /// What it wants, in a sentence.
  public let summary: String
  /// Why it matters, and to whom.
  public let reason: String
  /// What it says nothing about.
  public let accepted: [CheckExample]
  /// What it reports, with the place marked.
  public let reported: [CheckExample]
  let examine: @Sendable (CheckInput) -> [Report]

  /// What it has to say.
  public func reports(on input: CheckInput) -> [Report] { examine(input) }
}

/// What a check has to say about one place.
public struct Report: Hashable, Sendable {
  /// What is wrong.
  public var message: String
  /// The text that is wrong, to be looked for in the article and the template.
  public var evidence: String?
  /// What to change.
  public var help: [String]
  /// What the evidence becomes, where that is mechanical.
  public var replacement: String?

  /// Describes what is wrong.
  public init(_ message: String, at evidence: String? = nil, help: [String] = [], replacement: String? = nil)
  {
    self.message = message
    self.evidence = evidence
    self.help = help
    self.replacement = replacement
  }

  /// Describes what is wrong, and what to do about it.
  init(_ message: String, at evidence: String? = nil, _ help: String) {
    self.init(message, at: evidence, help: [help])
  }
}

/// An input that shows what a check is about.
public struct CheckExample: Sendable {
  /// How the documentation shows it, `↓` before the place that is reported.
  public let text: String
  private let change: @Sendable (inout CheckInput, String) -> Void

  /// The input, made when it is asked for: a run of the checks needs no example.
  public var input: CheckInput {
    var input = CheckInput.sound
    change(&input, text.replacing("↓", with: ""))
    return input
  }
  /// Whether the place is marked.
  public var isMarked: Bool { text.contains("↓") }

  init(_ text: String, _ change: @escaping @Sendable (inout CheckInput, String) -> Void) {
    self.text = text
    self.change = change
  }
}

extension CheckExample {
  /// Something in the HTML part.
  static func html(_ text: String) -> Self {
    Self(text) { input, plain in
      input.html = CheckInput.sound.html.replacing("<!-- more -->", with: plain)
      input.sources = [CheckSource(file: "example", text: plain)]
    }
  }
  /// The whole HTML part.
  static func page(_ text: String) -> Self {
    Self(text) { input, plain in
      input.html = plain
      input.sources = [CheckSource(file: "example", text: plain)]
    }
  }
  /// Something in the text part.
  static func plain(_ text: String) -> Self {
    Self(text) { input, plain in
      input.text = CheckInput.sound.text.replacing("<more>", with: plain)
      input.sources = [CheckSource(file: "example", text: plain)]
    }
  }
  /// The subject.
  static func subject(_ text: String) -> Self {
    Self(text) { input, plain in
      input.subject = plain
      input.sources = [CheckSource(file: "example", text: plain)]
    }
  }
  /// The line beside the subject.
  static func preheader(_ text: String) -> Self {
    Self(text) { input, plain in
      input.preheader = plain
      input.sources = [CheckSource(file: "example", text: plain)]
    }
  }
  /// A field of the header; nothing behind the colon takes it out.
  static func header(_ text: String) -> Self {
    Self(text) { input, plain in
      let parts = plain.split(separator: ":", maxSplits: 1).map(String.init)
      let name = parts[0]
      let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : ""
      input.headers.removeAll { $0.name.lowercased() == name.lowercased() }
      if !value.isEmpty { input.headers.append(HeaderLine(name, value)) }
    }
  }
  /// Two fields of a name.
  static func repeatedHeader(_ text: String) -> Self {
    Self(text) { input, plain in
      for line in plain.split(separator: "\n") {
        let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
        input.headers.append(HeaderLine(parts[0], String((parts.last ?? "").drop { $0 == " " })))
      }
    }
  }
  /// Anything else, described in words.
  static func that(_ text: String, _ change: @escaping @Sendable (inout CheckInput) -> Void) -> Self {
    Self(text) { input, _ in change(&input) }
  }
  /// What was found out about one record of the DNS.
  static func record(_ subject: CheckedRecord.Subject, _ state: CheckedRecord.State, _ words: String) -> Self
  {
    .that(words) { $0.records = [CheckedRecord(subject, state, words)] }
  }
  /// A run without `--online`.
  static var notAsked: Self { .that("the DNS was not asked") { $0.records = [] } }
}

extension Check {
  /// Puts a check together in the order in which a person reads it.
  init(
    _ id: String, _ group: CheckGroup, _ severity: Finding.Severity, wants summary: String,
    because reason: String, accepts accepted: [CheckExample], reports reported: [CheckExample],
    _ examine: @escaping @Sendable (CheckInput) -> [Report]
  ) {
    self.id = id
    self.group = group
    self.severity = severity
    self.summary = summary
    self.reason = reason
    self.accepted = accepted
    self.reported = reported
    self.examine = examine
  }
}
