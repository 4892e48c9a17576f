import Foundation
import MJML
import Testing

@Suite struct LayoutTests {
  private static let source = """
    <mjml><mj-body><mj-section><mj-column><mj-text>a  <b>b</b> <i>c</i>
    d</mj-text><mj-raw><pre>  kept
      as it is</pre></mj-raw></mj-column></mj-section></mj-body></mjml>
    """

  private func text(_ layout: MJMLOptions.Layout) throws -> String {
    try render(Self.source, options: MJMLOptions(layout: layout)).text
  }

  @Test(arguments: MJMLOptions.Layout.allCases) func `every layout says the same`(layout: MJMLOptions.Layout)
    throws
  {
    for name in SnapshotTests.names ?? [] {
      let source = try Data(contentsOf: RepositoryFolder.snapshots.appending(path: name + ".mjml"))
      let lines = try MJMLRenderer().render(Array(source)).html
      let other = try MJMLRenderer(options: MJMLOptions(layout: layout)).render(Array(source)).html
      #expect(HTMLTokens.difference(lines, other) == nil, "\(name)")
      #expect(other.split(separator: 10).allSatisfy { $0.count < 998 })
    }
  }

  @Test func `a minified document has no white space around the tags of tables`() throws {
    let minified = try text(.minified)
    #expect(!minified.contains(">\n<td"))
    #expect(minified.contains("a <b>b</b> <i>c</i>\nd</div>"))
    #expect(minified.contains("<pre>  kept\n  as it is</pre>"))
    #expect(minified.utf8.count < (try text(.lines).utf8.count))
  }

  @Test func `a beautified document is indented`() throws {
    let beautified = try text(.beautified)
    #expect(beautified.contains("\n        <table"))
    #expect(beautified.contains("<pre>  kept\n  as it is</pre>"))
  }
}
