internal import Foundation

extension SandboxSession {
  mutating func hello(_ command: ClientCommand) -> [Effect] {
    guard !command.argument.isEmpty else { return mistake("501 5.5.4 who are you?") }
    return follow(rules.action(at: .ehlo)) { session, text in
      session.client = command.argument
      session.transaction = nil
      if let text { return [.reply(text)] }
      guard command.verb == "EHLO" else { return [.reply("250 \(session.configuration.hostName)")] }
      let lines = [session.configuration.hostName] + session.keywords
      return [
        .reply(
          lines.enumerated()
            .map { "250\($0 == lines.count - 1 ? " " : "-")\($1)" }
            .joined(separator: "\r\n"))
      ]
    }
  }

  private var keywords: [String] {
    var keywords = SandboxConfiguration.Extension.allCases
      .filter(configuration.extensions.contains)
      .map { $0 == .size ? "SIZE \(configuration.sizeLimit)" : $0.rawValue }
    if configuration.security == .startTLS, !hasTLS { keywords.append("STARTTLS") }
    if configuration.authentication != .off { keywords.append("AUTH PLAIN LOGIN") }
    return keywords
  }

  mutating func startTLS(_ command: ClientCommand) -> [Effect] {
    guard configuration.security == .startTLS else { return mistake("502 5.5.1 STARTTLS is not offered") }
    guard !hasTLS else { return mistake("503 5.5.1 TLS is there already") }
    guard command.argument.isEmpty else { return mistake("501 5.5.4 STARTTLS takes no argument") }
    return follow(rules.action(at: .startTLS)) { session, text in
      // Nothing said without TLS counts any more (RFC 3207 §4.2).
      session.hasTLS = true
      session.client = nil
      session.transaction = nil
      session.user = nil
      return (text.map { [.reply($0)] } ?? session.say("220 2.0.0 go ahead")) + [.startTLS]
    }
  }

  mutating func beginLogin(_ command: ClientCommand) -> [Effect] {
    guard configuration.authentication != .off else { return mistake("502 5.5.1 AUTH is not offered") }
    guard client != nil else { return mistake("503 5.5.1 EHLO first") }
    guard user == nil, transaction == nil else { return mistake("503 5.5.1 not now") }
    let words = command.argument.split(separator: " ").map(String.init)
    switch (words.first?.uppercased(), words.count) {
    case ("PLAIN", 1):
      mode = .loginPlain
      return [.reply("334 ")]
    case ("PLAIN", 2): return checkPlain(words[1])
    case ("LOGIN", 1):
      mode = .loginUser
      return [.reply("334 VXNlcm5hbWU6")]
    case ("LOGIN", 2):
      guard let name = words[1].decoded else { return mistake("501 5.5.2 not Base64") }
      mode = .loginPassword(user: name)
      return [.reply("334 UGFzc3dvcmQ6")]
    default: return mistake("504 5.5.4 AUTH PLAIN or AUTH LOGIN")
    }
  }

  mutating func continueLogin(_ line: String) -> [Effect] {
    let asked = mode
    mode = .command
    if line == "*" { return say("501 5.7.0 given up") }
    switch asked {
    case .loginUser:
      guard let name = line.decoded else { return mistake("501 5.5.2 not Base64") }
      mode = .loginPassword(user: name)
      return [.reply("334 UGFzc3dvcmQ6")]
    case .loginPassword(let name):
      guard let password = line.decoded else { return mistake("501 5.5.2 not Base64") }
      return check(name, password)
    default: return checkPlain(line)
    }
  }

  /// `authorization NUL user NUL password` (RFC 4616 §2).
  private mutating func checkPlain(_ text: String) -> [Effect] {
    let parts = text.decoded?.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
    guard let parts, parts.count == 3 else { return mistake("501 5.5.2 not a PLAIN login") }
    return check(parts[1], parts[2])
  }

  private mutating func check(_ name: String, _ password: String) -> [Effect] {
    follow(rules.action(at: .auth)) { session, text in
      let isRight =
        switch session.configuration.authentication {
        case .off: false
        case .anyone: true
        case .users(let users): users[name] == password
        }
      guard isRight else { return session.mistake("535 5.7.8 wrong user or password") }
      session.user = name
      return text.map { [.reply($0)] } ?? session.say("235 2.7.0 welcome")
    }
  }
}

extension String {
  /// The text behind Base64; `=` stands for an empty one (RFC 4954 §4).
  fileprivate var decoded: String? {
    if self == "=" { return "" }
    return Data(base64Encoded: self).flatMap { String(data: $0, encoding: .utf8) }
  }
}
