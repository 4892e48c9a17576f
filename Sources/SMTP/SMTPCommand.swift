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
    let buffer = SendBuffer()
    buffer.append(self)
    return String(decoding: buffer.pending.dropLast(2), as: UTF8.self)
  }
}

extension SendBuffer {
  /// Adds the line of a command. No blank behind the colon (RFC 5321 §3.3).
  ///
  /// It fits 512 octets (§4.5.3.1.4) because an address fits 254.
  func append(_ command: SMTPCommand) {
    switch command {
    case .mailFrom(let address, let size, let smtpUTF8):
      append("MAIL FROM:<")
      append(address.addrSpec)
      append(">")
      if let size {
        append(" SIZE=")
        append(String(size))
      }
      if smtpUTF8 { append(" SMTPUTF8") }
    case .rcptTo(let address):
      append("RCPT TO:<")
      append(address.addrSpec)
      append(">")
    case .data: append("DATA")
    case .bdat(let count):
      append("BDAT ")
      append(String(count))
      append(" LAST")
    case .rset: append("RSET")
    case .quit: append("QUIT")
    }
    append("\r\n")
  }
}
