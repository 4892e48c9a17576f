/// The language of a page: what it says itself, as a tag of BCP 47, or what its words are.
enum WrittenLanguage {
  /// A tag as BCP 47 writes it: `de_at` is `de-AT`; nil for what is none.
  static func tag(_ written: String) -> String? {
    let parts = written.collapsedLine.prefix { $0 != "," && $0 != ";" && $0 != "." }
      .split { $0 == "-" || $0 == "_" }.map { $0.lowercased() }
    guard let language = parts.first, (2...3).contains(language.count),
      language.allSatisfy({ $0.isASCII && $0.isLetter }), language != "und", language != "xx"
    else { return nil }
    var tag = language
    for part in parts.dropFirst() {
      guard part.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else { break }
      switch part.count {
      case 2: tag += "-" + part.uppercased()
      case 3 where part.allSatisfy(\.isNumber): tag += "-" + part
      case 4 where part.allSatisfy(\.isLetter): tag += "-" + part.prefix(1).uppercased() + part.dropFirst()
      default: return tag
      }
    }
    return tag
  }

  /// The language that the most frequent words belong to; nil where the text is short or none wins clearly.
  static func guessed(_ text: String) -> String? {
    let sample = String(text.prefix(6_000))
    if let script = script(of: sample) { return script }
    var counts: [String: Int] = [:]
    var words = 0
    for word in sample.lowercased().split(whereSeparator: { !$0.isLetter && $0 != "'" && $0 != "’" }) {
      words += 1
      for language in frequent[String(word)] ?? [] { counts[language, default: 0] += 1 }
    }
    let ranked = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    guard words >= 12, let best = ranked.first, best.value * 12 >= words else { return nil }
    if ranked.count > 1, ranked[1].value * 10 > best.value * 9 { return nil }
    return best.key
  }

  private static func script(of text: String) -> String? {
    var counts: [String: Int] = [:]
    var letters = 0
    for scalar in text.unicodeScalars where scalar.value > 0x2FF || scalar.properties.isAlphabetic {
      letters += 1
      switch scalar.value {
      case 0x3040...0x30FF: counts["ja", default: 0] += 3
      case 0x4E00...0x9FFF: counts["zh", default: 0] += 1
      case 0xAC00...0xD7A3: counts["ko", default: 0] += 1
      case 0x0590...0x05FF: counts["he", default: 0] += 1
      case 0x0600...0x06FF: counts["ar", default: 0] += 1
      case 0x0370...0x03FF: counts["el", default: 0] += 1
      case 0x0900...0x097F: counts["hi", default: 0] += 1
      case 0x0E00...0x0E7F: counts["th", default: 0] += 1
      case 0x0456, 0x0457, 0x0454, 0x0491: counts["uk", default: 0] += 12
      case 0x0400...0x04FF: counts["ru", default: 0] += 1
      default: break
      }
    }
    guard letters >= 20, let best = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      best.value * 2 > letters
    else { return nil }
    return best.key
  }

  private static let frequent: [String: [String]] = {
    let lists = [
      "en":
        "the of and to in is that was for it with as his on be at by had not are but from or have an they which were her she you this",
      "de":
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über",
      "fr":
        "le la les de des et à en un une du dans que est pour qui sur par plus pas au ne se il ce avec sont elle mais aux cette ses ont été leur",
      "es":
        "de la que el en y los del se las por un para con no una su al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre",
      "it":
        "di che e la il un a per è in una non sono da con si del le dei della al come più anche nel gli ma alla delle i questo lo",
      "pt":
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser",
      "nl":
        "de het een van en in is dat op te zijn met voor niet aan er om ook als dan maar bij of uit nog naar heeft hij werd",
      "sv": "och att det i på som en av är för den till med inte har de om ett var han men från vi så kan",
      "da": "og at det i på som en af er for den til med ikke har de om et var han men fra vi så kan",
      "nb": "og å det i på som en av er for den til med ikke har de om et var han men fra vi så kan",
      "pl": "w i z na do się że nie to jest o jak po od za przez co ale dla są tym oraz jego",
      "fi": "ja on ei että se oli hän kun mutta ovat myös mukaan joka kuin sen",
      "tr": "ve bir bu da de için ile çok daha olarak olan gibi kadar sonra",
      "cs": "a se v na je že o s z do i to k ve pro za by ale jsou jako",
      "ro": "de și în a la cu pe că nu un o din este pentru mai care sunt",
    ]
    var table: [String: [String]] = [:]
    for (language, words) in lists {
      for word in words.split(separator: " ") { table[String(word), default: []].append(language) }
    }
    return table
  }()
}
