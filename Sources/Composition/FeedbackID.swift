/// How a mailbox provider's complaint statistics name a mailing: `issue:list:newsletter:sender`.
///
/// The last field is the sender, 5 to 15 characters, the same in all mail;
/// the others say which mailing it was and never who the reader is. No field
/// is repeated, since equal ones would be counted together.
public struct FeedbackID: Hashable, Sendable, CustomStringConvertible {
  /// How long the sender's field may be.
  public static let senderLength = 5...15

  /// The field's body.
  public let description: String

  /// Names a mailing; characters that have no place in the field become hyphens.
  ///
  /// A sender of the wrong length is cut, or lengthened with `-mail`.
  public init(issue: String, list: String, sender: String) {
    let sender = Self.sender(from: sender)
    var fields: [String] = []
    for text in [issue, list, "newsletter"].map(Self.field)
    where !text.isEmpty && text != sender && !fields.contains(text) { fields.append(text) }
    description = (fields + [sender]).joined(separator: ":")
  }

  private static func sender(from text: String) -> String {
    let field = field(text).filter { $0 != "-" && $0 != "." }
    let long = field.count < senderLength.lowerBound ? field + "-mail" : field
    return String(long.prefix(senderLength.upperBound))
  }

  private static func field(_ text: String) -> String {
    let kept = text.lowercased().unicodeScalars.map { scalar in
      scalar.isASCII
        && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          || "-_.".unicodeScalars.contains(scalar))
        ? Character(scalar) : "-"
    }
    return String(String(kept).prefix(60))
  }
}
