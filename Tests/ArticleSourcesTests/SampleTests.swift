import Diagnostics
import Editorial
import Foundation
import Testing

@testable import ArticleSources

struct SampleTests {
  /// Names a file of press copy to look at the result of; what it holds is nobody's to keep here.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["PRESS_COPY_SAMPLE"] != nil))
  func `a sample outside the project is read`() throws {
    let path = ProcessInfo.processInfo.environment["PRESS_COPY_SAMPLE"] ?? ""
    let (article, findings) = read(Array(try Data(contentsOf: URL(filePath: path))), path)
    print(findings.map(\.text).joined(separator: "\n"))
    let written = ArticleMarkdown.text(for: try #require(article))
    print(written)
    let (again, _) = read(written)
    #expect(ArticleMarkdown.text(for: try #require(again)) == written)
  }
}
