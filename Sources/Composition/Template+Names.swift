public import Diagnostics
import Editorial
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

  /// Where a merge field stands that no reader's value may go to: in an attribute that shapes the page, or else
  /// where it stands first.
  func place(refusing field: MergeField) -> SourceLine? {
    let texts =
      [body] + partials.filter { $0.value.file != body.file }.sorted { $0.key < $1.key }.map(\.value)
    var first: SourceLine?
    for text in texts {
      var scanner = HTMLContextScanner(Array(text.source.utf8))
      for tag in text.tags where tag.isMergeField && tag.name == field.name && tag.fallback == field.fallback
      {
        let found = SourceLine(place: tag.place, line: text.line(tag.place.line))
        let offset = text.source.utf8.distance(from: text.source.startIndex, to: tag.range.lowerBound)
        if case .refused = scanner.context(at: offset) { return found }
        first = first ?? found
      }
    }
    return first
  }
}

/// A place in a source, with the line that it is in.
public struct SourceLine: Hashable, Sendable {
  /// Where it is.
  public let place: Place
  /// The line as it was written; nil when it is not at hand.
  public let line: String?

  /// Pairs a place with its line.
  public init(place: Place, line: String?) {
    self.place = place
    self.line = line
  }
}
