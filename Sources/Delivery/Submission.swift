public import InternetMessage

/// Names one delivery: one mailing to one recipient.
public struct DeliveryID: Hashable, Sendable, CustomStringConvertible {
  /// The mailing's number in the ledger.
  public var mailing: Int64
  /// The recipient's number within the mailing, from 1.
  public var number: Int64

  /// Names a delivery.
  public init(mailing: Int64, number: Int64) {
    self.mailing = mailing
    self.number = number
  }

  /// `42.1042`: mailing, then number.
  public var description: String { "\(mailing).\(number)" }
}

/// Who sends and who receives, as the server is told: one recipient per envelope.
public struct Envelope: Hashable, Sendable {
  /// Where bounces go (the argument of MAIL FROM); one of its own for each delivery (VERP).
  public var returnPath: EmailAddress
  /// The argument of RCPT TO.
  public var recipient: EmailAddress

  /// Makes an envelope.
  public init(returnPath: EmailAddress, recipient: EmailAddress) {
    self.returnPath = returnPath
    self.recipient = recipient
  }

  /// Whether an address in it can only be said with SMTPUTF8 (RFC 6531).
  public var needsSMTPUTF8: Bool { returnPath.needsSMTPUTF8 || recipient.needsSMTPUTF8 }
}

/// One message ready for a server.
public struct Submission: Sendable {
  /// Which delivery it is.
  public var delivery: DeliveryID
  /// Who sends and who receives.
  public var envelope: Envelope
  /// The bytes: CRLF line ends, not yet dot-stuffed.
  public var message: EncodedMessage

  /// Puts a submission together.
  public init(delivery: DeliveryID, envelope: Envelope, message: EncodedMessage) {
    self.delivery = delivery
    self.envelope = envelope
    self.message = message
  }
}
