/// A display name and the address behind it: `The Broadsheet <news@example.com>` (RFC 5322 §3.4).
public struct Mailbox: Hashable, Sendable, CustomStringConvertible {
  /// The name the reader sees, decoded and safe to stand in a header; nil when there is none.
  public let displayName: String?
  /// The address.
  public let address: EmailAddress

  /// Joins a name with an address.
  ///
  /// Line breaks and controls in the name are blanked, see ``Swift/StringProtocol/headerSafe``.
  public init(displayName: String? = nil, address: EmailAddress) {
    let name = displayName?.headerSafe ?? ""
    self.displayName = name.isEmpty ? nil : name
    self.address = address
  }

  /// Reads `Name <a@b>`, `"Name, Inc." <a@b>`, `<a@b>` or `a@b` as people write it in settings and lists.
  ///
  /// What is wrong with the address is what is thrown.
  public init(_ text: String) throws(InvalidEmailAddress) {
    let text = text.headerSafe
    guard text.last == ">", let open = text.lastIndex(of: "<") else {
      self.init(address: try EmailAddress(text))
      return
    }
    let inner = text[text.index(after: open)...].dropLast()
    self.init(displayName: text[..<open].headerSafe.unquoted, address: try EmailAddress(String(inner)))
  }

  /// The mailbox for showing: readable, not for the wire.
  public var description: String {
    guard let displayName else { return address.description }
    return "\(displayName) <\(address)>"
  }
}

extension String {
  /// The content of a quoted string; the text itself where it is not one.
  var unquoted: String {
    guard utf8.count > 1, first == "\"", last == "\"" else { return self }
    var out = ""
    var isEscaped = false
    for scalar in dropFirst().dropLast().unicodeScalars {
      if scalar == "\\", !isEscaped {
        isEscaped = true
      } else {
        out.unicodeScalars.append(scalar)
        isEscaped = false
      }
    }
    return out
  }
}
