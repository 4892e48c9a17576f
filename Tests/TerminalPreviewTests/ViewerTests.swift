import Diagnostics
import Testing

@testable import TerminalPreview

struct ViewerTests {
  private static func preview(_ html: String? = nil, text: String = "plain words") throws -> MessagePreview {
    let html = try html ?? Newsletters.html("story")
    let octets = """
      From: Letters <letters@example.org>
      To: Ada <ada@example.org>
      Subject: Words
      Content-Type: multipart/alternative; boundary=b

      --b
      Content-Type: text/plain; charset=utf-8

      \(text)
      --b
      Content-Type: text/html; charset=utf-8

      \(html)
      --b--
      """
    return MessagePreview(Array(octets.utf8))
  }

  private static func viewer(_ html: String? = nil, columns: Int = 100, rows: Int = 30) throws -> Viewer {
    Viewer(try preview(html), heading: "001   as Ada", columns: columns, rows: rows)
  }

  private func press(_ viewer: inout Viewer, _ keys: String) -> [ViewerEffect] {
    keys.compactMap { viewer.press($0 == "\n" ? .enter : $0 == "\u{8}" ? .backspace : .character($0)) }
  }

  private func lines(_ viewer: inout Viewer) -> [String] { viewer.screen().plainLines() }

  @Test func `two screens side by side are as in the golden file`() throws {
    var viewer = try Self.viewer()
    viewer.isWatching = true
    #expect(press(&viewer, "s").isEmpty)
    try expectSnapshot(lines(&viewer).joined(separator: "\n") + "\n", "viewer-100.txt")
  }

  @Test(arguments: [(40, 12), (41, 13), (76, 24), (75, 24), (100, 30), (200, 60)])
  func `the screen is filled exactly`(columns: Int, rows: Int) throws {
    var viewer = try Self.viewer(columns: columns, rows: rows)
    for key in "12345678chsljkGgdddiim/" {
      _ = viewer.press(.character(key))
      let screen = viewer.screen()
      #expect(screen.rows.count == rows)
      #expect(screen.rows.allSatisfy { $0.count == columns })
    }
  }

  @Test(arguments: [(39, 12), (40, 11), (1, 1)])
  func `a screen that is too small says so`(columns: Int, rows: Int) throws {
    var viewer = try Self.viewer(columns: columns, rows: rows)
    let text = lines(&viewer).joined().trimmingBlanks
    #expect(text.hasPrefix(String("too small: 40×12 needed, q quits".prefix(max(0, columns - 1)))))
    #expect(viewer.press(.character("q")) == .quit)
  }

  @Test func `tabs are chosen by number and by arrows, around the ends`() throws {
    var viewer = try Self.viewer()
    #expect(lines(&viewer)[1].contains("[2 HTML]"))
    _ = press(&viewer, "4")
    #expect(lines(&viewer)[1].contains("[4 Links"))
    _ = press(&viewer, "lllll")
    #expect(lines(&viewer)[1].contains("[1 Inbox]"))
    _ = viewer.press(.left)
    #expect(lines(&viewer)[1].contains("[8 Source]"))
  }

  @Test func `scrolling stops at both ends`() throws {
    var viewer = try Self.viewer("<p>" + (0..<100).map { "row \($0)<br>" }.joined())
    #expect(lines(&viewer)[3].contains("row 0"))
    _ = press(&viewer, "kkk")
    #expect(lines(&viewer)[3].contains("row 0"))
    _ = press(&viewer, "jj")
    #expect(lines(&viewer)[3].contains("row 2"))
    _ = press(&viewer, "G")
    #expect(lines(&viewer)[27].contains("row 99"))
    _ = press(&viewer, "k")
    #expect(lines(&viewer)[27].contains("row 98"))
    _ = viewer.press(.pageUp)
    #expect(lines(&viewer)[3].contains("row 50"))
  }

  @Test func `the cursor is on the first row, and goes on alone on the last page`() throws {
    var viewer = try Self.viewer("<p>" + (0..<100).map { "row \($0)<br>" }.joined())
    #expect(lines(&viewer)[3].hasPrefix("▸ row 0 "))
    _ = press(&viewer, "j")
    #expect(lines(&viewer)[3].hasPrefix("▸ row 1 "))
    _ = press(&viewer, "Gjjj")
    #expect(lines(&viewer)[3].hasPrefix("│ row 75 "))
    #expect(lines(&viewer)[6].hasPrefix("▸ row 78 "))
    #expect(press(&viewer, "e") == [.edit(words: "row 78")])
    _ = viewer.press(.pageDown)
    #expect(lines(&viewer)[27].hasPrefix("▸ row 99 "))
    _ = press(&viewer, "jk")
    #expect(lines(&viewer)[26].hasPrefix("▸ row 98 "))
  }

  @Test(arguments: [
    (0, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (3600, "1 h"), (86_399, "23 h"),
    (86_400, "1 d"),
  ])
  func `it says how long ago the source was saved`(seconds: Int, words: String) throws {
    var viewer = try Self.viewer()
    viewer.savedAgo = .seconds(seconds)
    #expect(!lines(&viewer)[0].contains("saved"))
    viewer.isWatching = true
    #expect(lines(&viewer)[0].hasSuffix("saved \(words) ago ↻"))
  }

  @Test func `the checks have a view and their numbers a place in its tab`() throws {
    var viewer = try Self.viewer()
    #expect(press(&viewer, "c").isEmpty)
    #expect(lines(&viewer)[1].contains("[7 Checks]"))
    viewer.show(
      MessageChecks([
        Finding("subject-length", .warning, "the subject is long", at: Place(file: "a.md", line: 3)),
        Finding("link-http", .warning, "no https"), Finding("doctype", "no doctype"),
      ]))
    #expect(lines(&viewer)[1].contains("[7 Checks ✗1 ⚠2]"))
    #expect(lines(&viewer).contains { $0.contains("warning: the subject is long [subject-length]") })
    viewer.show(MessageChecks([]))
    #expect(lines(&viewer)[1].contains("[7 Checks ✓]"))
  }

  @Test func `words are found, forward and back, and shown`() throws {
    var viewer = try Self.viewer("<p>" + (0..<100).map { "row \($0)<br>" }.joined())
    _ = press(&viewer, "/RoW 5\n")
    #expect(lines(&viewer)[3].contains("row 5 "))
    #expect(lines(&viewer).last?.contains("1 of 11") == true)
    let reversed = viewer.screen().rows[3].filter(\.style.isReversed).compactMap(\.character)
    #expect(String(reversed) == "row 5")
    _ = press(&viewer, "n")
    #expect(lines(&viewer)[3].contains("row 50"))
    _ = press(&viewer, "NN")
    #expect(lines(&viewer).last?.contains("11 of 11") == true)
    _ = press(&viewer, "/nowhere\n")
    #expect(lines(&viewer).last?.contains("no “nowhere” here") == true)
  }

  @Test func `what is typed can be taken back`() throws {
    var viewer = try Self.viewer()
    #expect(press(&viewer, "Aad\u{8}x\n") == [.pickReader("ax")])
    #expect(press(&viewer, "A\u{8}a") == [.nextReader])
    _ = press(&viewer, "/q")
    #expect(lines(&viewer).last?.contains("/q▏") == true)
    _ = viewer.press(.escape)
    #expect(viewer.press(.escape) == .quit)
  }

  @Test func `links are opened by number, if they are harmless`() throws {
    var viewer = try Self.viewer("<a href='https://a.example'>a</a><a href='javascript:x'>b</a>")
    #expect(press(&viewer, "o1\n") == [.open("https://a.example")])
    #expect(press(&viewer, "o2\n").isEmpty)
    #expect(lines(&viewer).last?.contains("only http, https and mailto") == true)
    #expect(press(&viewer, "o33\n").isEmpty)
    #expect(lines(&viewer).last?.contains("there is no link 33") == true)
    #expect(press(&viewer, "oq\n").isEmpty)
  }

  @Test func `the rest of the keys ask for what they say`() throws {
    var viewer = try Self.viewer("<p>First words here</p>")
    #expect(press(&viewer, "a") == [.nextReader])
    #expect(press(&viewer, "r") == [.reload])
    #expect(press(&viewer, "e") == [.edit(words: "First words here")])
    #expect(press(&viewer, "y") == [.copy("First words here")])
    #expect(viewer.press(.control("c")) == .quit)
    #expect(press(&viewer, "?").isEmpty)
    #expect(lines(&viewer).contains { $0.contains("any key goes back") })
    #expect(press(&viewer, "q").isEmpty)
    #expect(press(&viewer, "q") == [.quit])
  }

  @Test func `dark and client are named where they are shown`() throws {
    var viewer = try Self.viewer("<p>a</p>")
    #expect(lines(&viewer)[2].contains("desktop 768 px") && lines(&viewer)[2].contains(" light "))
    _ = press(&viewer, "d")
    #expect(lines(&viewer)[2].contains("dark: none authored"))
    _ = press(&viewer, "d")
    #expect(lines(&viewer)[2].contains("dark: inverted (Gmail, Outlook)"))
    _ = press(&viewer, "dm")
    #expect(lines(&viewer)[2].contains("mobile 375 px") && lines(&viewer)[2].contains(" light "))
  }

  @Test func `two pictures need room`() throws {
    var viewer = try Self.viewer(columns: 75)
    _ = press(&viewer, "s")
    #expect(lines(&viewer).last?.contains("76 columns") == true)
    viewer.resize(columns: 76, rows: 30)
    _ = press(&viewer, "s")
    #expect(lines(&viewer)[2].contains("mobile"))
    _ = viewer.press(.tab)
    _ = press(&viewer, "G")
    #expect(lines(&viewer)[28].contains("100 %"))
  }

  @Test func `the place is kept when the screen or the message changes`() throws {
    let words = (0..<80).map { "<p>Sentence number \($0) has a few words that take more than one row.</p>" }
    var viewer = try Self.viewer(words.joined())
    _ = press(&viewer, "/number 40\n")
    #expect(lines(&viewer)[3].contains("number 40"))
    viewer.resize(columns: 60, rows: 20)
    #expect(lines(&viewer)[3].contains("number 40"))
    let longer = "<p>New beginning</p><p>and more of it</p>" + words.joined()
    viewer.show(try Self.preview(longer), heading: "001")
    #expect(lines(&viewer)[3].contains("number 40"))
  }

  @Test func `an error stands over the last good picture, until there is a good one again`() throws {
    var viewer = try Self.viewer("<p>Good words</p>")
    viewer.problem = "articles/a.md:3: something \u{1B}[2J is wrong"
    #expect(lines(&viewer)[2].contains("articles/a.md:3"))
    #expect(lines(&viewer)[3].contains("Good words"))
    #expect(viewer.screen().rows[2][1].style.tone == .bad)
    #expect(!lines(&viewer).joined().unicodeScalars.contains("\u{1B}"))
    viewer.show(try Self.preview("<p>Better words</p>"), heading: "001")
    #expect(lines(&viewer)[2].contains("desktop"))
  }

  @Test(arguments: 0..<12) func `any keys in any order do no harm`(seed: Int) throws {
    var viewer = try Self.viewer(columns: 80, rows: 24)
    let keys: [Key] =
      "1234567hljkgGsmdi/oAnN? qwe".map { .character($0) }
      + [.tab, .enter, .escape, .backspace, .pageDown, .pageUp, .home, .end, .control("d"), .up, .down]
    var state = UInt64(seed) &+ 11
    for step in 0..<150 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      _ = viewer.press(keys[Int(state >> 33) % keys.count])
      if step % 29 == 0 {
        viewer.resize(columns: 30 + Int(state >> 40) % 120, rows: 8 + Int(state >> 50) % 50)
      }
      let screen = viewer.screen()
      #expect(screen.rows.count == viewer.rows && screen.rows.allSatisfy { $0.count == viewer.columns })
    }
  }
}

struct ScreenUpdateTests {
  @Test func `only rows that changed are written, at once`() {
    var update = ScreenUpdate()
    #expect(
      update.sequence(to: ["a", "b"])
        == "\u{1B}[?2026h\u{1B}[2J\u{1B}[1;1H\u{1B}[Ka\u{1B}[2;1H\u{1B}[Kb\u{1B}[?2026l")
    #expect(update.sequence(to: ["a", "b"]).isEmpty)
    #expect(update.sequence(to: ["a", "c"]) == "\u{1B}[?2026h\u{1B}[2;1H\u{1B}[Kc\u{1B}[?2026l")
    #expect(update.sequence(to: ["a", ""]) == "\u{1B}[?2026h\u{1B}[2;1H\u{1B}[K\u{1B}[?2026l")
    update.forget()
    #expect(update.sequence(to: ["a", ""]).contains("\u{1B}[1;1H\u{1B}[Ka"))
  }
}

struct SourcePlaceTests {
  private let source =
    "---\ntitle: A title\n---\n\nFirst *words* of a\nparagraph here.\n\nFirst words of another one.\n"

  @Test func `the text with the most of the words is found among several`() throws {
    let texts = ["One two three four.\n", "\nOne two.\n\nOne two three four five.\n", "none\n"]
    let place = try #require(SourcePlace.find("one two three four five six", in: texts))
    #expect(place == (1, 4))
    #expect(SourcePlace.find("words", in: []) == nil)
    #expect(try #require(SourcePlace.find("nothing like it", in: texts)) == (0, 1))
  }

  @Test(arguments: [
    ("First words of a paragraph here.", 5), ("First words of another", 8), ("a title", 2),
    ("nothing like it", 1),
    ("", 1), ("paragraph here", 6),
  ])
  func `the line is found from which words come`(words: String, line: Int) {
    #expect(SourcePlace.line(of: words, in: source) == line)
  }
}
