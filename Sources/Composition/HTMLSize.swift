public import Diagnostics
import Editorial

/// How large the HTML of an issue's messages is, decoded, as mail services count it.
public struct HTMLSize: Hashable, Sendable {
  /// Gmail cuts off what is past so many octets.
  public static let limit = 102_400
  /// From here on a warning is due: 80 % of the limit.
  public static let warning = limit * 8 / 10

  /// The octets of a value in text that are assumed while no list is known.
  public static let assumedValue = 60
  /// The octets of a link that are assumed while no list is known.
  public static let assumedLink = 120

  /// The octets.
  public let octets: Int

  /// What an editor should know about it; nil while there is room.
  ///
  /// A size for a list names the reader whose values make it so large.
  public var finding: Finding? { finding(for: nil) }

  /// As ``finding``, for the reader with the largest message: `recipients/club.csv:41 (cy@example.org)`.
  public func finding(for reader: String?) -> Finding? {
    guard octets >= Self.warning else { return nil }
    let who = reader.map { " for \($0)" } ?? ""
    let effect =
      octets > Self.limit
      ? "Gmail clips what is past \(Self.limit)" : "that is near the \(Self.limit) at which Gmail clips"
    return Finding(
      "html-size", .warning, "the HTML has \(octets) octets\(who) with the longest values; \(effect)",
      help: ["shorten the article, or link to the rest of it"])
  }
}

extension ComposedIssue {
  /// The size of one reader's HTML.
  public func htmlSize(for reader: Reader) -> HTMLSize {
    var written: [UInt8] = []
    let octets = variants[variantIndex(for: reader)].mergeableHTML.size { slot in
      written.removeAll(keepingCapacity: true)
      slot.context.append(reader.value(of: slot.field) ?? "", to: &written)
      return written.count
    }
    return HTMLSize(octets: octets)
  }

  /// The size of the largest variant with values of the assumed lengths, or longer fallbacks.
  public var assumedHTMLSize: HTMLSize {
    let sizes = variants.map { variant in
      variant.mergeableHTML.size { slot in
        let assumed = slot.field.isOfTheList ? HTMLSize.assumedValue : HTMLSize.assumedLink
        return max(assumed, slot.field.fallback?.utf8.count ?? 0)
      }
    }
    return HTMLSize(octets: sizes.max() ?? 0)
  }
}
