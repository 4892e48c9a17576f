internal import CCurl

/// The libcurl multi handle that all connections of a transport share.
///
/// One for all, so that the trusted certificates are read once and not for
/// each connection.
final class CurlMulti {
  let handle: OpaquePointer

  init() throws(TransportFailure) {
    guard globalInit == CURLE_OK, let handle = curl_multi_init() else {
      throw .ours("libcurl does not start")
    }
    self.handle = OpaquePointer(handle)
  }

  deinit {
    curl_multi_cleanup(raw)
  }

  fileprivate var raw: UnsafeMutableRawPointer { UnsafeMutableRawPointer(handle) }

  func add(_ easy: UnsafeMutableRawPointer) -> Bool { curl_multi_add_handle(raw, easy) == CURLM_OK }

  func remove(_ easy: UnsafeMutableRawPointer) { _ = curl_multi_remove_handle(raw, easy) }

  /// Moves every connection that is being made, and tells how the given one ended.
  func perform(for easy: UnsafeMutableRawPointer) -> CURLcode? {
    var running: Int32 = 0
    guard curl_multi_perform(raw, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
    var left: Int32 = 0
    while let message = curl_multi_info_read(raw, &left) {
      if message.pointee.msg == CURLMSG_DONE, message.pointee.easy_handle == easy {
        return ccurl_message_result(message)
      }
    }
    return nil
  }

  /// Waits for the connections being made, and for the given socket, at most that long.
  func wait(upTo limit: Duration, socket: curl_socket_t? = nil, toWrite: Bool = false) {
    let milliseconds = Int32(clamping: max(0, limit.milliseconds))
    guard let socket else {
      _ = curl_multi_poll(raw, nil, 0, milliseconds, nil)
      return
    }
    var descriptor = curl_waitfd()
    descriptor.fd = socket
    descriptor.events = Int16(CURL_WAIT_POLLIN) | (toWrite ? Int16(CURL_WAIT_POLLOUT) : 0)
    _ = curl_multi_poll(raw, &descriptor, 1, milliseconds, nil)
  }
}

private let globalInit: CURLcode = curl_global_init(Int(CURL_GLOBAL_ALL))

extension Duration {
  /// Whole milliseconds, rounded up, so that waiting for a limit reaches it.
  fileprivate var milliseconds: Int {
    Int(clamping: components.seconds) * 1000
      + Int((components.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
