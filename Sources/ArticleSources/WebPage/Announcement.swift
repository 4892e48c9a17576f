/// What a heading says that follows: other pieces, or what readers wrote.
enum Announcement: Hashable {
  case others, comments

  /// Reads the text of a heading or of a short line; nil where it announces neither.
  init?(_ text: String) {
    guard text.utf8.count < 120 else { return nil }
    let words = text.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
    guard !words.isEmpty, words.count <= 14 else { return nil }
    let line = words.joined(separator: " ").replacing("’", with: "'")
    if Self.otherLines.contains(line)
      || words.count <= 8 && Self.otherBeginnings.contains(where: line.hasPrefix)
    {
      self = .others
    } else if Self.commentLines.contains(line) || Self.commentBeginnings.contains(where: line.hasPrefix) {
      self = .comments
    } else {
      return nil
    }
  }

  private static let otherLines: Set<String> = [
    // English
    "read more", "read also", "also read", "also see", "see also", "related", "related story",
    "related stories", "related article", "related articles", "related reading", "related posts",
    "related content", "related topics", "related news", "related links", "related coverage",
    "more on this", "more on this story", "further reading", "recommended", "recommended for you",
    "recommended reading", "read next", "up next", "next up", "you may also like", "you might also like",
    "you may like", "don't miss", "more from", "more stories", "more news", "more posts", "most popular",
    "most read", "popular posts", "popular stories", "trending", "trending now", "top stories",
    "latest news", "latest stories", "latest posts", "recent posts", "editor's picks", "editors' picks",
    "watch next", "what to read next", "keep reading", "promoted stories", "sponsored content",
    "around the web", "from around the web", "you may be interested in",
    // German
    "lesen sie auch", "lesen sie hier", "lesen sie mehr", "mehr dazu", "mehr zum thema", "zum thema",
    "ähnliche beiträge", "ähnliche artikel", "ähnliche themen", "weitere artikel", "weitere beiträge",
    "weitere themen", "weitere meldungen", "weitere nachrichten", "verwandte artikel", "verwandte themen",
    "verwandte beiträge", "auch interessant", "das könnte sie auch interessieren",
    "das könnte dich auch interessieren", "das könnte ihnen auch gefallen", "das könnte dir auch gefallen",
    "passend zum thema", "meistgelesen", "meistgelesene artikel", "topmeldungen", "aktuelle artikel",
    "neueste beiträge", "lesetipps", "links zum thema", "weiterführende links", "beliebte artikel",
    // French
    "lire aussi", "à lire aussi", "a lire aussi", "lire également", "sur le même sujet", "sur le même thème",
    "dans la même rubrique", "articles liés", "articles similaires", "à voir aussi", "les plus lus",
    "derniers articles", "voir aussi", "pour aller plus loin", "vous aimerez aussi",
    // Spanish, Portuguese, Italian
    "lea también", "lee también", "leer más", "te puede interesar", "te puede interesar también",
    "noticias relacionadas", "artículos relacionados", "más noticias", "lo más leído", "ver también",
    "más información", "leia também", "leia mais", "veja também", "notícias relacionadas",
    "artigos relacionados", "mais lidas", "leggi anche", "articoli correlati", "potrebbe interessarti",
    "ti potrebbe interessare", "i più letti",
    // Dutch, the north, the east
    "lees ook", "lees meer", "gerelateerde artikelen", "läs också", "läs mer", "les også", "læs også",
    "lue myös", "czytaj także", "zobacz także", "zobacz też", "читайте также", "čtěte také",
    // Turkish, Arabic, Chinese, Japanese, Korean
    "ilgili haberler", "اقرأ أيضا", "اقرأ أيضاً", "مواضيع ذات صلة", "相关阅读", "相关新闻", "相关文章", "相关推荐",
    "推荐阅读", "延伸阅读", "延伸閱讀", "相關新聞", "相關文章", "関連記事", "関連ニュース", "あわせて読みたい", "おすすめ記事",
    "관련기사", "เรื่องที่เกี่ยวข้อง", "ข่าวที่เกี่ยวข้อง", "관련 기사",
  ]

  private static let otherBeginnings = [
    "more from ", "more in ", "more by ", "more about ", "recommended for ", "derniers articles ",
    "mehr von ", "mehr aus ", "weitere artikel ", "diese beiträge ", "other articles ", "latest from ",
    "das könnte ", "the latest on ", "also on ", "los más ",
  ]

  private static let commentLines: Set<String> = [
    "comments", "comment", "reader comments", "your comments", "responses", "replies", "discussion",
    "kommentare", "kommentar", "leserkommentare", "commentaires", "commentaire", "vos commentaires",
    "comentarios", "comentario", "comentários", "commenti", "commento", "reacties", "kommentarer",
    "komentarze", "yorumlar", "комментарии", "التعليقات", "تعليقات", "コメント", "评论", "評論", "网友评论", "댓글",
  ]

  private static let commentBeginnings = [
    "leave a reply", "leave a comment", "post a comment", "add a comment", "add your comment",
    "write a comment",
    "join the discussion", "responses to ", "response to ", "comments on ", "comment on ", "thoughts on ",
    "thought on ", "replies to ", "schreibe einen kommentar", "schreiben sie einen kommentar",
    "kommentar schreiben", "kommentare zu ", "kommentar verfassen", "hinterlasse eine", "antworten zu ",
    "laisser un commentaire", "laissez un commentaire", "laisser une réponse", "deja un comentario",
    "deja una respuesta", "deixe um comentário", "deixe uma resposta", "lascia un commento",
    "geef een reactie",
    "skriv en kommentar", "lämna en kommentar", "dodaj komentarz", "bir yorum", "コメントを",
  ]
}
