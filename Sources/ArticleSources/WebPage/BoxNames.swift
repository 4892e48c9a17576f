import Markup

/// What the class and the identifier of an element say that it is.
struct BoxNames: OptionSet {
  let rawValue: Int

  /// What readers write.
  static let comments = BoxNames(rawValue: 1)
  /// Lists of links to other pieces.
  static let links = BoxNames(rawValue: 2)
  /// Share bars, advertisements, things to do.
  static let boxes = BoxNames(rawValue: 4)
  /// What stands beside, above and below the article.
  static let margins = BoxNames(rawValue: 8)
  /// The line of author and date.
  static let details = BoxNames(rawValue: 16)
  /// The text itself.
  static let body = BoxNames(rawValue: 32)
  /// The sentence under the title.
  static let dek = BoxNames(rawValue: 64)
  /// Links of the kind "read more".
  static let related = BoxNames(rawValue: 128)
  /// Sign-up forms, consent, what lies over the page: no part of the text, however long.
  static let notices = BoxNames(rawValue: 256)

  init(rawValue: Int) { self.rawValue = rawValue }

  init(_ element: MarkupTree.Element) {
    var names = BoxNames([])
    for word in element.classes where !Self.builders.contains(where: word.hasPrefix) {
      names.formUnion(Self.names(in: word))
    }
    if !HTMLVocabulary.isHeading(element.name), element.name != "p", let id = element.attributes["id"] {
      names.formUnion(Self.names(in: id))
    }
    for key in ["data-component", "data-testid", "data-module", "data-area", "data-component-name"] {
      if let value = element.attributes[key], value.utf8.count < 60 { names.formUnion(Self.names(in: value)) }
    }
    self = names
  }

  /// What page builders call everything that they lay out.
  private static let builders = [
    "elementor", "wpb_", "vc_", "et_pb", "fl-", "fusion-", "siteorigin", "so-widget",
  ]

  /// The meanings of a name: of its words, and of the whole.
  private static func names(in name: String) -> BoxNames {
    var names = BoxNames([])
    var word: [UInt8] = []
    var isAfterLower = false
    func flush() {
      // `sidebar2` is a sidebar.
      while let last = word.last, (48...57).contains(last) { word.removeLast() }
      if word.count > 1, let meaning = words[String(decoding: word, as: UTF8.self)] {
        names.formUnion(meaning)
      }
      word.removeAll(keepingCapacity: true)
    }
    for byte in name.utf8.prefix(120) {
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isAfterLower { flush() }
        word.append(byte | 0x20)
        isAfterLower = false
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        word.append(byte)
        isAfterLower = true
      default:
        flush()
        isAfterLower = false
      }
    }
    flush()
    let plain = String(
      decoding: name.utf8.filter { $0 != 0x2D && $0 != 0x5F }.map { (65...90).contains($0) ? $0 | 0x20 : $0 },
      as: UTF8.self)
    if let meaning = whole[plain] { names.formUnion(meaning) }
    return names
  }

  private static func table(_ lists: [(BoxNames, String)]) -> [String: BoxNames] {
    var table: [String: BoxNames] = [:]
    for (meaning, words) in lists {
      for word in words.split(separator: " ") { table[String(word), default: []].formUnion(meaning) }
    }
    return table
  }

  private static let words = table([
    (
      .comments,
      "comments comment commentlist commenting disqus respond livefyre replies spotim kommentare kommentar commentaires commentaire comentarios comentario commenti reacties forum wpdiscuz discourse trackbacks pingbacks"
    ),
    (
      .links,
      "recommended recommendations recommend recirc recirculation trending popular mostread mostpopular breadcrumb breadcrumbs menu nav navbar navigation pagination pager paging tags tagged taglist tagcloud topics keywords categories teaser teasers teaserlist morefrom upnext nextprev prevnext outbrain taboola carousel sitemap subnav topnav toc linklist"
    ),
    (
      .related,
      "related relateds relatedposts relatedarticles relatedcontent relatedstories relatedlinks relateditems readmore readnext readalso seealso furtherreading alsoread suggest suggested suggestions nextstory nextpost nextarticle othernews morenews relacionadas relacionados verwandt yarpp crosslinks recommandations"
    ),
    (
      .boxes,
      "share sharing shares sharebar sharebuttons sharedaddy sharetools social socials socialmedia addtoany addthis sharethis partage partager compartir mailchimp promo promos promotion promotions promobox advert advertisement advertisements advertising ads ad adslot adunit adbox advertorial sponsor sponsored sponsors banner paywall poll quiz rating ratings reactions donation donations donate cta toolbar tools toolbox print printonly feedback survey app applinks notification notice alert widget widgets instapaper flattr patreon kofi"
    ),
    (
      .notices,
      "newsletter newsletters signup subscribe subscription optin cookie cookies consent gdpr modal popup popover overlay lightbox tooltip regwall login signin register disclaimer copyright"
    ),
    (
      .margins,
      "sidebar sidebars aside rail rightrail leftrail footer footers foot masthead topbar siteheader secondary offcanvas drawer"
    ),
    (
      .details,
      "byline bylines dateline timestamp author authors authorbox authorbio authorinfo bio meta metadata postmeta entrymeta articlemeta metabar contributor contributors credits readtime readingtime published pubdate postdate"
    ),
    (
      .body,
      "articlebody articlecontent articletext storybody storycontent entrycontent postcontent postbody bodytext bodycopy richtext prose wysiwyg maincontent contentbody"
    ),
    (
      .dek,
      "dek deck standfirst subtitle subheadline subhead lede intro introduction vorspann chapo sapo lead summary excerpt teasertext abstract"
    ),
  ])

  /// Names that only mean something as a whole.
  private static let whole = table([
    (
      .body,
      "articlebody articlecontent articletext articlebodytext storybody storycontent storybodytext entrycontent postcontent postbody bodytext bodycopy richtext prose maincontent articlebodycontent articlemaincontent contentbody singlecontent pagecontent ghcontent availablecontent bodymarkup"
    ),
    (.comments, "disqusthread commentlist commentsection commentsarea"),
    (.links, "mwpagehead catlinks navbox mwnavigation toc mweditsection"),
    (.boxes, "hatnote noprint mwjumplink mweditsection siteSub jumptonav"),
    (
      .related,
      "relatedposts relatedarticles relatedcontent relatedstories jprelatedposts readmore readnext morestories morefrom youmaylike"
    ),
    (
      .margins,
      "widgetarea sidebarwidgets footerwidgets sitefooter pagefooter siteheader pageheader rightcolumn"
    ),
  ])
}
