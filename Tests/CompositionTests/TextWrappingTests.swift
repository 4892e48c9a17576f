import Diagnostics
import Testing

@testable import Composition

struct TextWrappingTests {
  private func lines(_ text: String, width: Int) -> [String] {
    TextWrapper(mark: "mf0", width: width).lines(of: text).map(\.withoutSoftBreak)
  }

  @Test func `lines end at blanks, at the width and not one column later`() {
    for width in [10, 11, 12] {
      #expect(lines("seven twos", width: width) == ["seven twos"])
    }
    #expect(lines("seven twos", width: 9) == ["seven", "twos"])
  }

  @Test func `a family of emoji is two columns, and is not cut`() {
    let family = "👨‍👩‍👧‍👦"
    #expect(family.columns == 2)
    #expect(lines("\(family)\(family)\(family)", width: 4) == ["\(family)\(family)", family])
  }

  @Test func `Chinese and Japanese are wrapped without blanks, by columns`() {
    #expect(lines("灯台の夜は長い", width: 6) == ["灯台の", "夜は長", "い"])
    #expect(lines("灯台の夜は長い", width: 7) == ["灯台の", "夜は長", "い"])
  }

  @Test func `no line begins with closing punctuation or a small kana, none ends with an opening bracket`() {
    #expect(lines("灯台の、夜", width: 6) == ["灯台", "の、夜"])
    #expect(lines("灯台「夜」", width: 6) == ["灯台", "「夜」"])
    #expect(lines("灯台きょ", width: 6) == ["灯台", "きょ"])
  }

  @Test(arguments: [
    "https://example.org/a-very-long-path/that-nobody-would-break?query=1",
    "https://例え.example/とても長い道/が続く",
  ])
  func `an address is never broken`(url: String) {
    for width in 4...20 {
      #expect(lines("灯台 \(url)", width: width).contains(url))
      #expect(lines("see \(url) and go", width: width).contains(url))
    }
  }

  @Test func `an address inside Japanese ends where its letters end`() {
    #expect(lines("詳細はhttps://example.org/aをご覧", width: 8) == ["詳細は", "https://example.org/a", "をご覧"])
  }

  @Test func `Korean is wrapped at its blanks`() {
    #expect(lines("등대의 밤은 길다", width: 7) == ["등대의", "밤은", "길다"])
  }

  @Test func `nothing is lost or added, whatever the width`() {
    let text = "The lamp 灯台の夜は長い、 with 👨‍👩‍👧‍👦🎉🎉 and «guillemets» mf0recipientname1x はじめ(て)の end."
    let ink = text.filter { $0 != " " }
    for width in 1...80 {
      let wrapper = TextWrapper(mark: "mf0", width: width)
      let lines = wrapper.lines(of: text).map(\.withoutSoftBreak)
      #expect(lines.joined().filter { $0 != " " } == ink)
      let wide = lines.filter { wrapper.columns(of: $0) > width }
      #expect(wide.allSatisfy { !$0.contains(" ") && LineBreaks.pieces(of: $0[...]).count == 1 }, "\(width)")
    }
  }
}
