/// An opaque text that names one delivery to those who hold the key, and nothing to others.
///
/// It is made of the mailing's number, the delivery's number and a truncated
/// HMAC-SHA256 over both and the purpose, in lower-case base32: 23 letters and
/// digits in a mailing to a million people, 48 at most. There is no
/// address in it. It is the same however often it is made, it does not run
/// out, and a mail system that changes the case of a local part does not hurt it.
public struct Token: Hashable, Sendable, CustomStringConvertible {
  /// How many letters and digits it has at least.
  public static let shortest = 20
  /// How many letters and digits it can have.
  public static let longest = 48

  /// What it allows.
  public let purpose: TokenPurpose
  /// The number of the mailing, from 1.
  public let mailing: Int64
  /// The number of the delivery within the mailing, from 1.
  public let number: Int64
  /// The text that goes into an address or a link.
  public let description: String

  /// Makes the token of a delivery.
  public init(_ purpose: TokenPurpose, mailing: Int64, number: Int64, keys: TokenKeys) {
    let payload = Self.variableLength(mailing) + Self.variableLength(number)
    self.purpose = purpose
    self.mailing = mailing
    self.number = number
    description = Base32.text(of: payload + keys.code(for: payload, as: .delivery(purpose)))
  }

  /// Recognises a token that was made for the purpose with one of the keys.
  public init(_ text: some StringProtocol, as purpose: TokenPurpose, keys: TokenKeys) throws(ForgedToken) {
    guard text.utf8.count <= Self.longest, let bytes = Base32.bytes(of: text) else { throw ForgedToken() }
    let use = TokenUse.delivery(purpose)
    var rest = bytes.dropLast(use.codeLength)
    let payload = Array(rest)
    guard keys.recognise(bytes.suffix(use.codeLength), for: payload, as: use),
      let mailing = Self.takeVariableLength(from: &rest), let number = Self.takeVariableLength(from: &rest),
      rest.isEmpty
    else { throw ForgedToken() }
    self.purpose = purpose
    self.mailing = mailing
    self.number = number
    description = text.lowercased()
  }

  /// Seven bits an octet, the highest bit says that more follow.
  private static func variableLength(_ number: Int64) -> [UInt8] {
    var rest = UInt64(bitPattern: number)
    var bytes: [UInt8] = []
    repeat {
      bytes.append(UInt8(rest & 0x7F) | (rest > 0x7F ? 0x80 : 0))
      rest >>= 7
    } while rest > 0
    return bytes
  }

  private static func takeVariableLength(from bytes: inout ArraySlice<UInt8>) -> Int64? {
    var number: UInt64 = 0
    for shift in stride(from: 0, through: 63, by: 7) {
      guard let byte = bytes.popFirst() else { return nil }
      number |= UInt64(byte & 0x7F) << UInt64(shift)
      if byte & 0x80 == 0 { return Int64(bitPattern: number) }
    }
    return nil
  }
}

/// What a token allows its bearer to do.
public enum TokenPurpose: String, Hashable, Sendable, CaseIterable {
  /// To report that a message bounced: part of its return path.
  case bounce
  /// To end a subscription: part of the link in the message.
  case unsubscribe
}

/// A text that is no token of ours for this purpose; why is not told.
public struct ForgedToken: Error, Hashable {}
