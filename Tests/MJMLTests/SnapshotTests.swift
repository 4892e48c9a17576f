import Foundation
import MJML
import Testing

@Suite struct SnapshotTests {
  static let names = try? FileManager.default.contentsOfDirectory(atPath: RepositoryFolder.snapshots.path)
    .filter { $0.hasSuffix(".mjml") }.map { String($0.dropLast(5)) }.sorted()

  private static let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

  @Test(arguments: names ?? []) func `a template renders as it was recorded`(name: String) throws {
    let folder = RepositoryFolder.snapshots
    let source = try Data(contentsOf: folder.appending(path: name + ".mjml"))
    let output = try MJMLRenderer().render(Array(source), file: name + ".mjml")
    let file = folder.appending(path: name + ".html")
    if Self.isRecording {
      try #require(ProcessInfo.processInfo.environment["CI"] == nil, "snapshots are not recorded in CI")
      try Data(output.html).write(to: file)
      return
    }
    let expected = try String(contentsOf: file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let actual = output.text.split(separator: "\n", omittingEmptySubsequences: false)
    let difference = zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(difference == nil, "line \((difference?.offset ?? 0) + 1) of \(name).html is another")
    #expect(expected.count == actual.count)
    #expect(output.problems.filter { $0.severity == .error } == [])
  }

  @Test func `there are templates for every tag`() throws {
    let text = try (Self.names ?? []).map {
      try String(contentsOf: RepositoryFolder.snapshots.appending(path: $0 + ".mjml"), encoding: .utf8)
    }.joined()
    for tag in ComponentNames.all where tag != "mj-include" {
      #expect(text.contains("<" + tag), "no snapshot has \(tag)")
    }
  }

  @Test(arguments: names ?? []) func `the same template gives the same bytes`(name: String) throws {
    let source = try Data(contentsOf: RepositoryFolder.snapshots.appending(path: name + ".mjml"))
    let first = try MJMLRenderer().render(Array(source)).html
    #expect(try MJMLRenderer().render(Array(source)).html == first)
  }
}
