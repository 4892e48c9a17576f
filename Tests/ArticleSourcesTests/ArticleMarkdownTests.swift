import Diagnostics
import Editorial
import Testing

@testable import ArticleSources

struct ArticleMarkdownTests {
  @Test(arguments: 0..<10)
  func `reading a written article and writing it again changes nothing`(round: Int) throws {
    for seed in (round * 30)..<(round * 30 + 30) {
      var random = RandomArticle(seed: UInt64(seed + 1))
      let written = ArticleMarkdown.text(for: random.article())
      let (article, findings) = read(written)
      guard let article else {
        Testing.Issue.record("seed \(seed): \(findings.map(\.text).joined(separator: "\n"))\n\(written)")
        return
      }
      let again = ArticleMarkdown.text(for: article)
      guard again == written else {
        Testing.Issue.record("seed \(seed):\n\(difference(written, again))")
        return
      }
    }
  }

  private func difference(_ a: String, _ b: String) -> String {
    let (x, y) = (
      a.split(separator: "\n", omittingEmptySubsequences: false),
      b.split(separator: "\n", omittingEmptySubsequences: false)
    )
    for index in 0..<max(x.count, y.count) where index >= x.count || index >= y.count || x[index] != y[index]
    {
      return "- " + x.dropFirst(max(0, index - 2)).prefix(5).joined(separator: "\n- ") + "\n+ "
        + y.dropFirst(max(0, index - 2)).prefix(5).joined(separator: "\n+ ")
    }
    return "no line"
  }
}
