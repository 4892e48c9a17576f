import Diagnostics

extension Check {
  /// `placeholder-tags`: no tag of a template is left.
  static let placeholderTags = Check(
    "placeholder-tags", .placeholders, .error,
    wants: "no tag of a template is left",
    because: "Readers see {{name}} or *|NAME|* where their names should be.",
    accepts: [.html("<p>{ not a tag }</p>")],
    reports: [
      .html("<p>Hello ↓{{recipient.nmae}}</p>"), .html("<p>Hello ↓*|FNAME|*</p>"),
      .html("<p>Hello ↓%%first_name%%</p>"), .subject("For ↓[[name]]"),
    ]
  ) { input in
    let texts = [input.subject, input.preheader, input.page.visibleText, input.text]
    var seen: Set<String> = []
    return texts.filter(\.mayHoldTag).flatMap { text in
      text.matches(
        of:
          /\{\{[^{}\n]{1,60}\}\}|\*\|[A-Za-z0-9_:]{1,40}\|\*|%%[A-Za-z0-9_]{1,40}%%|\[\[[A-Za-z0-9_. ]{1,40}\]\]/
      ).map { String($0.0) }
    }.filter { seen.insert($0).inserted }.map { Report("the tag \($0) is left", at: $0) }
  }
}

extension String {
  /// Whether two octets stand in it that begin a tag: `{{`, `*|`, `%%`, `[[`.
  fileprivate var mayHoldTag: Bool {
    let begins = ["{{", "*|", "%%", "[["].map { Array($0.utf8) }
    return zip(utf8, utf8.dropFirst()).contains { first, second in
      begins.contains { $0[0] == first && $0[1] == second }
    }
  }
}
