public import Authentication
internal import CCares

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Asks one DNS server by c-ares, one question after the other; an answer is kept for the next time.
public final class DNSClient: NameLookup {
  /// How long a server may take, and how often it is asked.
  public struct Patience: Hashable, Sendable {
    /// For each attempt.
    public var seconds = 3.0
    /// How many there are; each takes longer than the one before.
    public var attempts = 2

    /// Three seconds, twice.
    public init() {}
  }

  private let channel: ares_channel
  private var kept: [Question: Result<[UInt8]?, LookupFailure>] = [:]

  /// Prepares to ask a server.
  ///
  /// - Throws: `LookupFailure` when c-ares does not start.
  public init(_ server: DNSServer, patience: Patience = Patience()) throws(LookupFailure) {
    var channel: ares_channel?
    guard ares_library_init(ARES_LIB_INIT_ALL) == Int32(ccares_success),
      ccares_open(&channel, Int32(patience.seconds * 1000), Int32(patience.attempts))
        == Int32(ccares_success),
      let channel
    else { throw LookupFailure(name: server.description, reason: "c-ares does not start") }
    self.channel = channel
    if case .at(let place) = server, ccares_set_server(channel, place) != Int32(ccares_success) {
      ares_destroy(channel)
      throw LookupFailure(name: place, reason: "c-ares does not take this server")
    }
  }

  deinit {
    ares_destroy(channel)
  }

  /// The TXT records of a name.
  public func texts(of name: String) throws(LookupFailure) -> [String] {
    try records(name, .txt) { octets, count in
      var first: UnsafeMutablePointer<ares_txt_ext>?
      let status = ccares_texts(octets, count, &first)
      defer { ares_free_data(first) }
      var texts: [[UInt8]] = []
      var next = first
      while let piece = next?.pointee {
        let octets = UnsafeBufferPointer(start: piece.txt, count: piece.length)
        if piece.record_start != 0 || texts.isEmpty { texts.append([]) }
        texts[texts.count - 1] += octets
        next = piece.next
      }
      return (status, texts.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  /// The MX records of a name.
  public func mailServers(of name: String) throws(LookupFailure) -> [MailServer] {
    try records(name, .mx) { octets, count in
      var first: UnsafeMutablePointer<ares_mx_reply>?
      let status = ccares_mail_servers(octets, count, &first)
      defer { ares_free_data(first) }
      var servers: [MailServer] = []
      var next = first
      while let record = next?.pointee {
        let host = record.host.map { String(cString: $0) } ?? ""
        servers.append(MailServer(preference: Int(record.priority), name: host == "." ? "" : host))
        next = record.next
      }
      return (status, servers)
    }
  }

  /// The A or AAAA records of a name.
  public func addresses(of name: String, _ family: IPAddress.Family) throws(LookupFailure) -> [IPAddress] {
    try records(name, family == .four ? .a : .aaaa) { octets, count in
      var room = Int32(addressLimit)
      if family == .four {
        var found = [ares_addrttl](repeating: ares_addrttl(), count: addressLimit)
        let status = ccares_addresses4(octets, count, &found, &room)
        return (
          status,
          found.prefix(Int(room)).compactMap { record in
            IPAddress(octets: withUnsafeBytes(of: record.ipaddr) { Array($0) })
          }
        )
      }
      var found = [ares_addr6ttl](repeating: ares_addr6ttl(), count: addressLimit)
      let status = ccares_addresses6(octets, count, &found, &room)
      return (
        status,
        found.prefix(Int(room)).compactMap { record in
          IPAddress(octets: withUnsafeBytes(of: record.ip6addr) { Array($0) })
        }
      )
    }
  }

  /// The PTR records of an address.
  public func names(of address: IPAddress) throws(LookupFailure) -> [String] {
    try records(address.reverseName, .ptr) { octets, count in
      var host: UnsafeMutablePointer<hostent>?
      let status = ccares_names(octets, count, &host)
      guard let host else { return (status, []) }
      defer { ares_free_hostent(host) }
      var names: [String] = []
      var next = host.pointee.h_aliases
      while let name = next?.pointee {
        names.append(String(cString: name))
        next = next?.successor()
      }
      if names.isEmpty, let name = host.pointee.h_name { names = [String(cString: name)] }
      return (status, names)
    }
  }
}

// Asking.
extension DNSClient {
  private enum Kind: Int32 {
    case a = 1, ptr = 12, mx = 15, txt = 16, aaaa = 28
  }

  private struct Question: Hashable {
    var name: String
    var kind: Kind
  }

  /// Asks, and reads the answer; no records where the name or the kind does not exist.
  private func records<Record>(
    _ name: String, _ kind: Kind, _ read: (UnsafePointer<UInt8>, Int32) -> (status: Int32, [Record])
  ) throws(LookupFailure) -> [Record] {
    guard let octets = try answer(to: Question(name: name, kind: kind)) else { return [] }
    let (status, records) = octets.withUnsafeBufferPointer { octets in
      octets.baseAddress.map { read($0, Int32(octets.count)) } ?? (Int32(ccares_bad_response), [])
    }
    switch status {
    case Int32(ccares_success): return records
    case Int32(ccares_no_data), Int32(ccares_not_found): return []
    default: throw LookupFailure(name: name, reason: Self.words(for: status))
    }
  }

  private func answer(to question: Question) throws(LookupFailure) -> [UInt8]? {
    if let kept = kept[question] { return try kept.get() }
    let asked = Result { () throws(LookupFailure) in try ask(question) }
    kept[question] = asked
    return try asked.get()
  }

  private func ask(_ question: Question) throws(LookupFailure) -> [UInt8]? {
    // No name is longer; c-ares would say so in other words.
    guard question.name.utf8.count <= 253, !question.name.utf8.contains(0) else {
      throw LookupFailure(name: question.name, reason: "this is no name that can be asked for")
    }
    let pending = PendingAnswer()
    ccares_query(
      channel, question.name, question.kind.rawValue,
      { context, status, _, octets, count in
        guard let context else { return }
        let pending = Unmanaged<PendingAnswer>.fromOpaque(context).takeUnretainedValue()
        let answer = octets.map { Array(UnsafeBufferPointer(start: $0, count: Int(count))) }
        pending.status = status
        pending.octets = answer
      }, Unmanaged.passUnretained(pending).toOpaque())
    while pending.status == nil { waitForSockets() }
    switch pending.status {
    case Int32(ccares_success): return pending.octets
    case Int32(ccares_no_data), Int32(ccares_not_found): return nil
    case let status: throw LookupFailure(name: question.name, reason: Self.words(for: status ?? 0))
    }
  }

  private func waitForSockets() {
    var sockets = [ares_socket_t](repeating: -1, count: socketLimit)
    let mask = ccares_sockets(channel, &sockets, Int32(socketLimit))
    var waiting: [pollfd] = []
    for (index, socket) in sockets.enumerated() {
      let reads = ccares_reads(mask, Int32(index)) != 0
      let writes = ccares_writes(mask, Int32(index)) != 0
      guard reads || writes else { continue }
      waiting.append(
        pollfd(fd: socket, events: Int16((reads ? POLLIN : 0) | (writes ? POLLOUT : 0)), revents: 0))
    }
    _ = poll(&waiting, nfds_t(waiting.count), max(0, ccares_wait(channel)))
    var isReady = false
    for socket in waiting where socket.revents != 0 {
      isReady = true
      let writes = socket.revents & Int16(POLLOUT) != 0
      let reads = socket.revents & ~Int16(POLLOUT) != 0
      ccares_process(channel, reads ? socket.fd : -1, writes ? socket.fd : -1)
    }
    // What is late is noticed without a socket.
    if !isReady { ccares_process(channel, -1, -1) }
  }

  private static func words(for status: Int32) -> String {
    switch status {
    case Int32(ccares_timeout): "the server does not answer"
    case Int32(ccares_connection_refused): "nothing answers there"
    case Int32(ccares_server_failure): "the server has a failure of its own (SERVFAIL)"
    case Int32(ccares_refused): "the server refuses to answer (REFUSED)"
    case Int32(ccares_format_error), Int32(ccares_bad_response): "what the server answers cannot be read"
    default: String(cString: ares_strerror(status))
    }
  }
}

/// What c-ares fills in.
private final class PendingAnswer {
  var status: Int32?
  var octets: [UInt8]?
}

/// c-ares shows at most so many sockets.
private let socketLimit = 16
/// More addresses of one name are not looked at.
private let addressLimit = 64
