internal import CCurl

/// Fetches documents from the web over libcurl: `http` and `https`, without cookies, proxies or logins.
///
/// Every limit holds for the whole of a request with its redirects, and for the
/// octets after decompression. The address that a name resolves to is looked at
/// when the connection is made, so that a name cannot lead into this network.
public struct HTTPClient: Sendable {
  /// What a request may cost.
  public struct Limits: Sendable {
    /// The octets of the answer, decompressed.
    public var octets = 50_000_000
    /// The octets of its header.
    public var headerOctets = 256_000
    /// How often it may lead to another address.
    public var redirects = 10
    /// Milliseconds until a connection is there.
    public var connectMilliseconds = 15_000
    /// Milliseconds for everything.
    public var totalMilliseconds = 60_000
    /// An answer slower than this many octets a second …
    public var slowestOctets = 100
    /// … for this many seconds is given up.
    public var slowSeconds = 15

    /// The limits for pages and feeds.
    public init() {}
  }

  /// What the program calls itself.
  public var userAgent: String
  /// Whether addresses of this machine and its network may be asked.
  public var allowsPrivateAddresses: Bool
  /// What a request may cost.
  public var limits: Limits

  /// Makes a client.
  public init(userAgent: String, allowsPrivateAddresses: Bool = false, limits: Limits = Limits()) {
    self.userAgent = userAgent
    self.allowsPrivateAddresses = allowsPrivateAddresses
    self.limits = limits
  }

  /// Fetches a document.
  public func get(_ address: String, accepting types: String = "*/*") throws(HTTPFailure) -> HTTPResponse {
    guard globalInit == CURLE_OK, let handle = ccurl_easy_init() else {
      throw HTTPFailure(address, .ours("libcurl does not start, or is not installed"))
    }
    defer { ccurl_easy_cleanup(handle) }
    let transfer = Transfer(limits: limits, allowsPrivateAddresses: allowsPrivateAddresses)
    let headers = ccurl_slist_append(nil, "Accept: \(types)")
    defer { ccurl_slist_free_all(headers) }
    let options = configure(handle, address, transfer, headers)
    guard options == CURLE_OK else { throw HTTPFailure(address, .ours("libcurl refuses an option")) }
    let code = withExtendedLifetime(transfer) { ccurl_easy_perform(handle) }
    var status = 0
    _ = ccurl_get_long(handle, CURLINFO_RESPONSE_CODE, &status)
    let final = text(handle, CURLINFO_EFFECTIVE_URL) ?? address
    guard code == CURLE_OK else { throw HTTPFailure(final, transfer.failure(code)) }
    guard (200..<300).contains(status) else { throw HTTPFailure(final, .status(status)) }
    return HTTPResponse(
      bytes: transfer.body, address: final, contentType: text(handle, CURLINFO_CONTENT_TYPE) ?? "")
  }

  private func text(_ handle: UnsafeMutableRawPointer, _ info: CURLINFO) -> String? {
    var value: UnsafeMutablePointer<CChar>?
    guard ccurl_get_text(handle, info, &value) == CURLE_OK else { return nil }
    return value.map { String(cString: $0) }
  }

  private func configure(
    _ handle: UnsafeMutableRawPointer, _ address: String, _ transfer: Transfer,
    _ headers: UnsafeMutablePointer<curl_slist>?
  ) -> CURLcode {
    let texts: [(CURLoption, String)] = [
      (CURLOPT_URL, address), (CURLOPT_PROTOCOLS_STR, "http,https"),
      (CURLOPT_REDIR_PROTOCOLS_STR, "http,https"), (CURLOPT_USERAGENT, userAgent),
      (CURLOPT_ACCEPT_ENCODING, ""),
      (CURLOPT_PROXY, ""),
    ]
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_FOLLOWLOCATION, 1), (CURLOPT_MAXREDIRS, limits.redirects), (CURLOPT_NOSIGNAL, 1),
      (CURLOPT_CONNECTTIMEOUT_MS, limits.connectMilliseconds), (CURLOPT_TIMEOUT_MS, limits.totalMilliseconds),
      (CURLOPT_LOW_SPEED_LIMIT, limits.slowestOctets), (CURLOPT_LOW_SPEED_TIME, limits.slowSeconds),
    ]
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    var codes = texts.map { ccurl_set_text(handle, $0.0, $0.1) }
    codes += numbers.map { ccurl_set_long(handle, $0.0, $0.1) }
    codes += [
      ccurl_set_list(handle, CURLOPT_HTTPHEADER, headers),
      ccurl_set_offset(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limits.octets)),
      ccurl_set_write_callback(handle, onBody, context), ccurl_set_header_callback(handle, onHeader, context),
      ccurl_set_socket_callback(handle, onSocket, context),
    ]
    return codes.first { $0 != CURLE_OK } ?? CURLE_OK
  }
}

/// What a server answered.
public struct HTTPResponse: Sendable {
  /// The octets, decompressed.
  public let bytes: [UInt8]
  /// The address after all redirects.
  public let address: String
  private let contentType: String

  init(bytes: [UInt8], address: String, contentType: String) {
    self.bytes = bytes
    self.address = address
    self.contentType = contentType
  }

  /// The media type in lower case, without parameters; nil where the server named none.
  public var mediaType: String? {
    let type = contentType.prefix { $0 != ";" && $0 != "," }.lowercased().filter { !$0.isWhitespace }
    return type.isEmpty ? nil : type
  }

  /// The charset that the server named.
  public var charset: String? {
    for parameter in contentType.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased().filter({ !$0.isWhitespace }) == "charset" else {
        continue
      }
      let name = parts[1].filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
      return name.isEmpty ? nil : name
    }
    return nil
  }
}

private let globalInit: CURLcode = ccurl_global_init(Int(CURL_GLOBAL_ALL))
