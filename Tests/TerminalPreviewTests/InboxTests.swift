import Testing

@testable import TerminalPreview

struct InboxTests {
  @Test(
    arguments: [
      ("i", 222), ("e", 556), ("m", 833), ("W", 944), (" ", 278), ("é", 556), ("Ö", 778), ("ж", 500),
      ("日", 1000),
      ("👩‍👩‍👧", 1000), ("\u{200C}", 0), ("\u{A0}", 278), ("\u{301}", 0),
    ] as [(Character, Int)])
  func `characters are as wide as in Helvetica`(character: Character, width: Int) {
    #expect(character.thousandthsOfEm == width)
  }

  @Test func `a text is cut where the room ends, not where the characters are counted`() {
    #expect(InboxClient.cut("iiiiiiii", budget: 2).shown == "iiii")
    #expect(InboxClient.cut("WWWW", budget: 2).shown == "W")
    #expect(InboxClient.cut("ab", budget: 3) == ("ab", ""))
    #expect(InboxClient.cut("", budget: 3) == ("", ""))
  }

  private func preheader(_ html: String) -> Preheader {
    Preheader(StyledDocument(html, for: PreviewOptions.desktop.screen).inboxText)
  }

  @Test func `body text behind a hidden line leaks into the inbox`() {
    let line = preheader(
      "<title>T</title><div style='display:none'>Three men dig.</div><p>View in <b>browser</b></p>")
    #expect(line.words == "Three men dig.")
    #expect(line.leak == "View in browser")
    #expect(line.isAuthored)
    let note = line.note(InboxClient.all, subject: "Hello")
    #expect(note.isWarning)
    #expect(note.text.hasPrefix("14 characters, then the body: “View in browser” leaks on Gmail app,"))
    #expect(line.cut(budget: 99).leak == "View in browser")
    #expect(line.cut(budget: 4).hidden.hasSuffix("dig."))
  }

  @Test func `filler keeps the body out, if there is enough of it`() {
    let filler = String(repeating: "&nbsp;&zwnj;", count: 100)
    let full = preheader("<div style='display:none'>Three men dig.\(filler)</div><p>Body</p>")
    #expect(full.leak.isEmpty)
    #expect(full.note(InboxClient.all, subject: "").text.hasPrefix("14 characters, then filler to 200"))
    let short = preheader("<div style='display:none'>Three men dig.&nbsp;&zwnj;&nbsp;&zwnj;</div><p>Body</p>")
    #expect(short.words == "Three men dig.")
    #expect(short.leak == "Body")
  }

  @Test func `without a hidden line the first words of the body are shown`() {
    let line = preheader("<p>First words</p><p>and more</p>")
    #expect(line.words == "First words and more")
    #expect(!line.isAuthored)
    #expect(line.note(InboxClient.all, subject: "").isWarning)
    #expect(preheader("").note(InboxClient.all, subject: "").text == "there is no text for an inbox to show")
  }

  @Test(arguments: [199, 200, 201, 600])
  func `two hundred characters are read`(count: Int) {
    let line = Preheader(String(repeating: "x", count: count))
    #expect(line.words.count == min(count, 200))
  }

  @Test func `a long subject pushes the preheader out where they share a line`() throws {
    let web = try #require(InboxClient.all.first { $0.isShared })
    #expect(web.preheaderBudget(beside: "") == 170)
    #expect(web.preheaderBudget(beside: String(repeating: "e", count: 60)) < 110)
  }
}
