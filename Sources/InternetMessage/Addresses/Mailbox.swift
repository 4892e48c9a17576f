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
    // By scalars: "<" with a combining mark behind it is one Character, and not "<".
    let scalars = text.headerSafe.unicodeScalars
    guard scalars.last == ">", let open = openingBracket(in: scalars) else {
      self.init(address: try EmailAddress(String(scalars)))
      return
    }
    let inner = scalars[scalars.index(after: open)...].dropLast()
    self.init(
      displayName: Substring(scalars[..<open]).headerSafe.unquoted, address: try EmailAddress(String(inner)))
  }

  /// The mailbox for showing: readable, not for the wire.
  public var description: String {
    guard let displayName else { return address.description }
    return "\(displayName) <\(address)>"
  }
}

/// The last "<" outside quotes; the last one at all where a stray quote hides it.
private func openingBracket(in scalars: String.UnicodeScalarView) -> String.Index? {
  var isQuoted = false
  var isEscaped = false
  var found: String.Index?
  for index in scalars.indices {
    switch scalars[index] {
    case _ where isEscaped: isEscaped = false
    case "\\" where isQuoted: isEscaped = true
    case "\"": isQuoted.toggle()
    case "<" where !isQuoted: found = index
    default: continue
    }
  }
  return found ?? scalars.lastIndex(of: "<")
}

extension String {
  /// The content of a quoted string; the text itself where it is not one.
  var unquoted: String {
    guard utf8.count > 1, unicodeScalars.first == "\"", unicodeScalars.last == "\"" else { return self }
    var out = ""
    var isEscaped = false
    for scalar in unicodeScalars.dropFirst().dropLast() {
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
