public import Editorial
public import InternetMessage

/// One reader, as a message sees them: an address, a name and the columns of the list.
public struct Reader: Hashable, Sendable {
  /// Where the message goes.
  public var address: EmailAddress
  /// The reader's name, if the list has one.
  public var name: String?
  /// The columns of the list by their names.
  public var fields: [String: String]
  /// The reader's own way out.
  public var unsubscribeURL: String
  /// The same by mail, as a `mailto` URI.
  public var unsubscribeMail: String?
  /// The issue on the web.
  public var browserURL: String?
  /// Where the reader chooses what to get.
  public var preferencesURL: String?

  /// Describes a reader.
  public init(
    address: EmailAddress, name: String?, fields: [String: String], unsubscribeURL: String,
    unsubscribeMail: String? = nil, browserURL: String?, preferencesURL: String? = nil
  ) {
    self.address = address
    self.name = name
    self.fields = fields
    self.unsubscribeURL = unsubscribeURL
    self.unsubscribeMail = unsubscribeMail
    self.browserURL = browserURL
    self.preferencesURL = preferencesURL
  }

  /// The value of a merge field; nil when the reader has none and the field no fallback.
  public func value(of field: MergeField) -> String? { value(named: field.name) ?? field.fallback }

  /// Whether a condition holds for the reader: there is a value, and it is not one that says no.
  public func fulfils(_ condition: String) -> Bool {
    guard let value = value(named: condition) else { return false }
    return !["0", "false", "no", "off"].contains(value.cleanedLine.lowercased())
  }

  /// What the list, or the program, knows of the reader by that name; a blank value is none.
  private func value(named name: String) -> String? {
    let value: String? =
      switch name {
      case "recipient.email": address.description
      case "recipient.name": self.name ?? fields["name"]
      case "links.unsubscribe": unsubscribeURL
      case "links.browser": browserURL
      case "links.preferences": preferencesURL
      default: fields[String(Substring(name.utf8.dropFirst("recipient.".utf8.count)))]
      }
    guard let value, !value.isBlank else { return nil }
    return value
  }
}

extension String {
  /// Whether nothing shows. It is asked for every value of every message: mostly the first octet tells.
  fileprivate var isBlank: Bool {
    if let first = utf8.first, 0x21...0x7E ~= first { return false }
    return allSatisfy(\.isWhitespace)
  }
}
