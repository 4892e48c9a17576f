import Diagnostics
import MailingLists

/// What may be meant by the texts of a segment to which nobody belongs.
enum SegmentHints {
  /// How many different values of a column are looked at: a column of names is not searched for towns.
  static let valueLimit = 2_000

  /// A sentence for each text that nobody on the list has in its column.
  static func hints(for segment: Segment, in file: RecipientFile) throws -> [String] {
    guard !segment.wanted.isEmpty else { return [] }
    var values = [Set<String>](repeating: [], count: segment.wanted.count)
    try file.forEachRow { row in
      guard case .recipient(let person) = row else { return }
      for (index, wanted) in segment.wanted.enumerated() where values[index].count < valueLimit {
        if let value = person.fields[wanted.column] { values[index].insert(value) }
      }
    }
    return zip(segment.wanted, values).compactMap { wanted, values in
      guard !values.contains(where: { $0.lowercased() == wanted.text.lowercased() }) else { return nil }
      let near = nearest(to: wanted.text, in: values.sorted()).map { "; did you mean \"\($0.printable)\"?" }
      return "nobody has \"\(wanted.text.printable)\" in \(wanted.column.printable)\(near ?? "")"
    }
  }
}
