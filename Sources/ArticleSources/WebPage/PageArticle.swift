import Diagnostics
import Editorial
import Markup

/// The article of a page: its fields, its text, and what is to be said about both.
struct PageArticle {
  private(set) var article: Article
  private(set) var findings: [Finding] = []

  init(_ tree: MarkupTree, head: PageHead, address: LinkURL?, file: String, lexicon: Lexicon) {
    let data = StructuredData(
      tree, address: head.canonical.flatMap { try? LinkURL($0, on: head.base) } ?? address)
    let body = PageBody(tree, head: head)
    article = PageFields(tree: tree, head: head, data: data, body: body, address: address).article()
    let place = Place(file: file)
    var reader = HTMLBlocks(
      tree, base: head.base, lexicon: lexicon, language: article.language, leftOut: body.leftOut)
    var blocks = body.containers.flatMap { reader.readElement($0) }
    if blocks.reduce(0, { $0 + $1.plainText.count }) < 200, let text = data.text("articleBody"),
      text.count > 200
    {
      blocks = Self.paragraphs(of: data.article["articleBody"].string ?? text, lexicon)
      article.origins.append(Article.Origin(field: "body", origin: "json-ld articleBody"))
    }
    var finish = PageFinish(
      article: article, blocks: blocks, lexicon: lexicon, standfirsts: body.standfirsts)
    finish.addRelated(from: body.relatedBoxes, tree: tree, base: head.base)
    finish.run()
    article = finish.article
    findings = reader.omissions.findings(at: place, includesElements: false) + finish.findings(at: place)
    if article.title.isEmpty {
      findings.append(Finding("no-title", .error, .noTitle, at: place, help: [.noTitleHelp]))
    }
    if article.body.isEmpty {
      findings.append(Finding("no-body", .error, .noBody, at: place, help: [.noBodyHelp]))
    }
  }

  private static func paragraphs(of text: String, _ lexicon: Lexicon) -> [Block] {
    if text.contains("<p") {
      return SanitisedHTML(text, at: Place(file: ""), lexicon: lexicon).blocks
    }
    return text.withoutCharacterReferences.split(whereSeparator: \.isNewline).compactMap {
      String($0).nonEmptyLine
    }.map { .paragraph([.text($0)]) }
  }
}

extension String {
  fileprivate static let noTitle = "the page has no title"
  fileprivate static let noTitleHelp = "is it the page of an article?"
  fileprivate static let noBody = "no text of an article was found on the page"
  fileprivate static let noBodyHelp = "a page that is built by scripts holds none; its feed may"
}
