import Diagnostics
import Editorial
import Records

/// Reads the keys of an article, which front matter and JSON have in common.
struct ArticleFields {
  let record: Record
  let lexicon: Lexicon

  /// The article without its body.
  func article() -> Article {
    let image = record.record("image").flatMap(picture)
    let language = language()
    var article = Article(
      title: record.string("title") ?? "", url: url("url", in: record), section: record.string("section"),
      byline: authors(), published: record.dateText("published"), language: language,
      dek: record.string("dek"), image: image, callsToAction: callsToAction(in: language), related: related(),
      tags: record.strings("tags") ?? [])
    article.origins = origins()
    return article
  }

  private func origins() -> [Article.Origin] {
    guard let origins = record.record("origins") else { return [] }
    return origins.keys.compactMap { key in origins.string(key).map { Article.Origin(field: key, origin: $0) }
    }
  }

  private func url(_ key: String, in record: Record) -> LinkURL? {
    guard let text = record.string(key) else { return nil }
    do throws(InvalidLinkURL) {
      return try LinkURL(authored: text)
    } catch {
      record.report("link-url", .url(key, text, error.explanation), at: key)
      return nil
    }
  }

  private func language() -> String? {
    guard let tag = record.string("language") else { return nil }
    if Language.isTag(tag) { return tag }
    record.report("language", .language(tag), at: "language", help: ["write it as en, pt-BR or zh-Hant"])
    return nil
  }

  private func authors() -> [Article.Author] {
    (record.values("byline") ?? []).compactMap { value in
      if let name = value.text { return Article.Author(name) }
      guard let author = record.record(from: value) else {
        record.report("wrong-type", .author, at: value.place)
        return nil
      }
      let (name, role) = (author.string("name", required: true), author.string("role"))
      let url = url("url", in: author)
      return name.map { Article.Author($0, role: role, url: url) }
    }
  }

  private func picture(_ image: Record) -> Picture? {
    let src = image.string("src", required: true)
    let alt = image.string("alt")
    let (width, height) = (image.int("width", in: 1...20_000), image.int("height", in: 1...20_000))
    let (caption, credit) = (image.string("caption"), image.string("credit"))
    guard let src else { return nil }
    guard let source = Picture.Source(src) else {
      image.report("image-url", .picture(src), at: "src")
      return nil
    }
    if alt == nil, image.value("alt") == nil {
      image.report("image-alt", .noAlt(src), at: image.place, severity: .warning, help: ["add 'alt: …'"])
    }
    return Picture(
      src: source, alt: alt ?? "", width: width, height: height, caption: caption, credit: credit)
  }

  private func callsToAction(in language: String?) -> [CallToAction] {
    var primary = 0
    return (record.records("callsToAction") ?? []).compactMap { entry in
      let action = entry.choice("action", of: Action.allCases.map(\.rawValue), required: true)
      let url = url("url", in: entry)
      let provider = provider(of: entry) ?? url.flatMap { lexicon.providers.provider(for: $0)?.id }
      let (title, label) = (entry.string("title"), entry.string("label"))
      let (isPrimary, expires) = (entry.bool("primary") ?? false, entry.dateText("expires"))
      let evidence = entry.string("evidence")
      let confidence = entry.choice("confidence", of: CallToAction.Confidence.allCases.map(\.rawValue))
      guard let action = action.flatMap(Action.init(rawValue:)) else { return nil }
      let call = CallToAction(
        action, title: title, provider: provider, url: url, label: label, isPrimary: isPrimary,
        expires: expires,
        evidence: evidence, isProposed: evidence != nil && url == nil,
        confidence: confidence.flatMap(CallToAction.Confidence.init(rawValue:)))
      if isPrimary { primary += 1 }
      if isPrimary, primary == 2 { entry.report("call-to-action-primary", .twoPrimary, at: "primary") }
      if url == nil, entry.value("url") == nil {
        let name = lexicon.label(of: call, in: lexicon.language(language))
        entry.report(
          "call-to-action-url", missingURL(of: name), at: entry.place, severity: .warning,
          help: [missingURLHelp])
      }
      return call
    }
  }

  private func provider(of entry: Record) -> String? {
    guard let name = entry.string("provider") else { return nil }
    let wanted = name.lowercased()
    if let provider = lexicon.providers.providers.first(where: {
      $0.id == wanted || $0.name.lowercased() == wanted
    }) {
      return provider.id
    }
    entry.report(
      "unknown-provider", .unknownProvider(name), at: "provider",
      help: [didYouMean(name, in: lexicon.providers.ids) ?? "the providers are in config/providers.yaml"])
    return nil
  }

  private func related() -> [Article.RelatedLink] {
    (record.records("related") ?? []).compactMap { entry in
      let (title, label) = (entry.string("title", required: true), entry.string("label"))
      let url = url("url", in: entry)
      return title.map { Article.RelatedLink($0, url: url, label: label) }
    }
  }
}

/// What is said of a call to action whose address is not known.
func missingURL(of label: String) -> String {
  "the call to action \(String(reflecting: label)) has no URL"
}

/// What to do about it.
let missingURLHelp = "give it with --cta-url URL, or write 'url: https://…' under callsToAction"

extension String {
  fileprivate static let author = "an entry of 'byline' must be a name or a mapping with 'name'"
  fileprivate static let twoPrimary = "a second call to action is marked primary; an article has one"
  fileprivate static func url(_ key: String, _ text: String, _ why: String) -> String {
    "'\(key)' cannot be \(String(reflecting: String(text.prefix(100)))): \(why)"
  }
  fileprivate static func picture(_ text: String) -> String {
    "'src' cannot be \(String(reflecting: String(text.prefix(100)))): an image has an https: address or a path"
  }
  fileprivate static func noAlt(_ src: String) -> String {
    "the image \(String(reflecting: String(src.prefix(100)))) has no alternative text"
  }
  fileprivate static func language(_ tag: String) -> String {
    "\(String(reflecting: tag)) is not a language tag"
  }
  fileprivate static func unknownProvider(_ name: String) -> String {
    "no provider named \(String(reflecting: name))"
  }
}
