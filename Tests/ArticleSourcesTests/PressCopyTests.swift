import Diagnostics
import Editorial
import Testing

@testable import ArticleSources

struct PressCopyTests {
  private func copy(_ text: String) -> (article: Article?, findings: [Finding]) {
    read(text + "\n\nSection\n\nThe Title\n\nBy Ada Example\n", "a.txt")
  }

  private func quote(_ paragraphs: String..., source: String? = nil) -> Block {
    .quote(paragraphs.map { .paragraph([.text($0)]) }, source: source.map { [.text($0)] })
  }

  private func paragraph(_ text: String) -> Block { .paragraph([.text(text)]) }

  @Test(arguments: [
    ("Bo Sample wrote:", "Bo Sample"),
    ("As Bo Sample and Cy Test wrote for us last year:", "Bo Sample and Cy Test"),
    (
      "Its director, Bo van Sample, came by, and she asked us in, as she and her Producer Cy Test wrote:",
      "Bo van Sample and Cy Test"
    ),
    ("Bo Sample, a nurse from Lower Example, said:", "Bo Sample"), ("“We dig,” said Bo Sample:", "Bo Sample"),
    ("Bo, Cy and everybody wrote:", "Cy"), ("Last year in New Example the paper wrote:", nil),
    ("It is like this:", nil),
    ("The nurse Bo Sample told Example Weekly:", "Bo Sample"), ("In New Example, she wrote:", nil),
    ("Dr. Bo Sample explained at the Example Hotel:", "Bo Sample"),
  ])
  func `a quotation is by those whom the sentence before it names`(introduction: String, names: String?) {
    let (article, findings) = copy(introduction + "\n\n“One.\n\nTwo.”")
    #expect(article?.body == [paragraph(introduction), quote("One.", "Two.", source: names)])
    #expect(
      findings.map(\.text)
        == (names == nil
          ? [
            "a.txt:3: note: nobody is named before this quotation [quotation-source]\nhelp: add a last paragraph '— NAME' to the quotation"
          ]
          : []))
  }

  @Test(arguments: [
    ("“One.\n\nTwo.”", ["One.", "Two."]), ("“One.\n\n“Two.”", ["One.", "Two."]),
    ("\"One.\n\n\"Two.\"", ["One.", "Two."]),
    ("\"One.\n\nTwo \"in\" two.\n\nThree.\"", ["One.", "Two \"in\" two.", "Three."]),
    ("“One “in” one.\n\nTwo.”", ["One “in” one.", "Two."]), ("“One”.\n", ["One."]),
    ("“One.\n\nTwo “in two.”  ”\n", ["One.", "Two “in two.”"]),
  ])
  func `a quotation runs over its paragraphs`(text: String, paragraphs: [String]) {
    let body = copy("Bo Sample wrote:\n\n" + text).article?.body
    #expect(body?.last == .quote(paragraphs.map { paragraph($0) }, source: [.text("Bo Sample")]))
    #expect(body?.count == 2)
  }

  @Test func `a quotation may begin after a colon within a paragraph`() {
    let body = copy("Then Bo Sample wrote: “One.\n\nTwo.”").article?.body
    #expect(body == [paragraph("Then Bo Sample wrote:"), quote("One.", "Two.", source: "Bo Sample")])
  }

  @Test(arguments: [
    "“I dig,” he said.\n\nAnd “so” on.", "“One,” he said, “and two.”", "“One.”", "He said “one” and “two”.",
    "“One.\n\nTwo,” he said.", "“One.\n\nTwo.\n\nThree.",
  ])
  func `what is not surely a quotation stays as it is`(text: String) {
    let (article, findings) = copy(text)
    #expect(article?.body == text.split(separator: "\n\n").map { paragraph(String($0)) })
    let isOpen =
      findings.map(\.text) == [
        "a.txt:1: warning: a quotation begins here and is not closed at the end of a paragraph [open-quotation]\n"
          + "help: the paragraphs are kept as they are"
      ]
    #expect(findings.isEmpty || isOpen)
  }

  @Test(arguments: [
    ("And watch White Nights now on Netflix.", Action.watch, "White Nights", "netflix"),
    ("Watch “the long way” on YouTube!", .watch, "the long way", "youtube"),
    (
      "If you can, listen to The Sea and I today on Apple Podcasts.", Action.listen, "The Sea and I",
      "apple-podcasts"
    ),
    ("Please sign Save Line 9 on Change.org.", Action.sign, "Save Line 9", "change-org"),
  ])
  func `an order with title and provider is proposed, without an address`(
    text: String, action: Action, title: String, provider: String
  ) {
    let (article, findings) = copy("It rained. " + text)
    let call = CallToAction(
      action, title: title, provider: provider, evidence: text, isProposed: true, confidence: .high)
    #expect(article?.callsToAction == [call])
    let label = lexicon.label(of: call, in: lexicon.standard)
    #expect(findings.map(\.message) == ["the call to action \(String(reflecting: label)) has no URL"])
    #expect(
      findings.first?.help == ["give it with --cta-url URL, or write 'url: https://…' under callsToAction"])
  }

  @Test(
    arguments: [
      ("en", "Listen on Spotify.", Action.listen, nil, "spotify", CallToAction.Confidence.medium),
      ("en", "You can help: sign the petition on Change.org.", Action.sign, nil, "change-org", .medium),
      ("en", "Please sign the petition.", Action.sign, nil, nil, .low),
      ("en", "Donate now!", Action.donate, nil, nil, .low),
      ("en", "Get tickets on Eventbrite.", Action.buy, nil, "eventbrite", .medium),
      ("de", "Schauen Sie „Die See“ jetzt auf Netflix.", Action.watch, "Die See", "netflix", .high),
      (
        "de", "Bitte unterschreiben Sie die Petition auf Change.org.", Action.sign, nil, "change-org", .medium
      ),
      ("fr", "Regardez « La Mer » sur Netflix.", Action.watch, "La Mer", "netflix", .high),
      ("fr", "Écoutez sur Spotify.", Action.listen, nil, "spotify", .medium),
      ("es", "Firma la petición en Change.org.", Action.sign, nil, "change-org", .medium),
      ("es", "¡Escucha «El mar» en Spotify!", Action.listen, "El mar", "spotify", .high),
      ("ar", "شاهد «البحر» الآن على Netflix.", Action.watch, "البحر", "netflix", .high),
      ("ar", "وقّع العريضة على Change.org.", Action.sign, nil, "change-org", .medium),
    ] as [(String, String, Action, String?, String?, CallToAction.Confidence)])
  func `an order is found in five languages, with how sure it is`(
    language: String, text: String, action: Action, title: String?, provider: String?,
    confidence: CallToAction.Confidence
  ) throws {
    let calls = ProposedCalls(lexicon: lexicon, language: lexicon.language(language)).calls(
      in: [CopyParagraph(text: text, line: 3)])
    #expect(
      calls.map(\.call) == [
        CallToAction(
          action, title: title, provider: provider, evidence: text, isProposed: true, confidence: confidence)
      ])
  }

  @Test func `the surer of two orders for the same thing is kept`() {
    let (article, _) = copy("Watch on Netflix. It is short. Watch White Nights on Netflix.")
    #expect(article?.callsToAction.map(\.title) == ["White Nights"])
  }

  @Test func `press copy in Arabic is known by its letters`() throws {
    let copy = """
      منذ يوم الاثنين عادت المنارة القديمة تبث كل مساء نصف ساعة من الموسيقى.

      شاهدوا «المنارة» على Netflix الليلة.

      المنارة تعود إلى البث

      بقلم نور مثال
      """
    let article = try #require(read(copy, "a.txt").article)
    #expect(article.title == "المنارة تعود إلى البث")
    #expect(article.byline.map(\.name) == ["نور مثال"])
    #expect(article.language == "ar")
    let call = try #require(article.callsToAction.first)
    #expect(call.action == .watch && call.title == "المنارة" && call.provider == "netflix")
  }

  @Test func `press copy in another language says so`() {
    let text =
      "Der Bäcker in der Stadt steht um vier auf, und die Mühle ist von der Straße zu hören.\n\n"
      + "Stadt\n\nDer Bäcker\n\nBy Ada Example"
    #expect(read(text, "a.txt").article?.language == "de")
  }

  @Test(arguments: [
    "Sehen Sie die Nachrichten auf Netflix.", "They asked us to sign the petition.",
    "She will donate now and then.",
    "Millions watch White Nights on Netflix.",
    "Do not watch White Nights on Netflix.",
    "Watch it on Netflix.",
    "Watch White Nights.", "She watched White Nights on Netflix.", "Watch out, Bo Sample is on Netflix.",
    "Watch White Nights on Netflixes.", "Netflix is where to watch White Nights.",
  ])
  func `what is no order is not proposed`(text: String) {
    #expect(copy(text).article?.callsToAction == [])
  }

  @Test(arguments: [
    ("One line", "One line", nil, 0, ["no-byline", "no-section", "no-body"]),
    ("Text.\n\nThe Title\n\nBy Ada Example", "The Title", nil, 1, ["no-section"]),
    ("Text.\n\nSection\n\nThe Title", "The Title", "Section", 1, ["no-byline"]),
    ("Text.\n\nSection\nThe Title?\nBy Ada Example", "The Title?", "Section", 1, []),
    (
      "Text.\r\n\r\nSection\r\n\r\nIs It ‘So’?  \r\n\r\nBy Ada Example\r\n\r\n\r\n", "Is It ‘So’?", "Section",
      1, []
    ),
    ("Text.\n\nBy and by it rained.", nil, nil, 0, ["no-title"]),
    ("Text.\n\nMore text.", nil, nil, 0, ["no-title"]),
    ("By Ada Example", nil, nil, 0, ["no-title"]),
  ])
  func `section, title and byline are the last lines`(
    text: String, title: String?, section: String?, paragraphs: Int, ids: [String]
  ) {
    let (article, findings) = read(text, "a.txt")
    #expect(article?.title == title)
    #expect(article?.section == section)
    #expect((article?.body.count ?? 0) == paragraphs)
    #expect(findings.map(\.id) == ids)
  }

  @Test func `what is missing at the end is said in these words`() {
    #expect(
      read("Text.\n\nMore text.", "a.txt").findings.map(\.text) == [
        "a.txt:3: error: no line looks like the title [no-title]\n3 | More text.\n"
          + "help: the last lines should be the section, the title and 'By NAME'"
      ])
    #expect(
      read("One line", "a.txt").findings.map(\.text) == [
        "a.txt:1: warning: the last line does not say 'By NAME' [no-byline]\n1 | One line\n"
          + "help: add 'byline: [NAME]' to the front matter",
        "a.txt:1: note: no line before the title looks like a section [no-section]\n1 | One line\n"
          + "help: add 'section: …' to the front matter",
        "a.txt: warning: there is no text beside the title [no-body]",
      ])
  }

  @Test func `several names are several authors`() {
    let article = read("Text.\n\nTitle\n\nBY Ada Example, Bo Sample and Cy Test", "a.txt").article
    #expect(article?.byline.map(\.name) == ["Ada Example", "Bo Sample", "Cy Test"])
  }

  @Test(arguments: ["curly.txt", "straight.txt"])
  func `nothing is lost and nothing is doubled`(name: String) throws {
    let bytes = try fixture(name)
    let article = try #require(read(bytes, name).article)
    var parts = article.body.map { block -> String in
      if case .quote(let blocks, _) = block { return blocks.map(\.plainText).joined(separator: " ") }
      return block.plainText
    }
    parts +=
      article.related.map(\.title) + article.byline.map(\.name) + [article.title, article.section ?? ""]
    func words(_ text: String) -> [String] {
      text.split { !$0.isLetter && !$0.isNumber }.map(String.init).sorted()
    }
    let source = String(decoding: bytes, as: UTF8.self)
    let markers = ["Read", "More", "Read", "more", "Related", "By", "and"]
    var expected = words(source)
    for marker in markers.prefix(name == "curly.txt" ? 2 : 0) + ["By"] {
      expected.remove(at: try #require(expected.firstIndex(of: marker)))
    }
    if name == "straight.txt" {
      for marker in ["Read", "more", "Related", "and"] {
        expected.remove(at: try #require(expected.firstIndex(of: marker)))
      }
    }
    #expect(words(parts.joined(separator: " ")) == expected)
  }

  @Test func `half a megabyte of open quotations is read`() {
    let text = String(repeating: "“A paragraph that is never closed, on Netflix.\n\n", count: 10_500)
    #expect(text.utf8.count > 500_000)
    #expect(copy(text).article?.body.count == 10_500)
  }
}

/// Press copy as agencies and papers of several countries leave it.
struct PressCopyOfOthersTests {
  static let bylines = [
    ("Von Jana Beispiel", ["Jana Beispiel"]),
    ("Par Élise Exemple et Marc Modèle", ["Élise Exemple", "Marc Modèle"]),
    ("Por Lucía Ejemplo y Ana Muestra", ["Lucía Ejemplo", "Ana Muestra"]),
    ("Di Anna Esempio", ["Anna Esempio"]),
    ("Door Jan Voorbeeld", ["Jan Voorbeeld"]),
    ("By Ada Example, Bo Sample and Cy Test", ["Ada Example", "Bo Sample", "Cy Test"]),
  ]

  @Test(arguments: bylines)
  func `the byline is read in the language of the paper`(line: String, names: [String]) {
    let (article, _) = read("The text is here and goes on.\n\nSection\n\nThe Title\n\n\(line)\n", "a.txt")
    #expect(article?.byline.map(\.name) == names)
    #expect(article?.title == "The Title")
  }

  @Test func `who took the pictures is an author with a role`() {
    let (article, _) = read(
      "The text is here.\n\nPhotos: Bo Sample\n\nSection\n\nThe Title\n\nBy Ada Example\nTranslation: Cy Test\n",
      "a.txt")
    #expect(article?.byline.map(\.name) == ["Ada Example", "Bo Sample", "Cy Test"])
    #expect(article?.byline.map(\.role) == [nil, "photographs", "translation"])
    #expect(article?.body.count == 1)
  }

  @Test(arguments: [
    "Photos: they were everywhere, and nobody had asked for them.",
    "Photograph the boat, she said: nobody will believe us.",
  ])
  func `a sentence is no credit`(sentence: String) {
    let (article, _) = read("\(sentence)\n\nSection\n\nThe Title\n\nBy Ada Example\n", "a.txt")
    #expect(article?.body == [.paragraph([.text(sentence)])])
  }

  @Test(arguments: [
    ("SPRINGFIELD, 17 May 2024 (Wire) — The ferry left.", "2024-05-17"),
    ("BERLIN, 17. Mai 2024 – Die Fähre fuhr ab.", "2024-05-17"),
    ("PARIS (Agence), le 17 mai 2024 – Le bateau est parti.", "2024-05-17"),
    ("SPRINGFIELD — The ferry left.", nil),
    ("The ferry left on 17 May 2024 — late, as ever.", nil),
  ])
  func `the day in a dateline is the article's, and the dateline stays`(text: String, date: String?) {
    let (article, _) = read("\(text)\n\nSection\n\nThe Title\n\nBy Ada Example\n", "a.txt")
    #expect(article?.published == date)
    #expect(article?.body == [.paragraph([.text(text)])])
  }

  @Test func `a pull quote is left out where another paragraph has it word for word`() {
    let (article, findings) = read(
      """
      The captain looked up and said that a ferry always knows where it is going, even in fog.

      “A ferry always knows where it is going”

      And then she laughed, which nobody had seen before.

      Section

      The Title

      By Ada Example
      """, "a.txt")
    #expect(article?.body.count == 2)
    #expect(findings.map(\.id) == ["pull-quote"])
  }
}
