import Testing

@testable import TerminalPreview

struct PreviewDifferenceTests {
  @Test(
    arguments: [
      ([], [], []), (["a"], ["a"], [.same("a")]), (["a"], ["b"], [.removed("a"), .added("b")]),
      (["a", "b", "c"], ["a", "x", "c"], [.same("a"), .removed("b"), .added("x"), .same("c")]),
      ([], ["a", "b"], [.added("a"), .added("b")]), (["a", "b"], [], [.removed("a"), .removed("b")]),
      (["a", "b"], ["c", "a", "b"], [.added("c"), .same("a"), .same("b")]),
    ] as [([String], [String], [PreviewDifference.Change])])
  func `lines are compared`(old: [String], new: [String], changes: [PreviewDifference.Change]) {
    #expect(PreviewDifference.changes(from: old, to: new) == changes)
  }

  @Test(arguments: 0..<20)
  func `what is left of each is the text it was made of`(seed: Int) {
    let words = ["a", "b", "c", "d"]
    func text(_ step: Int) -> [String] { (0..<30).map { words[($0 * $0 * step + seed * $0 + step) % 7 % 4] } }
    let (old, new) = (text(3), text(5))
    let changes = PreviewDifference.changes(from: old, to: new)
    let lines = changes.map { change -> (old: String?, new: String?) in
      switch change {
      case .same(let line): (line, line)
      case .removed(let line): (line, nil)
      case .added(let line): (nil, line)
      }
    }
    #expect(lines.compactMap(\.old) == old)
    #expect(lines.compactMap(\.new) == new)
  }
}
