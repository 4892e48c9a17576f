import Foundation
import Testing

/// The gate before a send, as an editor sees it.
@Suite struct CheckCommandTests {
  private struct Output: Decodable {
    struct Row: Decodable {
      var id: String
      var severity: String
      var file: String?
      var line: Int?
      var column: Int?
    }
    var errors: Int
    var warnings: Int
    var fixable: Int
    var findings: [Row]
  }

  private func check(_ project: SampleProject, _ arguments: String...) throws -> Output {
    let run = try project.run(["check", "--json"] + arguments)
    #expect(run.status == 0 || run.status == 1, "\(run.errors)")
    return try JSONDecoder().decode(Output.self, from: Data(run.output))
  }

  @Test func `the sample project has nothing that stops it`() throws {
    let project = try SampleProject()
    let run = try project.run("check", "articles/white-helmets.md", "--list", "example")
    #expect(run.status == 0, "\(run.text)\(run.errors)")
    #expect(run.text.contains("0 errors"))
  }

  @Test func `an error names its place in the article, and the exit status is 1`() throws {
    let project = try SampleProject(
      article: SampleProject.article.replacing("Three men", with: "TK men and [one](http://example.org/x)"))
    try project.compose()
    let run = try project.run("check", "--list", "club")
    #expect(run.status == 1)
    #expect(
      run.text.contains(
        "articles/the-white-helmets.md:15:1: error: \"TK\" was to be filled in [placeholder-words]"),
      "\(run.text)")
    #expect(run.text.hasSuffix(": send refuses it\n"))
    let output = try check(project)
    let link = try #require(output.findings.first { $0.id == "link-http" })
    #expect(link.file == "articles/the-white-helmets.md" && link.line == 15 && link.column == 18)
  }

  @Test func `an address that compose was given is that of the button`() throws {
    let project = try SampleProject(
      article: SampleProject.article.replacing(/\n +url: https:\/\/www.netflix.com[^\n]*/, with: ""))
    try project.compose()
    #expect(try check(project).findings.contains { $0.id == "action-url" })
    let url = "https://www.netflix.com/title/1"
    let run = try project.run("compose", "articles/the-white-helmets.md", "--cta-url", url)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try !check(project).findings.contains { $0.id.hasPrefix("action-") })
  }

  @Test func `what is mechanical is fixed in the article`() throws {
    let project = try SampleProject(
      article: SampleProject.article.replacing(
        "Three men", with: "See [this](http://example.org/x), three men"))
    try project.compose()
    #expect(try check(project).fixable == 1)
    let run = try project.run("check", "--fix")
    #expect(run.text.contains("fixed 1 in articles/the-white-helmets.md"))
    #expect(try project.read("articles/the-white-helmets.md").contains("(https://example.org/x)"))
    try project.compose()
    #expect(try !check(project).findings.contains { $0.id == "link-http" })
  }

  @Test func `an article is fixed until nothing mechanical is left, an issue has to be composed again`()
    throws
  {
    let title = "title: \"Re:  A walk!!!  At noon\""
    let project = try SampleProject(article: SampleProject.article.replacing(/(?m)^title: .*$/, with: title))
    try project.compose()
    let issue = try project.run("check", "--fix")
    #expect(
      issue.text.contains(
        "fixed 1 in articles/the-white-helmets.md\nthe issue is as it was: compose it again\n"))
    #expect(issue.status == 1)
    try project.write(
      "articles/the-white-helmets.md", SampleProject.article.replacing(/(?m)^title: .*$/, with: title))
    let run = try project.run("check", "articles/the-white-helmets.md", "--fix")
    #expect(run.text.contains("fixed 3 in articles/the-white-helmets.md\n0 errors"), "\(run.text)")
    #expect(run.status == 0)
    #expect(try project.read("articles/the-white-helmets.md").contains("\ntitle: \"A walk! At noon\"\n"))
  }

  @Test func `checks are chosen, left out, turned off and made stricter`() throws {
    let project = try SampleProject(article: SampleProject.article.replacing("Three men", with: "TK men"))
    try project.compose()
    #expect(try check(project, "--only", "placeholder-words").findings.map(\.id) == ["placeholder-words"])
    #expect(try check(project, "--skip", "placeholder-words").errors == 0)
    try project.write("config/checks.yaml", "severities:\n  placeholder-words: warning\n")
    #expect(try project.run("check", "--only", "placeholder-words").status == 0)
    #expect(try project.run("check", "--only", "placeholder-words", "--strict").status == 1)
    try project.write("config/checks.yaml", "severities:\n  placeholder-words: off\n")
    #expect(try check(project).errors == 0)
    try project.write("config/checks.yaml", "severities:\n  placeholder-word: off\n")
    #expect(try project.run("check").status == 78)
    let unknown = try project.run("check", "--only", "link-htp")
    #expect(unknown.status == 64)
    #expect(unknown.errors.contains("did you mean 'link-http'?"))
  }

  @Test func `a check explains itself without a project`() throws {
    let run = try Binary.run(["check", "--explain", "link-http"], in: FileManager.default.temporaryDirectory)
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("# link-http\n\nlinks, warning: links are https.\n"))
    #expect(run.text.contains("    <a href=\"↓http://example.org/x\">x</a>"))
  }

  @Test func `SARIF is what code hosts read`() throws {
    let project = try SampleProject(article: SampleProject.article.replacing("Three men", with: "TK men"))
    try project.compose()
    let run = try project.run("check", "--format", "sarif")
    #expect(run.status == 1)
    let log = try #require(try JSONSerialization.jsonObject(with: Data(run.output)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let first = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(first["results"] as? [[String: Any]])
    let tk = try #require(results.first { $0["ruleId"] as? String == "placeholder-words" })
    #expect(tk["level"] as? String == "error")
    #expect("\(tk)".contains("articles/the-white-helmets.md"))
    let driver = try #require((first["tool"] as? [String: [String: Any]])?["driver"])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
      let prints = try #require(result["partialFingerprints"] as? [String: String])
      #expect(try #require(prints["primaryLocationLineHash"]).wholeMatch(of: /[0-9a-f]{16}:[0-9]+/) != nil)
      let location = try #require((result["locations"] as? [[String: Any]])?.first)
      let physical = try #require(location["physicalLocation"] as? [String: [String: Any]])
      #expect(try #require(physical["region"]?["startLine"] as? Int) > 0)
    }
    for rule in rules {
      for key in ["shortDescription", "fullDescription", "help"] {
        #expect((rule[key] as? [String: String])?["text"]?.isEmpty == false, "\(rule["id"] ?? "") \(key)")
      }
    }
  }

  @Test func `a list is looked at with the issue`() throws {
    let project = try SampleProject(list: "email,name\nada@example.org,Ada\nbo,Bo\nada@example.org,\n")
    try project.compose()
    let ids = try check(project, "--list", "club").findings.map(\.id)
    #expect(ids.contains("list-rows") && ids.contains("list-repeats"))
    #expect(try !check(project).findings.contains { $0.id.hasPrefix("list-") })
  }

  @Test func `send refuses an issue with an error, unless that check is forced by name`() throws {
    let project = try SampleProject(article: SampleProject.article.replacing("Three men", with: "TK men"))
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    let refused = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--force placeholder-words"))
    #expect(refused.errors.hasSuffix("nothing was sent (exit 1)\n"))
    #expect(try project.run("send", "--list", "club", "--confirm", "4", "--force", "link-http").status == 1)
    #expect(try project.run("send", "--list", "club", "--confirm", "4", "--force", "all").status == 64)
    #expect(try sandbox.mail().isEmpty)
    let forced = try project.run("send", "--list", "club", "--confirm", "4", "--force", "placeholder-words")
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(try sandbox.mail().count == 4)
  }
}
