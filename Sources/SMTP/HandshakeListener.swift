internal import CCurl

/// What libcurl's callbacks reach.
final class HandshakeListener {
  var handshake = SMTPHandshake()
  /// The version of TLS and the cipher, as libcurl notes them.
  private(set) var encryption: SMTPExamination.Encryption?
  /// The word behind AUTH.
  private(set) var loginMechanism: String?
  private var masking = HandshakeTrace()
  private let trace: ((SMTPTraceEvent) -> Void)?

  init(trace: ((SMTPTraceEvent) -> Void)?) {
    self.trace = trace
  }

  static func from(_ context: UnsafeMutableRawPointer?) -> HandshakeListener? {
    context.map { Unmanaged<HandshakeListener>.fromOpaque($0).takeUnretainedValue() }
  }

  func received(_ bytes: UnsafeRawBufferPointer) {
    handshake.append(bytes)
  }

  private func notice(_ event: SMTPTraceEvent) {
    switch event {
    case .note(let text):
      guard let cipher = text.wholeMatch(of: /SSL connection using (\S+) \/ (\S+)(?: \/ .*)?/) else { return }
      encryption = SMTPExamination.Encryption(version: String(cipher.1), cipher: String(cipher.2))
    case .client(let line):
      let words = line.split(separator: " ")
      if words.first == "AUTH", words.count > 1 { loginMechanism = String(words[1]) }
    case .server: break
    }
  }

  func show(_ kind: curl_infotype, _ bytes: UnsafeRawBufferPointer) {
    let text = String(decoding: bytes, as: UTF8.self)
    let events =
      switch kind {
      case CURLINFO_HEADER_OUT: masking.client(text)
      case CURLINFO_HEADER_IN: masking.server(text)
      case CURLINFO_TEXT: masking.note(text)
      default: [SMTPTraceEvent]()
      }
    for event in events {
      notice(event)
      trace?(event)
    }
  }
}
