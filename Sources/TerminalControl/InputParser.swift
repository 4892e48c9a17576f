public import TerminalPreview

/// Something that came from a terminal.
public enum TerminalInput: Hashable, Sendable {
  /// A person pressed a key.
  case key(Key)
  /// The terminal answered a question, in time or late.
  case reply(TerminalReply)
}

/// Takes octets from a terminal apart into keys and answers, however they are cut into pieces.
///
/// Answers that nobody asked for, and sequences that mean nothing here, are
/// swallowed; a string that never ends is given up after 64 KiB.
public struct InputParser: Sendable {
  private enum State: Sendable {
    case ground
    case escape
    case csi
    case ss3
    case string(Character)
    case stringEscape(Character)
    case utf8(missing: Int)
  }

  private var state = State.ground
  private var collected: [UInt8] = []

  /// Octets of one sequence that are kept.
  static let limit = 64 << 10

  /// A parser that has seen nothing.
  public init() {}

  /// Whether a sequence has begun and not ended.
  public var isWaiting: Bool {
    if case .ground = state { false } else { true }
  }

  /// Takes octets.
  public mutating func feed(_ octets: some Sequence<UInt8>) -> [TerminalInput] {
    octets.flatMap { take($0) }
  }

  /// Tells that nothing more comes for now: an escape that stands alone is the key.
  public mutating func settle() -> [TerminalInput] {
    defer { if case .escape = state { state = .ground } }
    if case .escape = state { return [.key(.escape)] }
    return []
  }

  private mutating func take(_ octet: UInt8) -> [TerminalInput] {
    switch state {
    case .ground: return ground(octet)
    case .escape: return escape(octet)
    case .csi: return csi(octet)
    case .ss3:
      state = .ground
      return Self.arrow(octet).map { [.key($0)] } ?? []
    case .string(let introducer): return string(octet, introducer)
    case .stringEscape(let introducer):
      if octet == UInt8(ascii: "\\") { return finish(introducer) }
      // A new sequence begins where the string was cut off.
      state = .escape
      return escape(octet)
    case .utf8(let missing): return utf8(octet, missing)
    }
  }

  private mutating func ground(_ octet: UInt8) -> [TerminalInput] {
    switch octet {
    case 0x1B:
      state = .escape
      return []
    case 0x0D, 0x0A: return [.key(.enter)]
    case 0x09: return [.key(.tab)]
    case 0x7F, 0x08: return [.key(.backspace)]
    case 0x01...0x1A: return [.key(.control(Character(Unicode.Scalar(octet + 0x60))))]
    case 0x20...0x7E: return [.key(.character(Character(Unicode.Scalar(octet))))]
    case 0xC2...0xF4:
      collected = [octet]
      state = .utf8(missing: octet < 0xE0 ? 1 : octet < 0xF0 ? 2 : 3)
      return []
    default: return []
    }
  }

  private mutating func utf8(_ octet: UInt8, _ missing: Int) -> [TerminalInput] {
    guard 0x80...0xBF ~= octet else {
      state = .ground
      return ground(octet)
    }
    collected.append(octet)
    if missing > 1 {
      state = .utf8(missing: missing - 1)
      return []
    }
    state = .ground
    let text = String(decoding: collected, as: UTF8.self)
    guard let character = text.first, text.count == 1, character != "\u{FFFD}" else { return [] }
    return [.key(.character(character))]
  }

  private mutating func escape(_ octet: UInt8) -> [TerminalInput] {
    collected = []
    switch octet {
    case UInt8(ascii: "["): state = .csi
    case UInt8(ascii: "O"): state = .ss3
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"):
      state = .string(Character(Unicode.Scalar(octet)))
    case 0x1B: return [.key(.escape)]
    default: state = .ground
    }
    return []
  }

  private mutating func csi(_ octet: UInt8) -> [TerminalInput] {
    switch octet {
    case 0x20...0x3F where collected.count < Self.limit:
      collected.append(octet)
      return []
    case 0x40...0x7E:
      state = .ground
      let parameters = String(decoding: collected, as: UTF8.self)
      let final = Character(Unicode.Scalar(octet))
      if let reply = TerminalReply(csi: parameters, final: final) { return [.reply(reply)] }
      return Self.key(parameters, octet).map { [.key($0)] } ?? []
    case 0x1B:
      state = .escape
      return []
    default:
      state = .ground
      return []
    }
  }

  private mutating func string(_ octet: UInt8, _ introducer: Character) -> [TerminalInput] {
    switch octet {
    case 0x07 where introducer == "]": return finish(introducer)
    case 0x1B: state = .stringEscape(introducer)
    case 0x18, 0x1A: state = .ground
    default:
      if collected.count < Self.limit { collected.append(octet) } else { state = .ground }
    }
    return []
  }

  private mutating func finish(_ introducer: Character) -> [TerminalInput] {
    state = .ground
    let text = String(decoding: collected, as: UTF8.self)
    return TerminalReply(string: text, introducer: introducer).map { [.reply($0)] } ?? []
  }

  private static func arrow(_ octet: UInt8) -> Key? {
    switch Character(Unicode.Scalar(octet)) {
    case "A": .up
    case "B": .down
    case "C": .right
    case "D": .left
    case "H": .home
    case "F": .end
    default: nil
    }
  }

  private static func key(_ parameters: String, _ octet: UInt8) -> Key? {
    if let arrow = arrow(octet) { return arrow }
    switch (Character(Unicode.Scalar(octet)), parameters.prefix { $0 != ";" }) {
    case ("Z", _): return .backTab
    case ("~", "1"), ("~", "7"): return .home
    case ("~", "4"), ("~", "8"): return .end
    case ("~", "5"): return .pageUp
    case ("~", "6"): return .pageDown
    default: return nil
    }
  }
}
