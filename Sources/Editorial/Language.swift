/// The words of one language: what buttons say, how texts ask for something, the fixed words of templates.
public struct Language: Hashable, Sendable {
  /// What a language says about one action.
  public struct ActionWords: Hashable, Sendable {
    /// The label of a button with title or service.
    public var label: LabelPattern
    /// The label of a button with neither: `Watch now`.
    public var alone: String
    /// The verbs by which a text asks for it, in lower case: `watch`, `stream`.
    public var orders: Set<String>
    /// Whole phrases that ask for it without a title, in lower case: `sign the petition`.
    public var requests: [String]
  }

  /// How a text asks its readers for something, around the verb itself; all in lower case.
  public struct Asking: Hashable, Sendable {
    /// What may stand before an order: `please`, `and`.
    public var before: Set<String>
    /// What may stand between an order and its object: `to`, `dir`.
    public var after: Set<String>
    /// What may stand between the object and the service: `now`, `on`.
    public var linking: Set<String>
    /// The words of a title that need no capital: `the`, `of`.
    public var small: Set<String>
    /// Whether the words of a title have capitals and other words have none, as in English.
    public var hasCapitalTitles: Bool
  }

  /// The subtag: `en`, `de`, `pt-BR`.
  public let tag: String
  /// The language's own name: `Deutsch`.
  public let name: String
  let actions: [Action: ActionWords]
  /// How a text asks for something.
  public let asking: Asking
  /// The fixed words of templates, by the names that templates use: `unsubscribe`.
  public let words: [String: String]
  let quotation: String
  let conjunction: String
  let date: String
  let months: [String]

  /// The names of the fixed words, as templates and language files know them.
  public static let wordNames = [
    "alsoInThisIssue", "byline", "image", "inThisIssue", "links", "number", "picture", "preferences",
    "readMore", "readStory", "related", "unsubscribe", "viewInBrowser",
  ]

  /// The words of an action.
  public func words(for action: Action) -> ActionWords {
    guard let words = actions[action] else { preconditionFailure("a language has words for all actions") }
    return words
  }

  /// The action that a label asks for: `Watch on Netflix` is `watch`.
  ///
  /// The verb may stand anywhere, because German puts it last.
  public func action(of label: String) -> Action? {
    let words = label.lowercased().split { !$0.isLetter && $0 != "’" && $0 != "'" }.map(String.init)
    for word in words {
      if let action = Action.allCases.first(where: { actions[$0]?.orders.contains(word) == true }) {
        return action
      }
    }
    let text = label.lowercased()
    return Action.allCases.first { action in
      actions[action].map { text == $0.alone.lowercased() || $0.requests.contains(where: text.contains) }
        ?? false
    }
  }

  /// A title in the quotation marks of the language: `"The White Helmets"`.
  public func quoted(_ title: String) -> String {
    quotation.replacing("{title}", with: title)
  }

  /// `Ada, Bo and Cy`.
  public func joined(_ names: [String]) -> String {
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// `By Ada and Bo`; nil when there are no names.
  public func byline(_ names: [String]) -> String? {
    names.isEmpty ? nil : word("byline").replacing("{names}", with: joined(names))
  }

  /// `No. 12`.
  public func numbered(_ number: Int) -> String {
    word("number").replacing("{number}", with: String(number))
  }

  /// `Picture: Noor Sample`.
  public func picture(by credit: String) -> String {
    word("picture").replacing("{credit}", with: credit)
  }

  /// `2017-02-24` as `24 February 2017`; anything else as it is.
  public func spelledOut(_ published: String) -> String {
    let parts = published.prefix(10).split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return published }
    return date.replacing("{day}", with: String(parts[2])).replacing("{month}", with: months[parts[1] - 1])
      .replacing("{year}", with: String(parts[0]))
  }

  /// One of the fixed words.
  public func word(_ name: String) -> String {
    guard let word = words[name] else { preconditionFailure("a language has the word '\(name)'") }
    return word
  }
}

extension Language {
  /// Whether a text has the form of a language tag (BCP 47): `en`, `pt-BR`, `zh-Hant`.
  public static func isTag(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy {
      (1...8).contains($0.utf8.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
    } && (2...3).contains(parts.first?.count ?? 0) && parts.first?.allSatisfy(\.isLetter) == true
  }
}
