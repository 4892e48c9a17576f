import ArticleSources
public import Diagnostics
import Editorial
import Foundation

/// Looks at the feeds of a project and makes a digest of what is new.
public struct RunFeeds {
  /// What a run gave.
  public struct Result: Sendable {
    /// The articles of the digest, with their files once they are written.
    public var articles: [(imported: Imported, feed: String, file: String)] = []
    /// How many entries were new.
    public var newCount = 0
    /// How many more were never taken, and are too old or do not match.
    public var leftOutCount = 0
    /// The issue; nil when there was too little for one, or it was only tried.
    public var composed: ComposeIssue.Result?
    /// What is to be said: feeds that could not be read, and what their entries gave.
    public var findings: [Finding] = []
    /// How many feeds could not be read.
    public var failedFeeds = 0
  }

  private let workspace: Workspace
  private let memory: any ImportMemory
  private let fetch: Fetch

  /// Runs in a workspace, with what an edge fetches and remembers.
  public init(workspace: Workspace, memory: any ImportMemory, fetch: @escaping Fetch) {
    (self.workspace, self.memory, self.fetch) = (workspace, memory, fetch)
  }

  /// Takes what is new, writes its articles, and composes the digest; nothing is sent.
  ///
  /// `today` is the day as `YYYY-MM-DD`. A dry run writes nothing and remembers nothing.
  public func run(_ list: FeedList, since: String?, isDry: Bool) throws -> Result {
    var result = Result()
    var candidates: [DigestSelection.Candidate] = []
    var seen: [(source: String, entries: [String])] = []
    for feed in list.feeds {
      do {
        let (read, new) = try entries(of: feed, since: since)
        seen.append((read.source, read.articles.map(\.id)))
        result.leftOutCount += read.articles.count - new.count
        candidates += new.map { DigestSelection.Candidate(feed: feed, imported: $0) }
        result.findings += read.findings
      } catch let error as any ExplainedError {
        result.failedFeeds += 1
        result.findings.append(.unread(feed, error.problem))
      }
    }
    result.newCount = candidates.count
    let chosen = DigestSelection(rule: list.rule).articles(among: candidates)
    result.findings += chosen.flatMap(\.imported.findings)
    guard chosen.count >= list.rule.atLeast else { return result }
    result.articles = chosen.map { ($0.imported, $0.feed.name, "") }
    guard !isDry else { return result }
    try write(chosen, rule: list.rule, into: &result)
    for (source, entries) in seen { try memory.remember(entries: entries, of: source) }
    return result
  }

  /// All entries that the feed has and that were not taken before; those of them that its filter lets through.
  private func entries(of feed: FeedList.Feed, since: String?) throws -> (ImportResult, [Imported]) {
    var choice = ImportArticle.Choice()
    choice.onlyNew = true
    let document = try fetch(feed.url)
    // Redirects change; what is remembered belongs to the address in the file.
    var named = document
    named.file = feed.url
    let all = try ImportArticle(start: workspace.project.folder, choice: choice, memory: memory)
      .articles(from: named, rememberedAs: feed.url)
    guard all.isCollection else { throw NoFeed(address: feed.url) }
    choice.match = feed.match
    choice.since = since
    var some = try ImportArticle(start: workspace.project.folder, choice: choice, memory: memory)
      .articles(from: named, rememberedAs: feed.url).articles
    if let section = feed.section { for index in some.indices { some[index].article.section = section } }
    return (all, some)
  }

  /// Composes first, so that what cannot be composed leaves nothing behind, and then writes the articles.
  private func write(
    _ chosen: [DigestSelection.Candidate], rule: FeedList.Rule, into result: inout Result
  ) throws {
    let folder = workspace.project.articles
    var taken: Set<String> = []
    let files = chosen.map { candidate in
      var name = candidate.imported.slug
      var number = 2
      while !taken.insert(name).inserted
        || FileManager.default.fileExists(atPath: folder.appending(path: name + ".md").path)
      {
        name = "\(candidate.imported.slug)-\(number)"
        number += 1
      }
      return folder.appending(path: name + ".md")
    }
    let sources = zip(files, chosen).map { file, candidate in
      ComposeIssue.Source(file: Files.shownPath(file), bytes: Array(candidate.imported.markdown.utf8))
    }
    var request = ComposeIssue.Request(
      template: chosen.count == 1 && rule.template == "digest" ? "story" : rule.template)
    request.subject = rule.subject
    request.isAutomatic = true
    let composed = try ComposeIssue(workspace: workspace).compose(sources, request)
    try Files.makeFolder(folder)
    for (index, source) in sources.enumerated() {
      try Files.write(source.bytes, to: files[index])
      result.articles[index].file = source.file
    }
    result.composed = composed
  }

  /// The address of the feed at an address: its own, or the first that a page names.
  ///
  /// - Throws: `NoFeed`.
  public static func address(at url: String, fetch: Fetch) throws -> (url: String, title: String?, count: Int)
  {
    let document = try fetch(url)
    if let feed = try read(document) { return (url, feed.title, feed.entries.count) }
    for candidate in PageFeeds.addresses(in: document.source) {
      if let feed = try read(fetch(candidate)) { return (candidate, feed.title, feed.entries.count) }
    }
    throw NoFeed(address: url)
  }

  private static func read(_ document: ImportDocument) throws -> ArticleCollection? {
    try importedCollection(from: document.source, lexicon: LexiconFiles(nil).lexicon(standard: nil))
  }
}

/// An address without a feed.
public struct NoFeed: ExplainedError, Hashable {
  /// The address.
  public let address: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .badData, "there is no feed at \(address.printable)",
      evidence: ["it is neither RSS, Atom nor JSON Feed, nor a page that names one"],
      notDone: "nothing was changed")
  }
}

extension Finding {
  fileprivate static func unread(_ feed: FeedList.Feed, _ problem: Problem) -> Finding {
    Finding(
      "feed-unread", .error,
      "the feed \(String(reflecting: feed.name)) could not be read: \(problem.summary)",
      help: problem.evidence + problem.suggestions)
  }
}
