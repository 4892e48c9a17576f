import Diagnostics
import Editorial
import Foundation
import Records
import Testing

/// The project's own services and languages.
enum Words {
  private static let config = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "config")

  static let tags = ["en", "de", "fr", "es", "ar"]

  static func yaml(_ tag: String) throws -> String {
    try String(contentsOf: config.appending(path: "languages/\(tag).yaml"), encoding: .utf8)
  }

  static func lexicon(standard: String = "en") throws -> Lexicon {
    Lexicon(
      providers: try ProviderCatalog(
        yaml: String(contentsOf: config.appending(path: "providers.yaml"), encoding: .utf8), file: "p.yaml"),
      languages: try tags.map { try Language(tag: $0, yaml: yaml($0), file: "\($0).yaml") },
      standard: standard)
  }
}

struct LanguageTests {
  @Test(arguments: [
    ("en", "Watch The Sea on Netflix", "Watch The Sea", "Watch on Netflix", "Watch now"),
    ("de", "The Sea auf Netflix ansehen", "The Sea ansehen", "Auf Netflix ansehen", "Jetzt ansehen"),
    ("fr", "Regarder The Sea sur Netflix", "Regarder The Sea", "Regarder sur Netflix", "Regarder maintenant"),
    ("es", "Ver The Sea en Netflix", "Ver The Sea", "Ver en Netflix", "Ver ahora"),
    ("ar", "شاهد The Sea على Netflix", "شاهد The Sea", "شاهد على Netflix", "شاهد الآن"),
  ])
  func `a button says action, title and service in the article's language`(
    tag: String, both: String, title: String, provider: String, alone: String
  ) throws {
    let lexicon = try Words.lexicon()
    let language = lexicon.language(tag)
    func label(_ title: String?, _ provider: String?) -> String {
      lexicon.label(of: CallToAction(.watch, title: title, provider: provider), in: language)
    }
    #expect(label("The Sea", "netflix") == both)
    #expect(label("The Sea", nil) == title)
    #expect(label(nil, "netflix") == provider)
    #expect(label(nil, nil) == alone)
  }

  @Test(arguments: Words.tags)
  func `every language has words for every action`(tag: String) throws {
    let lexicon = try Words.lexicon()
    let language = lexicon.language(tag)
    for action in Action.allCases {
      for (title, provider) in [("Tt", "netflix"), (nil, "netflix"), ("Tt", nil), (nil, nil)]
        as [(String?, String?)]
      {
        let label = lexicon.label(of: CallToAction(action, title: title, provider: provider), in: language)
        #expect(!label.isEmpty)
        #expect(label.contains("Tt") == (title != nil))
        #expect(label.contains("Netflix") == (provider != nil))
        #expect(!label.contains(where: { "[]{}".contains($0) }))
        #expect(language.action(of: label) == action, "\(label) is read back as its action")
      }
    }
  }

  @Test func `the author's own words come first, and a title can stand in quotation marks`() throws {
    let lexicon = try Words.lexicon()
    let call = CallToAction(.watch, title: "The Sea", provider: "netflix")
    #expect(
      lexicon.label(of: CallToAction(.sign, label: "Put your name"), in: lexicon.standard) == "Put your name")
    #expect(
      lexicon.label(of: call, in: lexicon.standard, quoting: true) == "Watch \"The Sea\" on Netflix")
    #expect(
      lexicon.label(of: call, in: lexicon.language("de"), quoting: true) == "„The Sea“ auf Netflix ansehen")
  }

  @Test func `a title with placeholders in it stays as it is`() throws {
    let lexicon = try Words.lexicon()
    let call = CallToAction(.watch, title: "{provider}[ {title}]", provider: "netflix")
    #expect(lexicon.label(of: call, in: lexicon.standard) == "Watch {provider}[ {title}] on Netflix")
  }

  @Test(
    arguments: [
      ("de", "de"), ("de-AT", "de"), ("DE-Latn-AT", "de"), ("ar-EG", "ar"), ("pt-BR", "fr"), ("", "fr"),
      (nil, "fr"),
      ("en-a-x", "en"),
    ] as [(String?, String)])
  func `a tag finds its language by its longest part, or else the standard`(tag: String?, found: String)
    throws
  {
    #expect(try Words.lexicon(standard: "fr-CA").language(tag).tag == found)
  }

  @Test(
    arguments: [
      ("Watch on Netflix", Action.watch), ("Auf Netflix ansehen", .watch), ("Signez la pétition", .sign),
      ("Suscríbete", .subscribe), ("Click here", nil), ("", nil),
    ] as [(String, Action?)])
  func `the verb of a label tells its action`(label: String, action: Action?) throws {
    #expect(try Words.lexicon().languages.lazy.compactMap { $0.action(of: label) }.first == action)
  }

  @Test func `names and dates are said as the language does`() throws {
    let lexicon = try Words.lexicon()
    let english = lexicon.language("en")
    #expect(english.byline(["Ada", "Bo", "Cy"]) == "By Ada, Bo and Cy")
    #expect(english.byline([]) == nil)
    #expect(english.spelledOut("2017-02-24T10:00:00Z") == "24 February 2017")
    #expect(english.spelledOut("2017-13-24") == "2017-13-24")
    #expect(lexicon.language("de").spelledOut("2017-03-01") == "1. März 2017")
    #expect(lexicon.language("es").spelledOut("2017-03-01") == "1 de marzo de 2017")
    #expect(lexicon.language("fr").byline(["Ada", "Bo"]) == "Par Ada et Bo")
  }

  @Test(
    arguments: [
      ("The mill is by the river, and the baker has to be up at four for it.", "en"),
      ("Die Mühle ist in der Stadt, und der Bäcker geht mit dem Brot von Haus zu Haus.", "de"),
      ("Le moulin est sur la rivière et le boulanger de la ville y va avec du pain pour un ami.", "fr"),
      ("El molino de la ciudad es para el panadero, y con un amigo va por la calle.", "es"),
      ("عادت المنارة تبث كل مساء نصف ساعة من الموسيقى.", "ar"), ("Ο μύλος είναι δίπλα στο ποτάμι.", nil),
      ("Mlinar", nil), ("", nil),
    ] as [(String, String?)])
  func `a text tells its language by its small words`(text: String, tag: String?) throws {
    #expect(try Words.lexicon().likelyLanguage(of: text)?.tag == tag)
  }

  @Test(arguments: [
    "Watch {title}", "Watch[ {title}", "Watch[ {titel}]", "[{title}{provider}]", "[[{title}]]", "a]", "[]",
  ])
  func `a pattern that cannot be read is none`(pattern: String) {
    #expect(LabelPattern(pattern) == nil)
  }

  @Test func `what is wrong with a language file is said with its place`() throws {
    let yaml = try Words.yaml("en").replacing("Watch[ {title}][ on {provider}]", with: "Watch {title}")
      .replacing("By {names}", with: "By").replacing("  unsubscribe:", with: "  unsubscibe:")
      .replacing(", December]", with: "]")
    let error = #expect(throws: UnusableContent.self) { try Language(tag: "en", yaml: yaml, file: "en.yaml") }
    #expect(
      error?.findings.map { "\($0.place?.line ?? 0) \($0.message)" } ?? [] == [
        "14 \"Watch {title}\" is no pattern of a label: {title} and {provider} stand in brackets of their own",
        "75 'unsubscribe' is missing",
        "76 'byline' needs {names} once",
        "86 unknown key 'unsubscibe'",
        "93 a year has twelve months, not 11",
      ])
  }
}
