/// Finds the line of a source from which words on the screen come.
public enum SourcePlace {
  /// The text and the line in it, from 1, with the longest beginning of the words.
  ///
  /// The beginning of the first text where none has three words of them; nil where there is no text.
  /// What marks words up (`*`, `_`, `` ` ``, brackets) and line ends do not count.
  public static func find(_ words: String, in texts: [String]) -> (text: Int, line: Int)? {
    let wanted = tokens(words)
    var best = (count: min(3, wanted.count) - 1, text: 0, line: 1)
    for (index, text) in texts.enumerated() {
      let (count, line) = longest(wanted, in: text)
      if count > best.count { best = (count, index, line) }
    }
    return texts.isEmpty ? nil : (best.text, best.line)
  }

  /// The line, from 1, with the longest beginning of the words; 1 where none has three words of them.
  public static func line(of words: String, in source: String) -> Int {
    find(words, in: [source])?.line ?? 1
  }

  private static func longest(_ wanted: [String], in source: String) -> (count: Int, line: Int) {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [(token: String, line: Int)] = []
    for (index, line) in lines.enumerated() { found += tokens(String(line)).map { ($0, index + 1) } }
    var best = (count: 0, line: 1)
    for start in found.indices where found[start].token == wanted.first {
      var count = 0
      while count < wanted.count, start + count < found.count, found[start + count].token == wanted[count] {
        count += 1
      }
      if count > best.count { best = (count, found[start].line) }
    }
    return best
  }

  private static func tokens(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
