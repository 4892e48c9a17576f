import ArgumentParser
import Composition
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet feed add|list|run`
struct FeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed", abstract: "Follows feeds, and makes a digest of what is new in them.",
    discussion: """
      The feeds and the rule of the digest are in config/feeds.yaml. A line of cron
      that runs 'broadsheet feed run --send --list NAME --confirm 1..5000' makes a
      newsletter; without --send, run stops with the composed issue.
      """,
    subcommands: [Add.self, List.self, RunCommand.self])
}

extension FeedCommand {
  /// `broadsheet feed add URL`
  struct Add: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "add",
      abstract: "Adds a feed to config/feeds.yaml: its own address, or that of a page that names it.")

    @Argument(help: "The address.")
    var url: String

    @Option(help: "A name for it; the host's is the standard.")
    var name: String?

    @OptionGroup var web: WebOptions

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if !url.isWebAddress {
        throw ValidationError("a feed has an address that begins with https:// or http://")
      }
      if let name, !Self.isName(name) { throw ValidationError("--name takes letters, digits and hyphens") }
    }

    private static func isName(_ name: String) -> Bool {
      !name.isEmpty && name.count <= 60 && name.first != "-"
        && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
    }

    func run() throws {
      let project = try Project.find(from: options.start)
      let feed = try RunFeeds.address(at: url, fetch: web.fetch)
      let name = name ?? Self.name(of: feed.url)
      try FeedList.add(name, url: feed.url, to: project)
      let title = feed.title.map { " (\($0.printable))" } ?? ""
      StandardOutput.write("added \(name): \(feed.url.printable)\(title), \(feed.count) entries")
    }

    private static func name(of url: String) -> String {
      let host = url.split(separator: "/").dropFirst().first ?? "feed"
      let bare = (host.hasPrefix("www.") ? host.dropFirst(4) : host).prefix { $0 != ":" }
      let name = String(bare.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
      return isName(name) ? name : "feed"
    }
  }

  /// `broadsheet feed list`
  struct List: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Shows the feeds, and how many of their entries were taken.")

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    private struct Row: Encodable {
      let name: String
      let url: String
      let match: String?
      let section: String?
      let taken: Int
    }

    private struct Result: Encodable {
      let v = 1
      let feeds: [Row]
    }

    func run() throws {
      let project = try Project.find(from: options.start)
      let memory = LedgerMemory(project)
      let rows = try FeedList(project).feeds.map { feed in
        Row(
          name: feed.name, url: feed.url, match: feed.match, section: feed.section,
          taken: try memory.knownEntries(of: feed.url).count)
      }
      if json { return try StandardOutput.write(json: Result(feeds: rows)) }
      let width = rows.map(\.name.columns).max() ?? 0
      for row in rows {
        let name = row.name.printable.leftAligned(in: width)
        StandardOutput.write("\(name)  \(row.taken) taken  \(row.url.printable)")
      }
    }
  }

  /// `broadsheet feed run`
  struct RunCommand: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "run", abstract: "Makes a digest of what is new, by the rule in config/feeds.yaml.",
      discussion: """
        The articles are written into articles/, the issue into issues/. What was
        seen is remembered, so that the next run takes what is new then. It stops
        before anything is sent, unless --send says otherwise.
        """)

    @Flag(name: [.customShort("n"), .long], help: "Say what would be taken, and write nothing.")
    var dryRun = false

    @Flag(help: "Send the issue to --list at once.")
    var send = false

    @Option(help: "The list to send to: recipients/NAME.csv.")
    var list: String?

    @Option(help: "The number of people you expect on the list, N or N..M.")
    var confirm: String?

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var web: WebOptions

    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if send, list == nil { throw ValidationError("--send needs --list NAME") }
      if !send, list != nil || confirm != nil { throw ValidationError("--list and --confirm go with --send") }
      if send, dryRun || json { throw ValidationError("--send goes with neither --dry-run nor --json") }
    }

    func run() throws {
      let workspace = try options.workspace()
      let feeds = try FeedList(workspace.project)
      let since = feeds.rule.days.flatMap { SinceDay("\($0)d", now: Date())?.text }
      let result = try RunFeeds(
        workspace: workspace, memory: LedgerMemory(workspace.project), fetch: web.fetch
      )
      .run(feeds, since: since, isDry: dryRun)
      for finding in result.findings + (result.composed?.findings ?? []) { StandardError.write(finding.text) }
      if json { try StandardOutput.write(json: FeedRunReport(result)) } else { show(result, feeds) }
      if send, let composed = result.composed { try sendIssue(composed.folder) }
      if result.failedFeeds > 0, result.failedFeeds == feeds.feeds.count {
        throw ExitCode(Problem.Kind.temporary.rawValue)
      }
    }

    private func show(_ result: RunFeeds.Result, _ feeds: FeedList) {
      if result.articles.isEmpty {
        let why = [
          result.newCount > 0
            ? "\(result.newCount) new, and the rule takes none or wants \(feeds.rule.atLeast)" : nil,
          result.leftOutCount > 0
            ? "\(result.leftOutCount) left out as older than \(days(feeds.rule)) or without a match" : nil,
        ].compactMap(\.self).joined(separator: "; ")
        return StandardOutput.write(
          "nothing for a digest in \(counted(feeds.feeds.count, "feed", "feeds"))"
            + (why.isEmpty ? "" : ": \(why)"))
      }
      for article in result.articles {
        let file = article.file.isEmpty ? "" : "  \(article.file)"
        StandardOutput.write("\(article.feed.printable)  \(article.imported.title.printable)\(file)")
      }
      guard let composed = result.composed else {
        return StandardOutput.write("nothing was written (--dry-run)")
      }
      StandardOutput.write(
        "Issue \(composed.issue.number)  \(composed.issue.shownSubject.printable)\n  \(composed.folder)")
      if !send { StandardOutput.write("Next  broadsheet preview, then broadsheet send --list NAME") }
    }

    private func days(_ rule: FeedList.Rule) -> String {
      rule.days.map { counted($0, "day", "days") } ?? "wanted"
    }

    private func sendIssue(_ folder: String) throws {
      var arguments = [folder, "--list", list ?? "", "--progress", "lines"]
      if let confirm { arguments += ["--confirm", confirm] }
      try Send.parse(arguments).run()
    }
  }
}

/// The result of a run as JSON.
private struct FeedRunReport: Encodable {
  struct Article: Encodable {
    let title: String
    let feed: String
    let file: String?
    let url: String?
  }

  let v = 1
  let articles: [Article]
  let new, leftOut: Int
  let failedFeeds: Int
  let issue: String?
  let number: Int?
  let findings: [JSONFinding]

  init(_ result: RunFeeds.Result) {
    articles = result.articles.map {
      Article(
        title: $0.imported.title, feed: $0.feed, file: $0.file.isEmpty ? nil : $0.file, url: $0.imported.url)
    }
    (new, leftOut) = (result.newCount, result.leftOutCount)
    failedFeeds = result.failedFeeds
    issue = result.composed?.folder
    number = result.composed?.issue.number
    findings = (result.findings + (result.composed?.findings ?? [])).map(JSONFinding.init)
  }
}
