import ArticleSources
public import Authentication
import Composition
import DKIM
public import Delivery
import Diagnostics
import Editorial
public import Foundation
import InternetMessage
public import MailingLists
public import Preflight
import Templating

/// Looks at an issue as it would be sent: its largest message, its article, its list.
public struct CheckIssue {
  private let workspace: Workspace
  private let ledger: (any DeliveryLedger)?
  private let date: Date
  /// What the DNS has; nothing where it was not asked.
  private let observations: [Observation]

  /// Checks in a workspace; the date decides what is over, observations say what the DNS has.
  public init(
    workspace: Workspace, ledger: (any DeliveryLedger)?, date: Date, observations: [Observation] = []
  ) {
    self.observations = observations
    self.workspace = workspace
    self.ledger = ledger
    self.date = date
  }

  /// What is looked at, of an issue in its folder.
  ///
  /// With a table the list is counted; without one only the largest message is made from it.
  public func input(
    for folder: IssueFolder, list: String?, counting table: (any MergeTable)?
  ) throws -> CheckInput {
    try input(for: folder.read(), from: folder.sources(), list: list, counting: table)
  }

  /// What is looked at, of an article that is composed in memory.
  public func input(
    forArticle file: String, octets: [UInt8], list: String?, counting table: (any MergeTable)?
  ) throws -> CheckInput {
    let draft = try ComposeIssue(workspace: workspace).draft(octets, file: file)
    let sources = IssueSources(template: "story", articles: [file])
    return try input(for: draft.issue, from: sources, list: list, counting: table)
  }

  private func input(
    for issue: ComposedIssue, from sources: IssueSources, list: String?, counting table: (any MergeTable)?
  ) throws -> CheckInput {
    let factory = try MessageFactory(
      issue: issue, list: list, configuration: workspace.configuration, keys: workspace.tokenKeys(),
      date: date,
      signer: nil)
    let reader = try largestReader(by: factory, list: list)
    let octets = try PreviewIssue(issue, workspace: workspace).message(for: reader).octets
    var input = CheckInput()
    input.take(octets, preheader: issue.shownPreheader)
    input.today = String(date.ISO8601Format().prefix(10))
    input.sender = try sender()
    input.records = observations.compactMap(CheckedRecord.init)
    input.colors = try workspace.theme().contrastPairs.map {
      ColorPair($0.name, text: $0.text, background: $0.background)
    }
    input.knowledge = try CheckSettings(workspace).knowledge()
    input.sources = self.sources(template: sources.template, articles: sources.articles)
    input.calls = try calls(in: sources)
    if let list, let table { input.list = try checked(list, of: issue, by: factory, table: table) }
    return input
  }

  private func sender() throws -> CheckedSender {
    let configuration = workspace.configuration
    let signing = Signing(workspace)
    return CheckedSender(
      fromDomain: configuration.messageIDDomain.text,
      returnPathDomain: try configuration.returnPathDomain().text,
      signingDomain: try signing.signer() == nil ? nil : signing.domain().text,
      offersOneClick: configuration.settings["links.one-click"]?.text != "false",
      postalAddress: configuration.publication.postalAddress, reason: configuration.publication.reason)
  }

  /// The reader whose HTML is the largest; anybody where there is no list.
  private func largestReader(by factory: MessageFactory, list: String?) throws -> ChosenReader {
    var largest: (size: Int, reader: Recipient)?
    if let list {
      try workspace.lists.file(ofList: list).forEachRow { row in
        guard case .recipient(let person) = row, person.isSubscribed else { return }
        let size = factory.htmlSize(for: person).octets
        if size > largest?.size ?? -1 { largest = (size, person) }
      }
    }
    let reader = try largest?.reader ?? Recipient(address: EmailAddress("reader@example.org"), row: 0)
    let fields = factory.faults(for: reader).map(\.field.name)
    return ChosenReader(recipient: reader.filled(fields), list: list)
  }

  private func sources(template: String, articles: [String]) -> [CheckSource] {
    let folder = workspace.project.templates.appending(path: template, directoryHint: .isDirectory)
    let parts = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
    let files =
      articles.map { (URL(filePath: $0, relativeTo: workspace.project.folder), true) }
      + parts.map { (folder.appending(path: $0), false) }
      + [(workspace.project.themeFile, false), (workspace.project.settingsFile, false)]
    return files.compactMap { url, isArticle in
      guard let text = try? Files.readText(url, limit: 10_000_000) else { return nil }
      return CheckSource(
        file: isArticle ? Files.shownPath(url) : workspace.project.shown(url), text: text,
        isArticle: isArticle)
    }
  }

  private func calls(in sources: IssueSources) throws -> [CheckedCall] {
    let lexicon = try workspace.lexicon()
    return sources.articles.enumerated().flatMap { index, file -> [CheckedCall] in
      let url = URL(filePath: file, relativeTo: workspace.project.folder)
      guard let octets = try? Files.read(url),
        var article = try? importedArticle(from: octets, file: file, lexicon: lexicon).article
      else { return [] }
      if index == 0, let url = sources.callToActionURL,
        let called = try? article.withCallToAction(at: url, lexicon: lexicon)
      {
        article = called
      }
      return article.callsToAction.map { call in
        CheckedCall(
          label: lexicon.label(of: call, in: lexicon.language(article.language)), url: call.url?.text,
          // A digest has one button, that of its first story.
          isPrimary: call.isPrimary && index == 0, expires: call.expires)
      }
    }
  }

  private func checked(
    _ list: String, of issue: ComposedIssue, by factory: MessageFactory, table: any MergeTable
  ) throws -> CheckedList {
    let suppressions = try SuppressedPeople(ledger, keys: try workspace.tokenKeys())
    let census = try ListCensus(of: list, in: workspace, suppressions: suppressions, table: table)
    var missing: [String: Int] = [:]
    try workspace.lists.file(ofList: list).forEachRow { row in
      guard case .recipient(let person) = row, person.isSubscribed else { return }
      for fault in factory.faults(for: person) { missing[fault.field.name, default: 0] += 1 }
    }
    let last = try ledger?.mailings().first { $0.plan.list == list && $0.plan.issue != issue.name }
    return CheckedList(
      name: list, file: try workspace.lists.file(ofList: list).path, people: census.people,
      peopleLastTime: last?.people,
      suppressed: census.suppressed.values.reduce(0, +), problems: census.problems, repeats: census.repeats,
      withoutConsent: census.withoutConsent, missingValues: missing)
  }
}

extension CheckedRecord {
  fileprivate init?(_ observation: Observation) {
    guard let subject = Subject(rawValue: observation.subject.rawValue),
      let state = State(rawValue: observation.state.rawValue)
    else { return nil }
    self.init(subject, state, "\(observation.name) \(observation.words)", help: observation.help)
  }
}

extension Recipient {
  /// The person with a value for each field that has none, so that a message can be made to look at.
  fileprivate func filled(_ fields: [String]) -> Recipient {
    var person = self
    for field in fields {
      let column = String(field.dropFirst("recipient.".count))
      if column == "name" { person.name = person.name ?? "Reader" }
      person.fields[column] = "Reader"
    }
    return person
  }
}
