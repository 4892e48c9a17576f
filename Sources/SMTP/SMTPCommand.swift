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

  /// The line without its end, for a trace.
  var line: String {
    var octets: [UInt8] = []
    write(to: &octets)
    return String(decoding: octets.dropLast(2), as: UTF8.self)
  }

  /// Writes the line. No blank behind the colon (RFC 5321 §3.3).
  ///
  /// It fits 512 octets (§4.5.3.1.4) because an address fits 254.
  func write(to octets: inout [UInt8]) {
    switch self {
    case .mailFrom(let address, let size, let smtpUTF8):
      octets.append("MAIL FROM:<")
      address.write(to: &octets)
      octets.append(">")
      if let size {
        octets.append(" SIZE=")
        octets += String(size).utf8
      }
      if smtpUTF8 { octets.append(" SMTPUTF8") }
    case .rcptTo(let address):
      octets.append("RCPT TO:<")
      address.write(to: &octets)
      octets.append(">")
    case .data: octets.append("DATA")
    case .bdat(let count):
      octets.append("BDAT ")
      octets += String(count).utf8
      octets.append(" LAST")
    case .rset: octets.append("RSET")
    case .quit: octets.append("QUIT")
    }
    octets.append("\r\n")
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { append(contentsOf: $0) }
  }
}
