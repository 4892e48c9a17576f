internal import CCurl
internal import Delivery

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// One connection made by libcurl (name, TCP, TLS, EHLO, AUTH), and the bytes over it.
///
/// It stays in its multi handle for life: taking it out closes the connection.
final class CurlChannel {
  enum Received: Equatable {
    case bytes(Int)
    case nothingYet
    case ended(String)
  }

  enum Sent: Equatable {
    case bytes(Int)
    case full
    case ended(String)
  }

  /// Why it is opened.
  enum Purpose: Equatable {
    /// To hand messages over.
    case sending
    /// To tell about it.
    case examination
    /// To look at a certificate that is not trusted: nobody logs in, and nothing is handed over.
    case certificateOnly
  }

  /// What libcurl and its multi handle know it by.
  let easy: UnsafeMutableRawPointer
  private let multi: CurlMulti
  private let account: SMTPAccount
  private let purpose: Purpose
  private let listener: HandshakeListener
  private let errorBuffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
  private(set) var socket: curl_socket_t = -1
  /// Whether the socket carries what is said as it is.
  private var isBare = false
  private let frozen = FrozenWrite()

  /// What the server said until the login was over.
  var handshake: SMTPHandshake { listener.handshake }

  /// Begins to connect; the multi handle tells when that is over.
  init(
    _ account: SMTPAccount, purpose: Purpose = .sending, multi: CurlMulti, trace: ((SMTPTraceEvent) -> Void)?
  ) throws(TransportFailure) {
    guard let easy = ccurl_easy_init() else { throw .ours("libcurl does not start, or is not installed") }
    self.easy = easy
    self.multi = multi
    self.account = account
    self.purpose = purpose
    listener = HandshakeListener(trace: trace)
    errorBuffer.initialize(repeating: 0)
    try configure(tracing: trace != nil || purpose != .sending)
    guard multi.add(easy) else { throw .ours("libcurl does not take another connection") }
  }

  deinit {
    multi.remove(easy)
    ccurl_easy_cleanup(easy)
    errorBuffer.deallocate()
  }

  /// How long connecting, or what follows it until the login is over, may take from the beginning.
  var handshakeLimit: Duration { isTCPConnected ? account.timeouts.login : account.timeouts.connect }

  /// Takes the multi handle's word that the login is over.
  func handshakeEnded(_ code: CURLcode) throws(TransportFailure) {
    guard code == CURLE_OK else { throw failure(code) }
    guard ccurl_get_socket(easy, &socket) == CURLE_OK, socket != -1 else {
      throw failure(CURLE_COULDNT_CONNECT)
    }
    if account.login != nil, purpose != .certificateOnly, handshake.lastReply?.code != 235 {
      throw TransportFailure(.loginNotOffered(handshake.capabilities.authMechanisms), account: account)
    }
    isBare = account.security == .none && !goesThroughProxy
    acknowledgeAtOnce()
  }

  /// What it means that connecting took longer than it may.
  var late: TransportFailure { failure(CURLE_OPERATION_TIMEDOUT) }

  /// Reads what is there.
  ///
  /// Read until `mayHoldMore` says no before waiting: bytes may be inside TLS already.
  func receive(into buffer: UnsafeMutableRawBufferPointer) -> Received {
    var count = 0
    let code = ccurl_easy_recv(easy, buffer.baseAddress, buffer.count, &count)
    switch code {
    case CURLE_OK: return count > 0 ? .bytes(count) : .ended("")
    case CURLE_AGAIN: return .nothingYet
    default: return .ended(words(for: code))
    }
  }

  /// Whether something may be there to read of which waiting would not tell.
  func mayHoldMore(afterReading count: Int, of room: Int) -> Bool {
    !isBare || count == room
  }

  /// Writes as much as the connection takes; that much is to be taken out of the buffer.
  func send(_ buffer: SendBuffer) -> Sent { isBare ? sendPieces(of: buffer) : sendCopy(of: buffer) }

  /// Writes what waits from where it is in memory. `holdingBackBrokenPipes` is around it.
  ///
  /// A connection is read before its first message begins, and through libcurl: until then libcurl takes it for an
  /// idle one, which it may close when another is opened.
  private func sendPieces(of buffer: SendBuffer) -> Sent {
    buffer.withPieces { pieces in
      let count = writev(socket, pieces.baseAddress, Int32(pieces.count))
      if count >= 0 { return .bytes(count) }
      let code = errno
      return code == EAGAIN || code == EINTR ? .full : .ended(String(cString: strerror(code)))
    }
  }

  private func sendCopy(of buffer: SendBuffer) -> Sent {
    let bytes = frozen.pending(of: buffer)
    var count = 0
    let code = ccurl_easy_send(easy, bytes.baseAddress, bytes.count, &count)
    guard code == CURLE_OK else { return code == CURLE_AGAIN ? .full : .ended(words(for: code)) }
    frozen.consume(count)
    return count > 0 ? .bytes(count) : .full
  }

  /// Whether an HTTP proxy has answered: there may be TLS between it and us.
  private var goesThroughProxy: Bool {
    var answer = 0
    return ccurl_get_long(easy, CURLINFO_HTTP_CONNECTCODE, &answer) != CURLE_OK || answer != 0
  }

  private var isTCPConnected: Bool {
    var microseconds: curl_off_t = 0
    return ccurl_get_offset(easy, CURLINFO_CONNECT_TIME_T, &microseconds) == CURLE_OK && microseconds > 0
  }

  /// Acknowledges what was read, where nothing that is written does it.
  ///
  /// Some servers answer in two small writes, and the second waits for the acknowledgement of the first: delayed,
  /// it costs 40 ms each time.
  func acknowledgeAtOnce() {
    #if os(Linux)
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_QUICKACK, &on, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  private func failure(_ code: CURLcode) -> TransportFailure {
    TransportFailure(
      code: Int(code.rawValue), words: words(for: code), handshake: handshake, isConnected: isTCPConnected,
      account: account)
  }

  private func words(for code: CURLcode) -> String {
    let text = String(decoding: errorBuffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? String(cString: ccurl_easy_strerror(code)) : text
  }
}

// What an examination tells.
extension CurlChannel {
  /// The address and port at the other end.
  var peer: String? {
    var address: UnsafeMutablePointer<CChar>?
    var port = 0
    guard ccurl_get_text(easy, CURLINFO_PRIMARY_IP, &address) == CURLE_OK, let address,
      ccurl_get_long(easy, CURLINFO_PRIMARY_PORT, &port) == CURLE_OK, address.pointee != 0
    else { return nil }
    let text = String(cString: address)
    return text.contains(":") ? "[\(text)]:\(port)" : "\(text):\(port)"
  }

  /// The version of TLS and the cipher.
  var encryption: SMTPExamination.Encryption? { listener.encryption }

  /// How we logged in.
  var loginMechanism: String? { listener.loginMechanism }

  /// The server's own certificate, where TLS came so far.
  var certificate: ServerCertificate? {
    var chain: UnsafeMutablePointer<curl_certinfo>?
    guard ccurl_get_certificates(easy, &chain) == CURLE_OK, let chain = chain?.pointee, chain.num_of_certs > 0
    else { return nil }
    var lines: [String] = []
    var next = chain.certinfo[0]
    while let line = next?.pointee {
      if let text = line.data { lines.append(String(cString: text)) }
      next = line.next
    }
    return ServerCertificate(lines: lines)
  }
}

extension CurlChannel {
  private func configure(tracing: Bool) throws(TransportFailure) {
    try set(CURLOPT_URL, account.url)
    try set(CURLOPT_CONNECT_ONLY, 1)
    try set(CURLOPT_FRESH_CONNECT, 1)
    try set(CURLOPT_NOSIGNAL, 1)
    try set(CURLOPT_TCP_KEEPALIVE, 1)
    // Idle connections must not be pruned before their first message.
    try set(CURLOPT_MAXAGE_CONN, 86_400)
    // Ours are stricter and know the phase; this one is the net below them.
    try set(CURLOPT_CONNECTTIMEOUT, 3_600)
    if account.host.isLoopback { try set(CURLOPT_NOPROXY, "*") }
    try set(CURLOPT_USE_SSL, account.security == .none ? ccurl_usessl_none : ccurl_usessl_all)
    try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
    // A folder of certificates turns libcurl's cache of them off.
    try set(CURLOPT_CAPATH, nil)
    if let file = account.caFile { try set(CURLOPT_CAINFO, file) }
    if purpose != .sending { try set(CURLOPT_CERTINFO, 1) }
    if purpose == .certificateOnly {
      try set(CURLOPT_SSL_VERIFYPEER, 0)
      try set(CURLOPT_SSL_VERIFYHOST, 0)
    } else if let login = account.login {
      try set(CURLOPT_USERNAME, login.user)
      try set(CURLOPT_PASSWORD, login.password)
      try set(
        CURLOPT_LOGIN_OPTIONS, account.authMechanisms.map { "AUTH=\($0.rawValue)" }.joined(separator: ";"))
    }
    try check(ccurl_set_error_buffer(easy, errorBuffer.baseAddress))
    let context = Unmanaged.passUnretained(listener).toOpaque()
    try check(
      ccurl_set_header_callback(
        easy,
        { bytes, size, count, context in
          HandshakeListener.from(context)?.received(UnsafeRawBufferPointer(start: bytes, count: size * count))
          return size * count
        }, context))
    guard tracing else { return }
    try set(CURLOPT_VERBOSE, 1)
    try check(
      ccurl_set_debug_callback(
        easy,
        { _, kind, bytes, count, context in
          HandshakeListener.from(context)?.show(kind, UnsafeRawBufferPointer(start: bytes, count: count))
          return 0
        }, context))
  }

  private func set(_ option: CURLoption, _ value: Int) throws(TransportFailure) {
    try check(ccurl_set_long(easy, option, value))
  }

  private func set(_ option: CURLoption, _ value: String?) throws(TransportFailure) {
    try check(ccurl_set_text(easy, option, value))
  }

  private func check(_ code: CURLcode) throws(TransportFailure) {
    guard code == CURLE_OK else {
      throw .ours("libcurl refuses an option: \(String(cString: ccurl_easy_strerror(code)))")
    }
  }
}
