internal import CCurl

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// One request while it runs: what came, and what stopped it.
final class Transfer {
  private let limits: HTTPClient.Limits
  private let allowsPrivateAddresses: Bool
  private(set) var body: [UInt8] = []
  private var headerOctets = 0
  private var isTooLarge = false
  private var isHeaderTooLarge = false
  private var refusedAddress: String?

  init(limits: HTTPClient.Limits, allowsPrivateAddresses: Bool) {
    self.limits = limits
    self.allowsPrivateAddresses = allowsPrivateAddresses
  }

  /// Takes octets of the answer; false stops the request.
  func take(_ octets: UnsafeRawBufferPointer) -> Bool {
    guard body.count + octets.count <= limits.octets else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: octets)
    return true
  }

  /// Takes a line of the header; each answer of a redirect begins with a status line and an empty body.
  func takeHeader(_ octets: UnsafeRawBufferPointer) -> Bool {
    headerOctets += octets.count
    if octets.starts(with: "HTTP/".utf8) { body.removeAll(keepingCapacity: true) }
    isHeaderTooLarge = headerOctets > limits.headerOctets
    return !isHeaderTooLarge
  }

  /// Opens a socket to an address that may be asked.
  func open(_ address: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
    let octets = withUnsafeBytes(of: &address.pointee.addr) { Array($0) }
    let place = NetworkAddress(family: address.pointee.family, octets: octets)
    guard allowsPrivateAddresses || place?.isPublic ?? false else {
      refusedAddress = place?.description ?? "an address that is not of the Internet"
      return curl_socket_t(-1)
    }
    return socket(address.pointee.family, address.pointee.socktype, address.pointee.`protocol`)
  }

  /// Why a request came to nothing.
  func failure(_ code: CURLcode) -> HTTPFailure.Reason {
    if let refusedAddress, code == CURLE_COULDNT_CONNECT { return .privateAddress(refusedAddress) }
    if isTooLarge || code == CURLE_FILESIZE_EXCEEDED { return .tooLarge(limits.octets) }
    if isHeaderTooLarge { return .badAnswer("its header is longer than \(limits.headerOctets) octets") }
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: return .unknownHost
    case CURLE_COULDNT_CONNECT: return .notConnected
    case CURLE_OPERATION_TIMEDOUT: return .tooSlow
    case CURLE_TOO_MANY_REDIRECTS: return .tooManyRedirects(limits.redirects)
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_URL_MALFORMAT: return .badAddress
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CIPHER:
      return .tls(Self.words(code))
    default: return .badAnswer(Self.words(code))
    }
  }

  private static func words(_ code: CURLcode) -> String {
    ccurl_easy_strerror(code).map { String(cString: $0).lowercased() } ?? "libcurl error \(code.rawValue)"
  }
}

private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
  context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
}

let onBody: ccurl_data_callback = { octets, size, count, context in
  let buffer = UnsafeRawBufferPointer(start: octets, count: size * count)
  return transfer(context)?.take(buffer) ?? false ? size * count : 0
}

let onHeader: ccurl_data_callback = { octets, size, count, context in
  let buffer = UnsafeRawBufferPointer(start: octets, count: size * count)
  return transfer(context)?.takeHeader(buffer) ?? false ? size * count : 0
}

let onSocket: curl_opensocket_callback = { context, _, address in
  guard let address, let transfer = transfer(context) else { return curl_socket_t(-1) }
  return transfer.open(address)
}
