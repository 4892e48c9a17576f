/// What a server answered to one command (RFC 5321 §4.2).
public struct SMTPReply: Hashable, Sendable, CustomStringConvertible {
  /// The three-digit code.
  public var code: Int
  /// The enhanced status code in front of the text, where there is one.
  public var enhancedStatus: EnhancedStatusCode?
  /// The text of each line, without code and enhanced status; safe to print.
  public var lines: [String]

  /// Makes a reply from its parts.
  public init(code: Int, enhancedStatus: EnhancedStatusCode? = nil, lines: [String]) {
    self.code = code
    self.enhancedStatus = enhancedStatus
    self.lines = lines
  }

  /// `2yz`: done.
  public var isPositive: Bool { (200..<300).contains(code) }
  /// `3yz`: go on.
  public var isIntermediate: Bool { (300..<400).contains(code) }
  /// `4yz`: not now.
  public var isTransient: Bool { (400..<500).contains(code) }
  /// `5yz`: never.
  public var isPermanent: Bool { (500..<600).contains(code) }

  /// The text of all lines on one.
  public var text: String { lines.joined(separator: " ") }

  /// The reply as the report shows it: `550 5.1.1 no such user`.
  public var description: String {
    ["\(code)", enhancedStatus?.description, text.isEmpty ? nil : text].compactMap(\.self).joined(
      separator: " ")
  }
}

/// An enhanced mail system status code: `5.1.1` (RFC 3463).
public struct EnhancedStatusCode: Hashable, Sendable, CustomStringConvertible {
  /// 2 success, 4 transient, 5 permanent.
  public var statusClass: Int
  /// What it is about: 1 addressing, 2 mailbox, 3 system, 4 network, 5 protocol, 6 content, 7 policy.
  public var subject: Int
  /// Which condition.
  public var detail: Int

  /// Makes a code from its three numbers.
  public init(_ statusClass: Int, _ subject: Int, _ detail: Int) {
    self.statusClass = statusClass
    self.subject = subject
    self.detail = detail
  }

  /// Reads `5.1.1`; nil when the text is anything else.
  public init?(_ text: some StringProtocol) {
    // Read once for every reply, so without pieces of text.
    var numbers = (0, 0, 0)
    var digits = 0
    var dots = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where digits < 3:
        digits += 1
        numbers.2 = numbers.2 * 10 + Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: ".") where digits > 0 && dots < 2:
        numbers = (numbers.1, numbers.2, 0)
        dots += 1
        digits = 0
      default: return nil
      }
    }
    guard dots == 2, digits > 0, [2, 4, 5].contains(numbers.0) else { return nil }
    self.init(numbers.0, numbers.1, numbers.2)
  }

  /// The code as it stands in a reply.
  public var description: String { String(statusClass) + "." + String(subject) + "." + String(detail) }
}
