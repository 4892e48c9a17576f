import InternetMessage

/// The groups of fields in a report's body, an empty line between them (RFC 3464 §2.1, RFC 5965 §3).
///
/// Lines that are no fields are passed over. Reports are short, so the rest of a long one is left unread.
func fieldGroups(_ body: [UInt8]) -> [ParsedHeader] {
  var groups: [ParsedHeader] = []
  var rest = Array(body.prefix(256 << 10))
  while !rest.isEmpty, groups.count < 100 {
    let message = ParsedMessage(rest)
    if !message.header.fields.isEmpty { groups.append(message.header) }
    // What ended the group was an empty line, or one that is no field.
    let left = Array(message.root.body)
    rest = left.count < rest.count ? left : Array(rest.drop { $0 != 0x0A && $0 != 0x0D }.dropFirst())
  }
  return groups
}
