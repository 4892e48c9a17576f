public import Diagnostics

/// A mapping that is read key by key, and that remembers everything that is wrong with it.
///
/// Nothing is thrown: a reader asks for all the keys it knows, gets nil for
/// what is missing or wrong, and looks at `finish()` when it is done. A key that
/// nobody asked for is then unknown, and is named with the nearest known one;
/// so ask for every key there may be, also where its value is not used.
///
///     let record = Record(yaml: text, file: "config/theme.yaml")
///     let width = record.int("width", in: 320...900) ?? 600
///     let findings = record.finish()
public final class Record {
  /// Where the mapping begins.
  public let place: Place
  let collector: FindingCollector
  private let entries: [RecordValue.Entry]
  private let byKey: [String: Int]
  private var asked: [String] = []
  private var children: [Record] = []

  /// Reads YAML; a text that is not a YAML mapping gives a record without keys and its findings.
  public convenience init(yaml text: String, file: String, lineOffset: Int = 0) {
    let source = SourceText(text, file: file, lineOffset: lineOffset)
    var tree = YAMLTree(source)
    let root = tree.root()
    self.init(root: root, FindingCollector(source, tree.findings))
  }

  /// Reads JSON (RFC 8259) with the same strictness.
  public convenience init(json text: String, file: String) {
    let source = SourceText(text, file: file)
    var tree = JSONTree(source)
    let root = tree.root()
    self.init(root: root, FindingCollector(source, tree.findings))
  }

  private convenience init(root: RecordValue?, _ collector: FindingCollector) {
    let start = Place(file: collector.source.file, line: collector.source.lineOffset + 1, column: 1)
    switch root?.content {
    case .mapping(let entries):
      self.init(entries, at: root?.place ?? start, collector)
    case .list, .scalar:
      collector.report("wrong-type", .rootIsNoMapping, at: root?.place ?? start)
      self.init([], at: start, collector, isReadable: false)
    case .nothing, nil:
      self.init([], at: start, collector, isReadable: root != nil)
    }
  }

  init(
    _ entries: [RecordValue.Entry], at place: Place, _ collector: FindingCollector, isReadable: Bool = true
  ) {
    self.entries = entries
    self.place = place
    self.collector = collector
    self.isReadable = isReadable
    byKey = Dictionary(entries.enumerated().map { ($1.key, $0) }) { first, _ in first }
  }

  /// Whether the text could be read as a mapping at all; if not, missing keys are not reported.
  public let isReadable: Bool

  /// The keys in the order of the text, read or not.
  public var keys: [String] { entries.map(\.key) }

  /// The value of a key, whatever it is; nil when it is absent or empty.
  public func value(_ key: String) -> RecordValue? {
    if !asked.contains(key) { asked.append(key) }
    guard let index = byKey[key], entries[index].value.content != .nothing else { return nil }
    return entries[index].value
  }

  /// Where the value of a key begins; where the mapping begins when there is none.
  public func place(of key: String) -> Place {
    byKey[key].map { entries[$0].value.place } ?? place
  }

  /// Where a key begins; where the mapping begins when there is none.
  public func place(ofKey key: String) -> Place {
    byKey[key].map { entries[$0].place } ?? place
  }

  /// Adds a finding of the reader's own about the value of a key.
  public func report(
    _ id: String, _ message: String, at key: String, severity: Finding.Severity = .error,
    help: [String] = []
  ) {
    collector.report(id, message, at: place(of: key), severity: severity, help: help)
  }

  /// Adds a finding of the reader's own about a value of this record.
  public func report(
    _ id: String, _ message: String, at place: Place, severity: Finding.Severity = .error,
    help: [String] = []
  ) {
    collector.report(id, message, at: place, severity: severity, help: help)
  }

  /// Reports that a key is missing, unless the text could not be read anyhow.
  public func reportMissing(_ key: String, help: [String] = []) {
    guard isReadable else { return }
    collector.report("missing-key", .missing(key), at: place, help: help)
  }

  /// Reads a mapping that stands in a value; findings about it go with those of this record.
  public func record(from value: RecordValue) -> Record? {
    guard case .mapping(let entries) = value.content else { return nil }
    let child = Record(entries, at: value.place, collector)
    children.append(child)
    return child
  }

  /// Everything that was found in the whole text, in the order of the text, with unknown keys.
  ///
  /// Call it on the outermost record, once, after everything has been read.
  public func finish() -> [Finding] {
    reportUnknownKeys()
    return collector.findings.enumerated().sorted { a, b in
      let (x, y) = (a.element.place, b.element.place)
      return (x?.line ?? 0, x?.column ?? 0, a.offset) < (y?.line ?? 0, y?.column ?? 0, b.offset)
    }.map(\.element)
  }

  private func reportUnknownKeys() {
    for entry in entries where !asked.contains(entry.key) {
      let help =
        didYouMean(entry.key, in: asked.filter { byKey[$0] == nil }) ?? didYouMean(entry.key, in: asked)
      collector.report("unknown-key", .unknown(entry.key), at: entry.place, help: help.map { [$0] } ?? [])
    }
    for child in children { child.reportUnknownKeys() }
  }
}

/// Where the records of one text put what they find.
final class FindingCollector {
  let source: SourceText
  var findings: [Finding]

  init(_ source: SourceText, _ findings: [Finding]) {
    self.source = source
    self.findings = findings
  }

  func report(
    _ id: String, _ message: String, at place: Place, severity: Finding.Severity = .error,
    help: [String] = []
  ) {
    findings.append(source.finding(id, message, at: place, severity: severity, help: help))
  }
}

extension String {
  fileprivate static let rootIsNoMapping = "this must be keys with values ('title: …')"
  fileprivate static func missing(_ key: String) -> String { "'\(key)' is missing" }
  fileprivate static func unknown(_ key: String) -> String { "unknown key '\(key)'" }
}
