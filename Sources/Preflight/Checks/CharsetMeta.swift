import Diagnostics

extension Check {
  /// `charset-meta`: the document says its character set.
  static let charsetMeta = Check(
    "charset-meta", .clients, .note,
    wants: "the document says its character set",
    because: "It is asked for when somebody saves or prints the letter.",
    accepts: [.html("<p>more</p>")],
    reports: [.page("<html lang=\"en\"><head></head></html>")]
  ) { input in
    let isSaid = input.page.elements.contains {
      $0.name == "meta" && ($0["charset"] != nil || $0["content"]?.lowercased().contains("charset=") == true)
    }
    return isSaid ? [] : [Report("the document does not say its character set", "<meta charset=\"utf-8\">")]
  }
}
