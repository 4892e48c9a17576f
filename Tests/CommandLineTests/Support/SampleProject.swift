import Foundation
import Testing

/// A newsletter project in a folder of its own that vanishes with it.
final class SampleProject {
  /// Where the project lies, and commands run.
  let folder: URL
  private let root: URL
  /// Variables that every command gets.
  var environment: [String: String] = [:]

  /// Copies the project that `broadsheet new` makes, with an article, a list and an account of our own.
  ///
  /// The name may have a blank in it.
  init(
    named name: String = "project", list: String = SampleProject.club, article: String = SampleProject.article
  )
    throws
  {
    root = FileManager.default.temporaryDirectory.appending(path: "broadsheet-\(UUID().uuidString)")
      .resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    folder = root.appending(path: name, directoryHint: .isDirectory)
    try FileManager.default.copyItem(at: Self.fresh.get(), to: folder)
    try write("config/broadsheet.yaml", Self.configuration())
    try write("recipients/club.csv", list)
    try write("articles/the-white-helmets.md", article)
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// What `broadsheet new` has made, once for all tests.
  private static let fresh = Result<URL, any Error> {
    let parent = FileManager.default.temporaryDirectory.appending(path: "broadsheet-fresh-\(getpid())")
    try? FileManager.default.removeItem(at: parent)
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    let run = try Binary.run(["new", "sample"], in: parent)
    guard run.status == 0 else { throw NotStarted(path: "broadsheet new", reason: run.errors) }
    atexit { try? FileManager.default.removeItem(at: SampleProject.freshParent) }
    return parent.appending(path: "sample")
  }

  private static var freshParent: URL {
    FileManager.default.temporaryDirectory.appending(path: "broadsheet-fresh-\(getpid())")
  }

  /// Writes a file of the project, and the folders above it.
  func write(_ path: String, _ text: String) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(at: folder.appending(path: path)) }

  func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: folder.appending(path: path).path)
  }

  /// Makes the sandbox the server of the account.
  func use(_ sandbox: SandboxProcess, _ more: String...) throws {
    try write("config/broadsheet.yaml", Self.configuration(port: sandbox.port, more))
  }

  /// Runs the program in the project's folder.
  func run(_ arguments: String..., input: String = "", limit: Duration = .seconds(60)) throws -> Run {
    try run(arguments, input: input, limit: limit)
  }

  /// Runs the program in the project's folder.
  func run(_ arguments: [String], input: String = "", limit: Duration = .seconds(60)) throws -> Run {
    let run = try Binary.run(arguments, in: folder, input: input, environment: environment, limit: limit)
    #expect(!run.wasTooSlow, "broadsheet \(arguments.joined(separator: " ")) takes longer than \(limit)")
    return run
  }

  /// Starts the program in the project's folder.
  func start(_ arguments: String...) throws -> Child {
    try Child(Binary.path, arguments, in: folder, environment: environment)
  }

  /// Composes the article, which has to work.
  func compose(_ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let run = try run(["compose", "articles/the-white-helmets.md"] + arguments)
    try #require(run.status == 0, "\(run.errors)", sourceLocation: sourceLocation)
  }

  /// A text with the folder called `PROJECT`.
  func shown(_ text: String) -> String {
    text.replacing(folder.path.hasSuffix("/") ? String(folder.path.dropLast()) : folder.path, with: "PROJECT")
  }

  /// The rows of the last report, by address.
  func states(_ arguments: String...) throws -> [String: String] {
    struct Report: Decodable {
      struct Row: Decodable {
        var to: String
        var state: String
      }
      var deliveries: [Row]
    }
    let run = try run(["report", "--json"] + arguments)
    try #require(run.status == 0, "\(run.errors)")
    let report = try JSONDecoder().decode(Report.self, from: Data(run.output))
    return Dictionary(report.deliveries.map { ($0.to, $0.state) }, uniquingKeysWith: { "\($0) and \($1)" })
  }
}

extension SampleProject {
  static let club = """
    email,name,status
    ada@example.org,Ada Winterbourne,subscribed
    zoe@example.net,Zoë Müller-Ångström,
    mei@example.com,王小美,subscribed
    dmitri@example.net,Дмитрий Орлов,unsubscribed
    reader@example.com,,subscribed

    """

  static let article = """
    ---
    title: The White Helmets
    byline: Ada Example
    section: Film
    dek: Forty minutes inside Aleppo
    callsToAction:
      - action: watch
        title: The White Helmets
        provider: netflix
        url: https://www.netflix.com/title/80101827
    ---

    Hello {{recipient.name|friend}},

    Three men leave *ordinary* trades to dig strangers out of the rubble.

    .This line begins with a dot.

    """

  static func configuration(
    host: String = "127.0.0.1", port: Int = 1, security: String = "none", _ more: [String] = []
  ) -> String {
    let account =
      ["host: \(host)", "port: \(port)", "security: \(security)", "ehlo-name: client.example"] + more
    return """
      publication:
        name: The Lantern
        from: The Lantern <letters@example.org>
        reply-to: editors@example.org
        postal-address: 12 Harbour Street, Springfield
        home-page: https://example.org/
        reason: You get this letter because you signed up for it.
      links:
        unsubscribe: https://example.org/unsubscribe?t={token}
      account: post
      accounts:
        post:

      """ + account.map { "    \($0)\n" }.joined()
  }

  /// A list of so many invented readers.
  static func readers(_ count: Int) -> String {
    "email,name\n" + (1...count).map { "reader\($0)@example.org,Reader \($0)\n" }.joined()
  }
}
