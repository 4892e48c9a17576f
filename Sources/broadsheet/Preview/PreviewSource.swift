public import ArgumentParser
import Composition
import Diagnostics
import Foundation
import InternetMessage
public import Newsroom
import Pictures
import Preflight
import TerminalPreview

/// What a preview is of: an issue, an article, or a message that is finished already.
struct PreviewSource {
  private enum Kind {
    case message([UInt8])
    case issue(ComposedIssue, Workspace, Origin)
  }

  /// Where an issue comes from, which its checks look at.
  private enum Origin {
    case folder(IssueFolder)
    case article([UInt8], file: String)
  }

  private let kind: Kind
  /// What it is called.
  let name: String
  /// The files that a person edits to change it.
  let sources: [String]
  /// The files and folders that it depends on.
  let watched: [String]
  /// The folder of the issue.
  private let folder: URL?
  /// Images that will lie on the web, by their addresses there, and where they are now.
  private let unpublished: [String: URL]

  /// Finds what was asked for; the newest issue where nothing was.
  init(_ subject: String?) throws {
    if let subject, subject == "-" || subject.hasSuffix(".eml") {
      kind = .message(try Self.mail(subject))
      name = subject.printable
      sources = subject == "-" ? [] : [subject]
      watched = sources
      folder = nil
      unpublished = [:]
      return
    }
    let workspace = try WorkingFolder.workspace()
    let project = workspace.project
    let shared = [project.recipients, project.folder.appending(path: "config")]
    if let subject, [".md", ".json", ".txt", ".markdown"].contains(where: subject.hasSuffix) {
      let octets = try SourceFile.read(subject)
      let result = try ComposeIssue(workspace: workspace).draft(octets, file: subject)
      for finding in result.findings { StandardError.write(finding.text) }
      kind = .issue(result.issue, workspace, .article(octets, file: subject))
      name = subject.printable
      unpublished = result.images.places
      sources = [subject]
      watched = [subject] + (shared + [project.templates]).map(\.path)
      folder = nil
      return
    }
    let issue = try IssueDirectory(project).find(subject, from: WorkingFolder.url)
    kind = .issue(try issue.read(), workspace, .folder(issue))
    name = project.shown(issue.folder).printable
    let made = try issue.sources()
    unpublished = issue.images(of: made)
    sources = made.articles.map { project.folder.appending(path: $0).path }
    watched = (shared + [issue.folder]).map(\.path)
    folder = issue.folder
  }

  /// Reads a mail, and refuses what has no field of one: a single field will do, so the beginning is enough.
  private static func mail(_ subject: String) throws -> [UInt8] {
    let octets = try SourceFile.read(subject)
    if ParsedMessage(Array(octets.prefix(1 << 13))).isMail { return octets }
    let name = SourceFile.shownName(subject)
    var problem =
      octets.isEmpty ? Problem(.badData, "\(name.printable) is empty") : NoMail(path: name).problem
    problem.suggestions = ["broadsheet preview   to see the newest issue"]
    problem.notDone = nil
    throw ProblemError(problem)
  }

  /// Where images lie that the letter names by a path.
  private var imageFolders: [URL] {
    (folder.map { [$0] } ?? []) + sources.map { URL(filePath: $0).deletingLastPathComponent() }
  }

  /// Whether it is an issue or an article, not a message alone.
  var isIssue: Bool { if case .issue = kind { true } else { false } }

  /// The files beside the letter that its images may be in.
  func imageFiles(of preview: MessagePreview) -> [String] {
    let sources = preview.images.map(\.source)
    return imageFolders.flatMap { LocalPictures.files(sources, in: $0) }
      + sources.compactMap { unpublished[$0]?.path }
  }

  /// The images that need no server: those the message brings along, and those beside its files.
  func pictures(of preview: MessagePreview) -> [String: PictureFile] {
    let embedded = preview.embeddedPictures()
    let wanted = preview.images.map(\.source).filter { embedded[$0] == nil }
    if wanted.isEmpty { return embedded }
    var pictures = embedded.merging(LocalPictures.find(wanted, in: imageFolders)) { embedded, _ in embedded }
    for source in wanted {
      guard let file = unpublished[source] else { continue }
      pictures[source] = (try? Files.read(file, limit: PictureFile.octetLimit)).flatMap { PictureFile($0) }
    }
    return pictures
  }

  /// The finished message of one reader, and a line that says of what and for whom.
  func message(
    as choice: ReaderChoice, list: String?, marks: Bool
  ) throws -> (octets: [UInt8], heading: String, reader: ChosenReader?) {
    switch kind {
    case .message(let octets): return (octets, name, nil)
    case .issue(let issue, let workspace, _):
      let message = try PreviewIssue(issue, workspace: workspace, marksValues: marks)
        .message(as: choice, list: list)
      return (message.octets, "\(name)   as \(message.heading)", message.chosen)
    }
  }

  /// The finished message of the reader behind another one; the first where that was the last.
  func message(
    behind reader: ChosenReader, marks: Bool
  ) throws -> (octets: [UInt8], heading: String, reader: ChosenReader)? {
    guard case .issue(let issue, let workspace, _) = kind else { return nil }
    let preview = PreviewIssue(issue, workspace: workspace, marksValues: marks)
    let message =
      try preview.readers(after: reader, limit: 1).first.map { try preview.message(for: $0) }
      ?? preview.message(as: .first, list: reader.list)
    return (message.octets, "\(name)   as \(message.heading)", message.chosen)
  }
}

extension PreviewSource {
  /// What the checks find: in the issue with its article, or in a message alone.
  func checks(list: String?) throws -> MessageChecks {
    switch kind {
    case .message(let octets):
      let run = try CheckMessage.run(octets, preheader: MessagePreview(octets).preheader)
      return MessageChecks(run.findings, isOfMessageAlone: true)
    case .issue(_, let workspace, let origin):
      let selection = CheckRun.Selection(severities: try CheckSettings(workspace).severities())
      let input = try Self.input(origin, in: workspace, list: list)
      return MessageChecks(CheckRun(input, selection: selection).findings)
    }
  }

  private static func input(_ origin: Origin, in workspace: Workspace, list: String?) throws -> CheckInput {
    let checking = CheckIssue(workspace: workspace, ledger: nil, date: Date())
    switch origin {
    case .folder(let folder): return try checking.input(for: folder, list: list, counting: nil)
    case .article(let octets, let file):
      return try checking.input(forArticle: file, octets: octets, list: list, counting: nil)
    }
  }
}

extension ReaderChoice: ExpressibleByArgument {
  /// Reads what stands behind `--as`; `random` alone is anybody.
  public init?(argument: String) {
    self.init(argument, seed: UInt64.random(in: 0...999_999))
  }

  /// Reads it, or says what can stand there.
  static func typed(_ text: String) throws -> ReaderChoice {
    if let choice = ReaderChoice(argument: text) { return choice }
    throw ValidationError("an address of the list, row:N, longest, emptiest, random or random:SEED")
  }
}
