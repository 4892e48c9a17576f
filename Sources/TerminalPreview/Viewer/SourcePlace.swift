/// Finds the line of a source from which words on the screen come.
public enum SourcePlace {
  /// The line, from 1, with the longest beginning of the words; 1 where none has three words of them.
  ///
  /// What marks words up (`*`, `_`, `` ` ``, brackets) and line ends do not count.
  public static func line(of words: String, in source: String) -> Int {
    let wanted = tokens(words)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    var found: [(token: String, line: Int)] = []
    for (index, line) in lines.enumerated() { found += tokens(String(line)).map { ($0, index + 1) } }
    var best = (count: min(3, wanted.count) - 1, line: 1)
    for start in found.indices where found[start].token == wanted.first {
      var count = 0
      while count < wanted.count, start + count < found.count, found[start + count].token == wanted[count] {
        count += 1
      }
      if count > best.count { best = (count, found[start].line) }
    }
    return best.line
  }

  private static func tokens(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
