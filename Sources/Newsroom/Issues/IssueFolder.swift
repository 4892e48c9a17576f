public import Composition
public import Diagnostics
import Editorial
public import Foundation
import Records

/// An issue on disk: `issue.yaml`, `message.html` and `message.txt` in a folder of their own.
///
/// Images that lie beside its articles are in `images/`.
///
/// An issue with conditions on the reader has two files more for each variant, named by the conditions
/// that hold: `message+member.html`.
///
/// `issue.yaml` keeps what was chosen and the content hash, so that an issue
/// that was touched after it was composed is noticed before it is sent.
public struct IssueFolder: Hashable, Sendable {
  /// The folder.
  public let folder: URL

  /// Takes a folder as an issue's.
  public init(_ folder: URL) { self.folder = folder }

  private var record: URL { folder.appending(path: "issue.yaml") }

  /// Whether there is an issue in it.
  public var exists: Bool { FileManager.default.fileExists(atPath: record.path) }

  /// The issue's name: `012-white-helmets`. Nothing but `issue.yaml` is read.
  public func name() throws -> String {
    let reader = Record(yaml: try Files.readText(record, limit: 1_000_000), file: Files.shownPath(record))
    guard let number = reader.int("number", in: 1...999_999, required: true),
      let slug = reader.string("slug", required: true)
    else {
      throw UnusableContent(Files.shownPath(record), findings: reader.finish())
    }
    return Issue.folderName(number: number, slug: slug)
  }

  /// What the issue was made of. Nothing but `issue.yaml` is read.
  public func sources() throws -> IssueSources {
    Self.sources(
      in: Record(yaml: try Files.readText(record, limit: 1_000_000), file: Files.shownPath(record)))
  }

  private static func sources(in reader: Record) -> IssueSources {
    IssueSources(
      template: reader.string("template") ?? "", articles: reader.strings("articles") ?? [],
      callToActionURL: reader.string("call-to-action-url"), imagesAddress: reader.string("images"))
  }

  /// Writes an issue; `issue.yaml` comes last, so that a folder with one is whole.
  ///
  /// - Throws: `FileProblem`.
  public func write(
    _ issue: ComposedIssue, from sources: IssueSources, images: IssueImages
  ) throws(FileProblem) {
    try Files.makeFolder(folder)
    removeVariants()
    try images.write(into: folder)
    for (index, variant) in issue.variants.enumerated() {
      let name = Self.name(ofVariant: index, issue.conditions)
      try Files.write(Array(variant.html.utf8), to: folder.appending(path: name + ".html"))
      try Files.write(Array(variant.text.utf8), to: folder.appending(path: name + ".txt"))
    }
    try Files.write(Array(yaml(of: issue, from: sources).utf8), to: record)
  }

  /// Reads an issue back.
  ///
  /// - Throws: `FileProblem`; `UnusableContent` for an `issue.yaml` that is not
  ///   one; `ChangedIssue` when the files are not what was composed.
  public func read() throws -> ComposedIssue {
    let file = Files.shownPath(record)
    let reader = Record(yaml: try Files.readText(record, limit: 1_000_000), file: file)
    let number = reader.int("number", in: 1...999_999, required: true)
    let slug = reader.string("slug", required: true)
    let title = reader.string("title", required: true)
    let subject = reader.string("subject", required: true)
    let preheader = reader.string("preheader") ?? ""
    let language = reader.string("language", required: true)
    _ = Self.sources(in: reader)
    let isAutomatic = reader.bool("automatic") ?? false
    let format = reader.choice("text-format", of: TextFormat.allCases.map(\.rawValue))
    let mark = reader.string("merge-mark", required: true)
    let fields = (reader.strings("merge-fields") ?? []).compactMap(MergeField.init(inner:))
    let conditions = reader.strings("conditions") ?? []
    let lines = [(subject, preheader)] + variantLines(in: reader)
    let hash = reader.string("content-hash", required: true)
    let areNames = conditions.allSatisfy { MergeField(name: $0, role: .begin) != nil }
    if !areNames || conditions.count > 4 || lines.count != 1 << conditions.count {
      reader.report("variants", "there is not a variant for each combination of conditions", at: "conditions")
    }
    let findings = reader.finish()
    guard findings.isEmpty, let number, let slug, let title, subject != nil, let language, let mark, let hash
    else {
      throw UnusableContent(file, findings: findings)
    }
    let tokens = MergeTokens(mark: mark, fields: fields)
    let variants = try lines.enumerated().map { index, line in
      let name = Self.name(ofVariant: index, conditions)
      return try IssueVariant(
        subject: line.0 ?? "", preheader: line.1,
        html: try Files.readText(folder.appending(path: name + ".html")),
        text: try Files.readText(folder.appending(path: name + ".txt")), tokens: tokens)
    }
    let issue = ComposedIssue(
      number: number, slug: slug, title: title, language: language, conditions: conditions,
      variants: variants, tokens: tokens,
      textFormat: format.flatMap(TextFormat.init(rawValue:)) ?? .fixed, isAutomatic: isAutomatic)
    guard issue.contentHash == hash else { throw ChangedIssue(folder: Files.shownPath(folder)) }
    return issue
  }

  /// The images that came with the articles: their files by the addresses that the letter has for them.
  public func images(of sources: IssueSources) -> [String: URL] {
    guard let address = sources.imagesAddress else { return [:] }
    let images = folder.appending(path: IssueImages.folderName, directoryHint: .isDirectory)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: images.path)) ?? []
    return Dictionary(uniqueKeysWithValues: names.map { (address + $0, images.appending(path: $0)) })
  }

  /// Takes away the variants of an issue that was composed here before.
  private func removeVariants() {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for name in names where name.hasPrefix("message+") && (name.hasSuffix(".html") || name.hasSuffix(".txt"))
    {
      try? FileManager.default.removeItem(at: folder.appending(path: name))
    }
  }

  /// `message` for those for whom no condition holds, else with the conditions that do: `message+member`.
  private static func name(ofVariant index: Int, _ conditions: [String]) -> String {
    let held = conditions.indices.filter { index >> $0 & 1 == 1 }
    return held.reduce("message") { $0 + "+" + conditions[$1].dropFirst("recipient.".count) }
  }

  /// Subject and preheader of the variants after the first one.
  private func variantLines(in reader: Record) -> [(String?, String)] {
    (reader.records("variants") ?? []).map { variant in
      _ = variant.strings("when")
      return (variant.string("subject", required: true), variant.string("preheader") ?? "")
    }
  }

  private func variantsYAML(of issue: ComposedIssue) -> [YAMLOutput.Entry] {
    guard !issue.conditions.isEmpty else { return [] }
    let variants = issue.variants.enumerated().dropFirst().map { index, variant in
      let held = issue.conditions.indices.filter { index >> $0 & 1 == 1 }.map { issue.conditions[$0] }
      return YAMLOutput.mapping([
        YAMLOutput.Entry("when", .list(held.map { .text($0) })),
        YAMLOutput.Entry("subject", .text(variant.subject)),
        YAMLOutput.Entry("preheader", .text(variant.preheader)),
      ])
    }
    return [
      YAMLOutput.Entry("conditions", .list(issue.conditions.map { .text($0) })),
      YAMLOutput.Entry("variants", .list(Array(variants))),
    ]
  }

  private func yaml(of issue: ComposedIssue, from sources: IssueSources) -> String {
    let fields = issue.tokens.fields.map { String($0.text.dropFirst(2).dropLast(2)) }
    let call = sources.callToActionURL.map { [YAMLOutput.Entry("call-to-action-url", .text($0))] } ?? []
    let images = sources.imagesAddress.map { [YAMLOutput.Entry("images", .text($0))] } ?? []
    let automatic = issue.isAutomatic ? [YAMLOutput.Entry("automatic", .flag(true))] : []
    return YAMLOutput.mapping(
      [
        YAMLOutput.Entry("number", .number(issue.number)),
        YAMLOutput.Entry("slug", .text(issue.slug)),
        YAMLOutput.Entry("title", .text(issue.title)),
        YAMLOutput.Entry("subject", .text(issue.subject)),
        YAMLOutput.Entry("preheader", .text(issue.preheader)),
        YAMLOutput.Entry("language", .text(issue.language)),
        YAMLOutput.Entry("template", .text(sources.template)),
        YAMLOutput.Entry("articles", .list(sources.articles.map { .text($0) })),
        YAMLOutput.Entry("merge-mark", .text(issue.tokens.mark)),
        YAMLOutput.Entry("merge-fields", .list(fields.map { .text($0) })),
        YAMLOutput.Entry("content-hash", .text(issue.contentHash)),
      ] + call + images + automatic + variantsYAML(of: issue)
        + (issue.textFormat == .fixed
          ? [] : [YAMLOutput.Entry("text-format", .text(issue.textFormat.rawValue))])
    ).yaml
  }
}

/// An issue whose files are not what was composed.
public struct ChangedIssue: ExplainedError, Hashable {
  /// Its folder.
  public let folder: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .refused, "\(folder.printable) was changed after it was composed",
      evidence: ["its content does not have the hash that issue.yaml gives"],
      try: ["broadsheet compose ARTICLE   to compose it again from what was changed"])
  }
}
