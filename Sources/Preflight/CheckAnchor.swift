import Diagnostics

extension CheckInput {
  /// Where a finding stands that is about no words in particular: the line that decides what the group looks at.
  func anchor(of group: CheckGroup) -> FoundEvidence? {
    switch group {
    case .headers: settings.first(containing: "from:")
    case .authentication:
      settings.first(containing: "selector:") ?? settings.first(containing: "return-path-domain:")
        ?? settings.first(containing: "from:")
    case .unsubscribe: settings.first(containing: "unsubscribe:")
    case .action: articles.first(containing: "callsToAction:")
    case .inbox: articles.first(containing: "title:")
    default: nil
    }
  }

  /// The file that a group is mostly about; nil where the input has none, as a message of somebody else.
  func file(of group: CheckGroup) -> Place? {
    switch group {
    case .list: list?.file.map { Place(file: $0, line: 1, column: 1) }
    case .headers, .authentication, .unsubscribe: start(of: settings)
    case .accessibility, .contrast, .clients, .size:
      start(of: sources.filter { !$0.isArticle }) ?? start(of: articles)
    default: start(of: articles)
    }
  }

  private var articles: [CheckSource] { sources.filter(\.isArticle) }

  private var settings: [CheckSource] { sources.filter { $0.file.hasSuffix("broadsheet.yaml") } }

  private func start(of sources: [CheckSource]) -> Place? {
    sources.first.map { Place(file: $0.file, line: 1, column: 1) }
  }
}
