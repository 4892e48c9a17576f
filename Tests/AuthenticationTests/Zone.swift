import Authentication

/// A DNS in memory.
final class Zone: NameLookup {
  var texts: [String: [String]] = [:]
  var servers: [String: [MailServer]] = [:]
  var hosts: [String: [String]] = [:]
  var reverse: [String: [String]] = [:]
  /// Names about which there is no answer.
  var silent: Set<String> = []
  private(set) var asked: [String] = []

  init(texts: [String: [String]] = [:]) { self.texts = texts }

  func texts(of name: String) throws(LookupFailure) -> [String] { try answer(name) { texts[$0] } }
  func mailServers(of name: String) throws(LookupFailure) -> [MailServer] { try answer(name) { servers[$0] } }
  func names(of address: IPAddress) throws(LookupFailure) -> [String] {
    try answer(address.description) { reverse[$0] }
  }
  func addresses(of name: String, _ family: IPAddress.Family) throws(LookupFailure) -> [IPAddress] {
    try answer(name) { hosts[$0]?.compactMap { IPAddress($0) } }.filter { $0.family == family }
  }

  private func answer<Record>(
    _ name: String, _ records: (String) -> [Record]?
  ) throws(LookupFailure) -> [Record] {
    asked.append(name)
    if silent.contains(name) { throw LookupFailure(name: name, reason: "the server does not answer") }
    return records(name.lowercased()) ?? []
  }
}
