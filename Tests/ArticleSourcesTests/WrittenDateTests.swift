import Editorial
import Testing

@testable import ArticleSources

@Suite struct WrittenDateTests {
  static let dates: [(written: String, language: String?, read: String?)] = [
    ("2024-05-17", nil, "2024-05-17"), ("2024-5-7", nil, "2024-05-07"), ("2024/05/17", nil, "2024-05-17"),
    ("2024-05-17T10:00:00Z", nil, "2024-05-17T10:00:00Z"),
    ("2024-05-17T10:00:00.123+0200", nil, "2024-05-17T10:00:00+02:00"),
    ("2024-05-17T10:00+02", nil, "2024-05-17T10:00:00+02:00"),
    ("2024-05-17 10:00:00", nil, "2024-05-17T10:00:00"),
    ("2024-05-17T10:00:00-00:00", nil, "2024-05-17T10:00:00Z"), ("20240517", nil, "2024-05-17"),
    ("20240517T101112Z", nil, "2024-05-17T10:11:12Z"), ("2024-05", nil, "2024-05-01"),
    ("Fri, 17 May 2024 10:00:00 +0200", nil, "2024-05-17T10:00:00+02:00"),
    ("17 May 24 10:00 EST", nil, "2024-05-17T10:00:00-05:00"),
    ("Fri, 17 May 2024 10:00:00 GMT", nil, "2024-05-17T10:00:00Z"),
    ("Fri May 17 10:00:00 2024", nil, "2024-05-17"),
    ("May 17, 2024", nil, "2024-05-17"), ("May 17th, 2024 at 3pm", nil, "2024-05-17"),
    ("17 May 2024", nil, "2024-05-17"),
    ("Published 17 Sept 2024", nil, "2024-09-17"), ("17. Mai 2024, 10:00 Uhr", "de", "2024-05-17"),
    ("1er mars 2024", "fr", "2024-03-01"),
    ("17 de mayo de 2024", "es", "2024-05-17"), ("17 maggio 2024", "it", "2024-05-17"),
    ("17 мая 2024", "ru", "2024-05-17"),
    ("17 maja 2024", "pl", "2024-05-17"), ("2024年5月17日", "ja", "2024-05-17"),
    ("2024년 5월 17일", "ko", "2024-05-17"),
    ("17.05.2024", "de", "2024-05-17"), ("3/4/2024", "en-US", "2024-03-04"),
    ("3/4/2024", "en-GB", "2024-04-03"),
    ("17/5/2024", "en-US", "2024-05-17"), ("1715940000", nil, "2024-05-17T10:00:00Z"),
    ("1715940000000", nil, "2024-05-17T10:00:00Z"),
    ("1709251199", nil, "2024-02-29T23:59:59Z"), ("1735689600", nil, "2025-01-01T00:00:00Z"),
    ("2024-02-29", nil, "2024-02-29"), ("2023-02-29", nil, nil), ("2024-13-01", nil, nil),
    ("yesterday", nil, nil), ("", nil, nil),
    ("12345", nil, nil), ("may be 3 or 4", nil, nil), ("Room 101, Floor 2", nil, nil), ("00000000", nil, nil),
  ]

  @Test(arguments: dates)
  func `a date is read as it was meant`(written: String, language: String?, read: String?) {
    #expect(WrittenDate(written, language: language)?.text == read)
  }
}

@Suite struct WrittenBylineTests {
  static let bylines: [(written: String, names: [String])] = [
    ("By Ada Example", ["Ada Example"]), ("by Ada Example and Bo Sample", ["Ada Example", "Bo Sample"]),
    ("Von Jana Beispiel und Bo Muster", ["Jana Beispiel", "Bo Muster"]),
    ("Par Élise Exemple et Marc Modèle", ["Élise Exemple", "Marc Modèle"]),
    ("Por Lucía Ejemplo y Ana Muestra", ["Lucía Ejemplo", "Ana Muestra"]),
    ("Di Anna Esempio e Luca Prova", ["Anna Esempio", "Luca Prova"]),
    ("Door Jan Voorbeeld", ["Jan Voorbeeld"]), ("Ada Example, Senior Editor", ["Ada Example"]),
    ("Ada Example & Bo Sample, Staff Writers", ["Ada Example", "Bo Sample"]),
    ("Written by: Ada Example | Updated 3 hours ago", ["Ada Example"]),
    ("J. R. Sample Jr.", ["J. R. Sample Jr."]), ("見本花子", ["見本花子"]),
    ("admin", []), ("https://facebook.com/x", []), ("a@example.org", []), ("", []), ("By", ["By"]),
  ]

  @Test(arguments: bylines)
  func `names are taken from a byline, and nothing else`(written: String, names: [String]) {
    #expect(WrittenByline(written).authors.map(\.name) == names)
  }
}

@Suite struct WrittenLanguageTests {
  @Test(arguments: [
    ("en", "en"), ("de_at", "de-AT"), ("EN-us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"),
    ("en-US,en;q=0.9", "en-US"), ("es-419", "es-419"),
    ("english", nil), ("", nil), ("x", nil), ("und", nil), ("pt-BR.UTF-8", "pt-BR"),
  ])
  func `a tag is written as BCP 47 has it`(written: String, tag: String?) {
    #expect(WrittenLanguage.tag(written) == tag)
  }

  @Test(arguments: [
    (
      "The ferry leaves at six and it was the last boat of the day for all of us on the islands, as they said.",
      "en"
    ),
    (
      "Die Fähre fährt um sechs und sie ist das letzte Schiff des Tages, das auf der Insel nicht zu sehen war.",
      "de"
    ),
    (
      "Le bateau part à six heures et il est le dernier de la journée pour les gens qui vivent sur l'île avec nous.",
      "fr"
    ),
    (
      "El barco sale a las seis y es el último del día para la gente que vive en la isla con los suyos.", "es"
    ),
    ("Первая яблоня появилась на крыше депо в ту весну, когда сняли старые баки.", "ru"),
    ("朝の四時に店が開く。市場は遠くへ移ってしまった。そうである。", "ja"),
    ("A B C", nil), ("", nil),
  ])
  func `the language of a text is told by its small words`(text: String, language: String?) {
    #expect(WrittenLanguage.guessed(text) == language)
  }
}
