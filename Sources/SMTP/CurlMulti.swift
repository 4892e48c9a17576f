internal import CCurl

/// The libcurl multi handle that all connections of a transport share.
///
/// One for all, so that the trusted certificates are read once and not for
/// each connection.
final class CurlMulti {
  /// A connection that was made, or could not be.
  typealias Finished = (easy: UnsafeMutableRawPointer, code: CURLcode)

  private let raw: UnsafeMutableRawPointer

  init() throws(TransportFailure) {
    guard globalInit == CURLE_OK, let raw = ccurl_multi_init() else {
      throw .ours("libcurl does not start, or is not installed")
    }
    self.raw = raw
  }

  deinit {
    ccurl_multi_cleanup(raw)
  }

  func add(_ easy: UnsafeMutableRawPointer) -> Bool { ccurl_multi_add_handle(raw, easy) == CURLM_OK }

  func remove(_ easy: UnsafeMutableRawPointer) { _ = ccurl_multi_remove_handle(raw, easy) }

  /// Moves every connection that is being made, and tells which are.
  func perform() throws(TransportFailure) -> [Finished] {
    var running: Int32 = 0
    guard ccurl_multi_perform(raw, &running) == CURLM_OK else {
      throw .ours("libcurl can't go on with its connections")
    }
    var finished: [Finished] = []
    var left: Int32 = 0
    while let message = ccurl_multi_info_read(raw, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      finished.append((easy, ccurl_message_result(message)))
    }
    return finished
  }

  /// Waits for the connections being made, at most that long.
  func wait(upTo limit: Duration) {
    var none: [curl_waitfd] = []
    wait(upTo: limit, for: &none)
  }

  /// Waits for the connections being made, and for the given sockets, at most that long.
  func wait(upTo limit: Duration, for sockets: inout [curl_waitfd]) {
    let milliseconds = Int32(clamping: max(0, limit.milliseconds))
    sockets.withUnsafeMutableBufferPointer {
      _ = ccurl_multi_poll(raw, $0.baseAddress, UInt32($0.count), milliseconds, nil)
    }
  }
}

extension curl_waitfd {
  /// Asks for octets to read, and for room to write if there is something.
  init(_ socket: curl_socket_t, toWrite: Bool) {
    self.init()
    fd = socket
    events = Int16(CURL_WAIT_POLLIN) | (toWrite ? Int16(CURL_WAIT_POLLOUT) : 0)
  }
}

private let globalInit: CURLcode = ccurl_global_init(Int(CURL_GLOBAL_ALL))

extension Duration {
  /// Whole milliseconds, rounded up, so that waiting for a limit reaches it.
  fileprivate var milliseconds: Int {
    Int(clamping: components.seconds) * 1000
      + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
