internal import Delivery
internal import InternetMessage

/// One line a client says (RFC 5321 §4.1.1, RFC 3030 §2).
enum SMTPCommand: Equatable {
  case mailFrom(EmailAddress, size: Int?, smtpUTF8: Bool)
  case rcptTo(EmailAddress)
  case data
  /// The octets behind it are the whole message.
  case bdat(Int)
  case rset
  case quit

  /// The line without its end. No blank behind the colon (RFC 5321 §3.3).
  ///
  /// It fits 512 octets (§4.5.3.1.4) because an address fits 254.
  var line: String {
    switch self {
    case .mailFrom(let address, let size, let smtpUTF8):
      "MAIL FROM:<\(address.addrSpec)>" + (size.map { " SIZE=\($0)" } ?? "") + (smtpUTF8 ? " SMTPUTF8" : "")
    case .rcptTo(let address): "RCPT TO:<\(address.addrSpec)>"
    case .data: "DATA"
    case .bdat(let count): "BDAT \(count) LAST"
    case .rset: "RSET"
    case .quit: "QUIT"
    }
  }
}
