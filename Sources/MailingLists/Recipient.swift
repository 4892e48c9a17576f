import Foundation
public import InternetMessage

/// A person on a mailing list.
public struct Recipient: Hashable, Sendable {
  /// Where the person's mail goes.
  public var address: EmailAddress
  /// What the person is called; nil when the list does not say.
  public var name: String?
  /// All columns by the name that the header row gives them.
  public var fields: [String: String]
  /// The line of the list file at which the row begins, from 1.
  public var row: Int
  /// Why the list says that this person must not be mailed; nil for a reader.
  public var suppression: SuppressionReason?

  /// Describes a person.
  public init(
    address: EmailAddress, name: String? = nil, fields: [String: String] = [:], row: Int,
    suppression: SuppressionReason? = nil
  ) {
    self.address = address
    self.name = name
    self.fields = fields
    self.row = row
    self.suppression = suppression
  }

  /// Whether the list says that this person wants the newsletter.
  public var isSubscribed: Bool { suppression == nil }
}

extension EmailAddress {
  /// Whether it is for a function of a server and not for a reader: `postmaster@`, `noreply@` (RFC 2142).
  ///
  /// Small organisations read at `info@` and `office@`: those are readers.
  public var isForServer: Bool { Self.serverNames.contains(localPart.lowercased()) }

  private static let serverNames: Set<String> = [
    "abuse", "postmaster", "hostmaster", "webmaster", "noc", "security", "mailer-daemon", "root", "nobody",
    "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "devnull", "bounce", "bounces",
  ]

  /// What two spellings of one mailbox have in common: the address in lower case.
  ///
  /// Only for comparing. A server may tell `Ada@` from `ada@` (RFC 5321
  /// §2.4), so mail always goes to the address as it was written; that the two
  /// are different people does not happen, and mailing one person twice does.
  public var comparisonKey: String { Self.comparisonKey(of: addrSpec) }

  /// The comparing form of an address that is already written out.
  public static func comparisonKey(of addrSpec: String) -> String {
    if addrSpec.utf8.allSatisfy({ $0 < 0x80 && !(0x41...0x5A).contains($0) }) { return addrSpec }
    return addrSpec.lowercased().precomposedStringWithCanonicalMapping
  }
}
