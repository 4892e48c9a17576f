public import Diagnostics
import Foundation
import Records

/// `config/feeds.yaml`: the feeds of a project, and the rule by which a digest is made of what is new.
public struct FeedList: Sendable {
  /// A feed by a name of the project's own.
  public struct Feed: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Its address.
    public var url: String
    /// Only entries with this text in title, tags, section or byline.
    public var match: String?
    /// The section of its articles, whatever they say themselves.
    public var section: String?
    /// The most articles it may have in a digest.
    public var atMost: Int?
  }

  /// How a digest is made.
  public struct Rule: Hashable, Sendable {
    /// The template, of the kind digest.
    public var template = "digest"
    /// The most articles.
    public var count = 5
    /// Fewer than this make no digest, and stay new.
    public var atLeast = 3
    /// The most articles of one author.
    public var perAuthor: Int?
    /// The most articles of one feed.
    public var perFeed: Int?
    /// The sections in their order; others are left out.
    public var sections: [String] = []
    /// Only entries of so many days.
    public var days: Int?
    /// The subject; the leading article's title is the standard.
    public var subject: String?
  }

  /// The feeds, in the order of the file.
  public internal(set) var feeds: [Feed] = []
  /// How a digest is made.
  public internal(set) var rule = Rule()

  /// Reads the file of a project.
  ///
  /// - Throws: `UnusableContent`; `NoFeeds` where there is none.
  public init(_ project: Project) throws {
    guard FileManager.default.fileExists(atPath: project.feedsFile.path) else { throw NoFeeds() }
    try self.init(
      yaml: Files.readText(project.feedsFile, limit: 1_000_000), file: project.shown(project.feedsFile))
  }

  init(yaml: String, file: String) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    if let feeds = record.record("feeds") {
      self.feeds = feeds.keys.compactMap { name in feeds.record(name).flatMap { Self.feed(name, $0) } }
    }
    if let digest = record.record("digest") { rule = Self.rule(digest) }
    let findings = record.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
  }

  private static func feed(_ name: String, _ record: Record) -> Feed? {
    let url = record.string("url", required: true)
    let (match, section) = (record.string("match"), record.string("section"))
    let atMost = record.int("at-most", in: 1...100)
    guard let url else { return nil }
    if !["http://", "https://"].contains(where: url.lowercased().hasPrefix) {
      record.report("feed-url", .noAddress(url), at: "url")
    }
    return Feed(name: name, url: url, match: match, section: section, atMost: atMost)
  }

  private static func rule(_ record: Record) -> Rule {
    var rule = Rule()
    rule.template = record.string("template") ?? rule.template
    rule.count = record.int("count", in: 1...100) ?? rule.count
    rule.atLeast = record.int("at-least", in: 1...100) ?? rule.atLeast
    rule.perAuthor = record.int("per-author", in: 1...100)
    rule.perFeed = record.int("per-feed", in: 1...100)
    rule.sections = record.strings("sections") ?? []
    rule.days = record.int("days", in: 1...3650)
    rule.subject = record.string("subject")
    if rule.atLeast > rule.count { record.report("feed-rule", .impossible, at: "at-least") }
    return rule
  }

  /// Adds a feed to the file, which is made where there is none; what stands in it stays as it is.
  ///
  /// - Throws: `FeedNameTaken`; `UnusableContent`; `FileProblem`.
  public static func add(_ name: String, url: String, to project: Project) throws {
    let file = project.feedsFile
    let exists = FileManager.default.fileExists(atPath: file.path)
    if exists, try FeedList(project).feeds.contains(where: { $0.name == name }) {
      throw FeedNameTaken(name: name)
    }
    let entry = "  \(name): {url: \"\(url.replacing("\\", with: "%5C").replacing("\"", with: "%22"))\"}"
    var lines =
      exists
      ? try Files.readText(file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      : beginning
    if let index = lines.firstIndex(where: { $0.hasPrefix("feeds:") }) {
      lines[index] = "feeds:"
      // After the feeds that are there: before the next line that begins at the margin.
      let end = lines[(index + 1)...].firstIndex { !$0.isEmpty && $0.first != " " } ?? lines.endIndex
      let last = lines[(index + 1)..<end].lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? index
      lines.insert(entry, at: last + 1)
    } else {
      lines.insert(contentsOf: ["feeds:", entry], at: 0)
    }
    let text = lines.joined(separator: "\n")
    _ = try FeedList(yaml: text, file: project.shown(file))
    try Files.makeFolder(file.deletingLastPathComponent())
    try Files.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8), to: file)
  }

  private static let beginning = [
    "# The feeds that 'broadsheet feed run' looks at, by names of your own.", "#",
    "# match:   only entries with this text in title, tags, section or byline",
    "# section: the section of its articles, whatever they say themselves",
    "# at-most: how many of its articles a digest may have", "feeds:", "",
    "# How a digest is made of what is new: at most 'count' articles and at least",
    "# 'at-least', or nothing is made and they stay new.",
    "digest:", "  template: digest", "  count: 5", "  at-least: 3", "  per-author: 1", "  days: 14", "",
  ]
}

/// A name that another feed has.
public struct FeedNameTaken: ExplainedError, Hashable {
  let name: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .cannotCreate, "there is a feed named \(name.printable) already",
      try: ["broadsheet feed list", "another name with --name"],
      notDone: "nothing was changed")
  }
}

extension String {
  fileprivate static func noAddress(_ url: String) -> String {
    "'url' must begin with https:// or http://, not \(String(reflecting: String(url.prefix(100))))"
  }
  fileprivate static let impossible = "'at-least' is more than 'count'"
}

/// A project that follows no feed.
public struct NoFeeds: ExplainedError, Hashable {
  /// What is said about it.
  public var problem: Problem {
    Problem(
      .notFound, "no feed is followed: there is no config/feeds.yaml",
      try: ["broadsheet feed add https://…   the address of a feed, or of a page that names one"])
  }
}
