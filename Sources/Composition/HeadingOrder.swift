import Editorial

extension [Block] {
  /// The blocks with headings of the levels 2 to 4 that go down one level at a time.
  ///
  /// Level 1 is the article's title. Screen readers list headings as an outline,
  /// in which a level that is left out looks like a lost part.
  var withHeadingsInOrder: [Block] {
    var previous = 1
    return map { block in
      guard case .heading(let level, let inlines) = block else { return block }
      previous = Swift.min(Swift.max(level, 2), previous + 1, 4)
      return .heading(level: previous, inlines)
    }
  }
}
