import Editorial

extension [Inline] {
  /// The same inlines in the one form that Markdown can say.
  ///
  /// Neighbouring text and neighbouring stress of one kind are joined, stress
  /// within the same stress is one, blanks move out of stress, empty parts vanish,
  /// and a line end within text is a blank.
  func normalForm(keepingBreaks: Bool = true) -> [Inline] {
    var parts = joined(flattened(keepingBreaks: keepingBreaks, within: []))
    parts = parts.trimmedAroundBreaks()
    return parts
  }

  private enum Kind: Hashable {
    case emphasis, strong, strikethrough, link
  }

  private func flattened(keepingBreaks: Bool, within kinds: Set<Kind>) -> [Inline] {
    var parts: [Inline] = []
    for part in self {
      switch part {
      case .text(let text): parts.append(.text(text.cleaned.withBlanks))
      case .code(let text):
        let code = text.cleaned.withBlanks
        if !code.isEmpty { parts.append(.code(code)) }
      case .lineBreak: parts.append(keepingBreaks ? .lineBreak : .text(" "))
      case .image, .mergeField: parts.append(part)
      case .emphasis(let inner):
        parts += inner.stressed(.emphasis, keepingBreaks, kinds) { .emphasis($0) }
      case .strong(let inner):
        parts += inner.stressed(.strong, keepingBreaks, kinds) { .strong($0) }
      case .strikethrough(let inner):
        parts += inner.stressed(.strikethrough, keepingBreaks, kinds) { .strikethrough($0) }
      case .link(let inner, let url, let title):
        let inside = inner.flattened(keepingBreaks: false, within: kinds.union([.link]))
        if kinds.contains(.link) {
          parts += inside
        } else {
          parts.append(.link(joined(inside).trimmedAroundBreaks(), url: url, title: title?.cleanedLine))
        }
      }
    }
    return parts
  }

  private func stressed(
    _ kind: Kind, _ keepingBreaks: Bool, _ kinds: Set<Kind>, _ wrap: ([Inline]) -> Inline
  ) -> [Inline] {
    let inside = joined(flattened(keepingBreaks: keepingBreaks, within: kinds.union([kind])))
    guard !kinds.contains(kind) else { return inside }
    let (before, core, after) = inside.withoutEdges()
    return before + (core.isEmpty ? [] : [wrap(core)]) + after
  }

  /// Blanks and line breaks at the ends cannot stand within stress.
  private func withoutEdges() -> (before: [Inline], core: [Inline], after: [Inline]) {
    var (before, core, after): ([Inline], [Inline], [Inline]) = ([], self, [])
    while let first = core.first {
      if case .lineBreak = first {
        before.append(core.removeFirst())
      } else if case .text(let text) = first, text.first?.isWhitespace == true {
        let blanks = text.prefix { $0.isWhitespace }
        before.append(.text(String(blanks)))
        core.removeFirst()
        if blanks.count < text.count { core.insert(.text(String(text.dropFirst(blanks.count))), at: 0) }
      } else {
        break
      }
    }
    while let last = core.last {
      if case .lineBreak = last {
        after.insert(core.removeLast(), at: 0)
      } else if case .text(let text) = last, text.last?.isWhitespace == true {
        let blanks = text.reversed().prefix { $0.isWhitespace }.count
        after.insert(.text(String(text.suffix(blanks))), at: 0)
        core.removeLast()
        if blanks < text.count { core.append(.text(String(text.dropLast(blanks)))) }
      } else {
        break
      }
    }
    return (before, core, after)
  }

  private func joined(_ parts: [Inline]) -> [Inline] {
    var joined: [Inline] = []
    for part in parts {
      switch (joined.last, part) {
      case (_, .text("")): break
      case (.text(let a), .text(let b)): joined[joined.count - 1] = .text(a + b)
      case (.emphasis(let a), .emphasis(let b)): joined[joined.count - 1] = .emphasis(self.joined(a + b))
      case (.strong(let a), .strong(let b)): joined[joined.count - 1] = .strong(self.joined(a + b))
      case (.strikethrough(let a), .strikethrough(let b)):
        joined[joined.count - 1] = .strikethrough(self.joined(a + b))
      default: joined.append(part)
      }
    }
    return joined
  }

  /// No blank stands before or after a line break, and neither stands at an end.
  private func trimmedAroundBreaks() -> [Inline] {
    var parts: [Inline] = []
    for part in self {
      let isAtStart = parts.isEmpty || parts.last == .lineBreak
      if case .text(let text) = part {
        let trimmed = isAtStart ? String(text.drop { $0 == " " }) : text
        if !trimmed.isEmpty { parts.append(.text(trimmed)) }
      } else if part == .lineBreak {
        parts.trimEnd()
        if !parts.isEmpty { parts.append(part) }
      } else {
        parts.append(part)
      }
    }
    parts.trimEnd()
    while parts.last == .lineBreak {
      parts.removeLast()
      parts.trimEnd()
    }
    return parts
  }

  private mutating func trimEnd() {
    guard case .text(let text) = last else { return }
    let trimmed = text.reversed().drop { $0 == " " }.reversed()
    removeLast()
    if !trimmed.isEmpty { append(.text(String(trimmed))) }
  }

  /// Text and merge fields alone: the form that can always be written.
  var withoutForm: [Inline] {
    flatMap { part -> [Inline] in
      switch part {
      case .emphasis(let inner), .strong(let inner), .strikethrough(let inner): inner.withoutForm
      case .link(let inner, let url, let title): [.link(inner.withoutForm, url: url, title: title)]
      case .code(let text): [.text(text)]
      case .text, .image, .lineBreak, .mergeField: [part]
      }
    }
  }
}

extension String {
  /// Line ends and tabs become blanks.
  var withBlanks: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }))
  }
}
