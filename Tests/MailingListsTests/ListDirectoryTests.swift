import Diagnostics
import Foundation
import Testing

@testable import MailingLists

@Suite struct ListDirectoryTests {
  private let directory = ListDirectory(RecipientFileTests.repository + "/recipients")

  @Test func `a list is a file of its name`() throws {
    #expect(Set(directory.listNames).isSuperset(of: ["example", "malformed"]))
    #expect(directory.listNames == directory.listNames.sorted())
    #expect(try directory.file(ofList: "example") == RecipientFile(directory.path + "/example.csv"))
  }

  @Test(arguments: ["exmaple", "example.csv", "Example"]) func `the nearest name is named`(name: String) {
    let error = #expect(throws: ListNotFound.self) { try directory.file(ofList: name) }
    #expect(error?.problem.evidence == ["did you mean 'example'?"])
    #expect(error?.problem.kind == .notFound)
  }

  @Test(
    arguments: [
      "../recipients/example", "..", "", "./example", "/etc/passwd", ".hidden", "a\\b", "example\0",
      "example\n",
    ])
  func `a name cannot lead out of the folder`(name: String) {
    #expect(throws: ListNotFound.self) { try directory.file(ofList: name) }
  }

  @Test func `a folder that is not there has no lists`() {
    let nowhere = ListDirectory("/nowhere")
    #expect(nowhere.listNames.isEmpty)
    let problem = ListNotFound(name: "x", folder: "/nowhere", known: []).problem
    #expect(problem.summary == "no list 'x' in /nowhere")
    #expect(problem.suggestions == ["make /nowhere/NAME.csv with a header row: email,name"])
  }
}
