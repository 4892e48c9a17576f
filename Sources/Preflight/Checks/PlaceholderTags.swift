import Diagnostics

extension Check {
  /// `placeholder-tags`: no tag of a template is left.
  static let placeholderTags = Check(
    "placeholder-tags", .placeholders, .error,
    wants: "no tag of a template is left",
    because: "Readers see {{name}} or *|NAME|* where their names should be.",
    accepts: [
      .html("<p>{ not a tag }</p>"), .html("<p>Write <code>{{ page.title }}</code> there.</p>"),
      .that("{{name}} in the letter, where the article has \\{{name}}") { input in
        input.html = CheckInput.sound.html.replacing("<!-- more -->", with: "<p>{{name}}</p>")
        input.text = CheckInput.sound.text.replacing("<more>", with: "{{name}}")
        input.sources = [CheckSource(file: "articles/a.md", text: "Write \\{{name}}.", isArticle: true)]
      },
    ],
    reports: [
      .html("<p>Hello ↓{{recipient.nmae}}</p>"), .html("<p>Hello ↓*|FNAME|*</p>"),
      .html("<p>Hello ↓%%first_name%%</p>"), .subject("For ↓[[name]]"),
    ]
  ) { input in
    let texts = [input.subject, input.preheader, input.page.visibleText, input.text]
    let found = texts.flatMap(\.tags)
    guard !found.isEmpty else { return [] }
    // What an author shows as code, or writes with a backslash, is meant to be read.
    var seen = Set(input.page.elements.filter { ["code", "pre"].contains($0.name) }.flatMap(\.text.tags))
    for tag in found where input.sources.contains(where: { $0.isArticle && $0.text.contains("\\" + tag) }) {
      seen.insert(tag)
    }
    return found.filter { seen.insert($0).inserted }.map { Report("the tag \($0) is left", at: $0) }
  }
}

extension String {
  /// What looks like a tag of this or another program.
  fileprivate var tags: [String] {
    guard mayHoldTag else { return [] }
    return matches(
      of:
        /\{\{[^{}\n]{1,60}\}\}|\*\|[A-Za-z0-9_:]{1,40}\|\*|%%[A-Za-z0-9_]{1,40}%%|\[\[[A-Za-z0-9_. ]{1,40}\]\]/
    ).map { String($0.0) }
  }

  /// Whether two octets stand in it that begin a tag: `{{`, `*|`, `%%`, `[[`.
  fileprivate var mayHoldTag: Bool {
    let begins = ["{{", "*|", "%%", "[["].map { Array($0.utf8) }
    return zip(utf8, utf8.dropFirst()).contains { first, second in
      begins.contains { $0[0] == first && $0[1] == second }
    }
  }
}
