extension Viewer {
  /// Takes a key; the answer is what is to be done outside.
  public mutating func press(_ key: Key) -> ViewerEffect? {
    notice = ""
    if key == .control("c") { return .quit }
    if isHelpShown {
      isHelpShown = false
      return nil
    }
    if let prompt { return type(key, prompt) }
    return command(key)
  }

  private mutating func command(_ key: Key) -> ViewerEffect? {
    switch key {
    case .character("q"), .escape: return .quit
    case .character("a"): return .nextReader
    case .character("A"): prompt = .reader("")
    case .character("r"): return .reload
    case .character("/"): prompt = .search("")
    case .character("n"): search(forward: true, fromHere: false)
    case .character("N"): search(forward: false, fromHere: false)
    case .character("o"): prompt = .link("")
    case .character("?"): isHelpShown = true
    case .character("e"): return .edit(words: wordsAtCursor())
    case .character("y"):
      notice = "copied"
      return .copy(frame(focused).plainLines().joined(separator: "\n"))
    case .character(let digit) where ("1"..."8").contains(digit):
      select(ViewerTab(rawValue: (digit.wholeNumberValue ?? 1) - 1) ?? tab)
    default: look(key)
    }
    return nil
  }

  /// Keys that change what is seen and nothing else.
  private mutating func look(_ key: Key) {
    switch key {
    case .character("h"), .left: select(neighbour(-1))
    case .character("l"), .right: select(neighbour(1))
    case .character("j"), .down, .enter: scroll(1)
    case .character("k"), .up: scroll(-1)
    case .character(" "), .pageDown, .control("f"): scroll(bodyRows - 1)
    case .character("b"), .pageUp, .control("b"): scroll(1 - bodyRows)
    case .control("d"): scroll(bodyRows / 2)
    case .control("u"): scroll(-bodyRows / 2)
    case .character("g"), .home: places[focused] = 0
    case .character("G"), .end: places[focused] = lastOffset(focused)
    case .character("c"): select(.checks)
    case .tab, .backTab: focus = panes.count == 2 ? 1 - focus : 0
    case .character("s"): split()
    case .character("m"): keepingPlace { $0.isPhone.toggle() }
    case .character("d"): keepingPlace { $0.nextDark() }
    case .character("i"): keepingPlace { $0.nextImages() }
    default: break
    }
  }

  private func neighbour(_ step: Int) -> ViewerTab {
    let count = ViewerTab.allCases.count
    return ViewerTab(rawValue: (tab.rawValue + step + count) % count) ?? tab
  }

  private mutating func select(_ tab: ViewerTab) {
    if tab != .html, tab != .text { isSplit = false }
    self.tab = tab
    focus = 0
    redraw()
  }

  /// Moves the page as far as it goes, then the cursor on the last page.
  private mutating func scroll(_ step: Int) {
    let pane = focused
    let last = cursor(pane) < lastOffset(pane) ? lastOffset(pane) : frame(pane).rows.count - 1
    places[pane] = max(0, min(cursor(pane) + step, last))
  }

  private mutating func split() {
    guard canSplit else {
      notice = "two pictures need 76 columns"
      return
    }
    if tab != .html, tab != .text { tab = .html }
    keepingPlace { $0.isSplit.toggle() }
    focus = 0
  }

  private mutating func nextDark() {
    switch dark {
    case nil: dark = .authored
    case .authored?: dark = .inverted
    case .inverted?: dark = nil
    }
    if dark == .authored, !preview.hasDarkStyles { notice = "the message has no dark styles of its own" }
  }

  private mutating func nextImages() {
    switch images {
    case .alt: images = .off
    case .off: images = preview.pictures.isEmpty ? .alt : .blocks
    case .blocks, .placed: images = .alt
    }
    notice =
      images == .off ? "as clients that block images" : images == .alt ? "images as words" : "images drawn"
  }

  private mutating func type(_ key: Key, _ prompt: Prompt) -> ViewerEffect? {
    switch key {
    case .escape: self.prompt = nil
    case .enter: return finish(prompt)
    case .backspace: self.prompt = prompt.text.isEmpty ? nil : prompt.with(String(prompt.text.dropLast()))
    case .character(let character):
      if case .link = prompt, !character.isNumber { return nil }
      self.prompt = prompt.with(prompt.text + String(character))
    default: break
    }
    return nil
  }

  private mutating func finish(_ prompt: Prompt) -> ViewerEffect? {
    self.prompt = nil
    switch prompt {
    case .search(let text):
      if !text.isEmpty { found = text }
      search(forward: true, fromHere: true)
    case .reader(let text): return text.isEmpty ? nil : .pickReader(text)
    case .link(let digits):
      guard let number = Int(digits), let url = preview.address(ofLink: number) else {
        notice = digits.isEmpty ? "" : "there is no link \(digits)"
        return nil
      }
      let lowered = url.lowercased()
      guard ["http://", "https://", "mailto:"].contains(where: lowered.hasPrefix) else {
        notice = "only http, https and mailto addresses are opened"
        return nil
      }
      return .open(url)
    }
    return nil
  }

  /// Goes to the next row with the words that were looked for, around the ends.
  private mutating func search(forward: Bool, fromHere: Bool) {
    guard !found.isEmpty else { return }
    let pane = focused
    let picture = frame(pane)
    let hits = picture.rows.indices.filter { !picture.rows[$0].matches(of: found).isEmpty }
    guard let first = hits.first, let last = hits.last else {
      notice = "no “\(found)” here"
      return
    }
    let here = cursor(pane)
    let next =
      forward
      ? hits.first { fromHere ? $0 >= here : $0 > here } ?? first : hits.last { $0 < here } ?? last
    places[pane] = next
    notice = "\((hits.firstIndex(of: next) ?? 0) + 1) of \(hits.count)"
  }

  /// The words that the cursor is on, or the first below it.
  private mutating func wordsAtCursor() -> String {
    let pane = focused
    let picture = frame(pane)
    let start = cursor(pane)
    for row in picture.rows[min(start, picture.rows.count)...] {
      let text = row.words
      if text.count >= 3 { return text }
    }
    return ""
  }
}

extension Viewer.Prompt {
  var text: String {
    switch self {
    case .search(let text), .link(let text), .reader(let text): text
    }
  }

  var label: String {
    switch self {
    case .search: "/"
    case .link: "open link number: "
    case .reader: "reader (address, row:N, longest, emptiest, random): "
    }
  }

  func with(_ text: String) -> Self {
    switch self {
    case .search: .search(text)
    case .link: .link(text)
    case .reader: .reader(text)
    }
  }
}

extension [Frame.Cell] {
  /// The words of the message in a row.
  var words: String {
    String(compactMap { $0.role == .content ? $0.character : nil } as [Character]).trimmingBlanks
  }

  /// Where words stand in a row, whatever their case: ranges of columns.
  func matches(of words: String) -> [Range<Int>] {
    var text = ""
    var columns: [Int] = []
    for (column, cell) in enumerated() {
      guard let character = cell.character else { continue }
      let lowered = String(character).lowercased()
      text += lowered
      columns += [Int](repeating: column, count: lowered.count)
    }
    let wanted = words.lowercased()
    guard !wanted.isEmpty else { return [] }
    let count = text.count
    return text.ranges(of: wanted).compactMap { range in
      let start = text.distance(from: text.startIndex, to: range.lowerBound)
      let end = text.distance(from: text.startIndex, to: range.upperBound)
      guard start < columns.count, end <= count, end > start else { return nil }
      return columns[start]..<(columns[end - 1] + 1)
    }
  }
}
