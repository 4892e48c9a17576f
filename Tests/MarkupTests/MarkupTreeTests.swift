import Testing

@testable import Markup

/// The tree as text: `name(children)`.
private func shape(_ tree: MarkupTree, _ node: Int = 0) -> String {
  if tree.nodes[node].element == nil { return "'\(tree.nodes[node].text)'" }
  let inner = tree.nodes[node].children.map { shape(tree, $0) }.joined(separator: " ")
  let space = tree.nodes[node].element?.namespace ?? ""
  return (space.isEmpty ? "" : space + ":") + tree.name(node) + (inner.isEmpty ? "" : "(\(inner))")
}

@Suite struct HTMLTreeTests {
  @Test func `elements that nobody closed are closed by those that follow`() {
    #expect(shape(MarkupTree(html: "<ul><li>a<li>b</ul><p>c<p>d")) == "(ul(li('a') li('b')) p('c') p('d'))")
  }

  @Test func `names are in lower case, the first of two attributes counts, classes are words`() {
    let tree = MarkupTree(html: #"<DIV Class=" a  b " ID=x id=y>&eacute;&#8217;</DIV>"#)
    #expect(shape(tree) == "(div('é’'))")
    #expect(tree.nodes[1].element?.classes == ["a", "b"])
    #expect(tree.attribute("id", of: 1) == "x")
  }

  @Test func `elements of HTML 5 that never end hold nothing`() {
    #expect(
      shape(MarkupTree(html: "<p>a<wbr>b<picture><source><img></picture>c"))
        == "(p('a' wbr 'b' picture(source img) 'c'))")
  }

  @Test func `conditions of Outlook are no text`() {
    #expect(shape(MarkupTree(html: "<p>a<![if !mso]>b<![endif]></p>")).contains("if") == false)
  }

  @Test(arguments: [159, 160, 161, 1_500])
  func `words below the depth limit stay`(depth: Int) {
    let html = String(repeating: "<div>", count: depth) + "end" + String(repeating: "</div>", count: depth)
    let tree = MarkupTree(html: html + "<p>after")
    #expect(tree.text(of: 0) == "endafter")
  }

  @Test func `a page that opens elements without end is read up to a limit, and quickly`() {
    let html = String(repeating: "<b>", count: 300_000) + String(repeating: "</i>", count: 300_000)
    #expect(MarkupTree(html: "<p>before</p>" + html).text(of: 0) == "before")
  }

  @Test func `what lies beyond the size limit is left out`() {
    #expect(MarkupTree(html: "<p>abcdef", limits: .init(octets: 6)).text(of: 0) == "abc")
  }

  @Test func `all that lies below a node follows it`() {
    let tree = MarkupTree(html: "<div><p>a<b>b</b></p></div><p>c</p>")
    #expect(tree.descendants(of: 1).map { tree.name($0) } == ["p", "", "b", ""])
    #expect(tree.text(of: 1) == "ab")
  }
}

@Suite struct XMLTreeTests {
  @Test func `namespaces are told, also those that nobody declared`() {
    let xml = #"<rss xmlns:a="urn:a"><a:Creator>x</a:Creator><b:date>y</b:date><Link/></rss>"#
    #expect(shape(MarkupTree(xml: xml)) == "(rss(urn:a:creator('x') b:date('y') link))")
  }

  @Test func `names of HTML are characters, and a lone ampersand is itself`() {
    let xml = "<a>AT&T &amp; R&D&nbsp;&eacute; &#8217;&#146;&#x41; &bogus; &</a>"
    #expect(MarkupTree(xml: xml).text(of: 0) == "AT&T & R&D\u{A0}é ’’A &bogus; &")
  }

  @Test func `text before the document is left out, and control characters are blanks`() {
    #expect(
      shape(MarkupTree(xml: "\n junk <?xml version='1.0' encoding='utf-16'?><a>x\u{8}y</a>")) == "(a('x y'))")
  }

  @Test func `CDATA is text as it stands`() {
    #expect(MarkupTree(xml: "<a><![CDATA[<b>1 & 2</b>]]></a>").text(of: 0) == "<b>1 & 2</b>")
  }

  @Test func `an entity cannot stand for a million others`() {
    var xml = "<!DOCTYPE a [<!ENTITY l0 \"lol\">"
    for level in 1...9 {
      let reference = String(repeating: "&l\(level - 1);", count: 10)
      xml += "<!ENTITY l\(level) \"\(reference)\">"
    }
    xml += "]><a>&l9;</a>"
    #expect(MarkupTree(xml: xml).text(of: 0) == "&l9;")
  }

  @Test func `no file is read for an entity`() {
    let xml = #"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"#
    #expect(MarkupTree(xml: xml).text(of: 0) == "&x;")
  }

  @Test func `reading goes on after a mistake`() {
    let tree = MarkupTree(xml: "<r><i><t>one</t></i><i><t>two</i><i><t>three</t></i></r>")
    for word in ["one", "two", "three"] { #expect(tree.text(of: 0).contains(word)) }
  }

  @Test func `a document cut off anywhere is read to its end`() {
    let xml =
      #"<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "b">]><r a="1"><![CDATA[x]]>&amp;<!-- c --><b/>é</r>"#
    for count in 0...xml.utf8.count {
      _ = MarkupTree(xml: String(decoding: Array(xml.utf8).prefix(count), as: UTF8.self))
    }
  }
}

@Suite struct CharacterReferenceTests {
  @Test(arguments: [
    ("A &amp; B", "A & B"), ("&#8217;&#x2019;&#146;", "’’’"), ("&eacute;&bogus;&", "é&bogus;&"),
    ("&amp;lt;", "&lt;"), ("&;&#;&#xZZ;", "&;&#;&#xZZ;"),
  ])
  func `each reference is read once`(text: String, read: String) {
    #expect(text.withoutCharacterReferences == read)
  }
}
