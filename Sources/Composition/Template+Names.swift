public import Templating

extension Template {
  /// The names that both parts of the template use, each with the first place it stands at.
  public var uses: [NameUse] {
    var seen: Set<String> = []
    return (uses(in: .html) + uses(in: .text)).filter { seen.insert($0.name).inserted }
  }

  /// The names that one part of the template uses.
  public func uses(in part: Part) -> [NameUse] { uses(in: part, shape: IssueView.shape) }

  /// The files of its own folder that neither part includes.
  public func unusedFiles(among own: [String]) -> [String] { unusedFiles(shape: IssueView.shape, among: own) }

  /// The names that there are and the template does not use.
  public var unusedNames: [String] {
    let used = Set(uses.map(\.name))
    return IssueView.shape.allNames.filter { !used.contains($0) }
  }
}
