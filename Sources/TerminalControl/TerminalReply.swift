/// What a terminal said about itself.
public enum TerminalReply: Hashable, Sendable {
  /// DA1: which attributes it has; 4 is sixel graphics.
  case primaryAttributes([Int])
  /// XTVERSION: its name and version, as it writes them.
  case version(String)
  /// OSC 11: its background, each channel from 0 to 1.
  case background(red: Double, green: Double, blue: Double)
  /// Whether it took a picture of the kitty protocol, and what it said.
  case kittyGraphics(isOK: Bool, message: String)
  /// The size of a cell in pixels.
  case cellSize(width: Int, height: Int)
  /// DECRPM: the state of a mode; 0 is unknown to the terminal.
  case mode(number: Int, state: Int)
}

extension TerminalReply {
  /// Reads what stands between `CSI` and its last octet; nil for a key or something else.
  init?(csi parameters: String, final: Character) {
    if final == "c", parameters.hasPrefix("?") {
      self = .primaryAttributes(parameters.dropFirst().split(separator: ";").compactMap { Int($0) })
      return
    }
    let numbers = parameters.filter { $0 != "?" && $0 != "$" }.split(separator: ";").compactMap { Int($0) }
    if final == "t", numbers.count == 3, numbers[0] == 6, (1...1000).contains(numbers[1]),
      (1...1000).contains(numbers[2])
    {
      self = .cellSize(width: numbers[2], height: numbers[1])
    } else if final == "y", parameters.hasPrefix("?"), parameters.hasSuffix("$"), numbers.count == 2 {
      self = .mode(number: numbers[0], state: numbers[1])
    } else {
      return nil
    }
  }

  /// Reads what stands between the introducer of a string and its end: `]` OSC, `P` DCS, `_` APC.
  init?(string text: String, introducer: Character) {
    switch introducer {
    case "P" where text.hasPrefix(">|"): self = .version(String(text.dropFirst(2).prefix(200)))
    case "]" where text.hasPrefix("11;"):
      guard let color = Self.color(text.dropFirst(3)) else { return nil }
      self = .background(red: color[0], green: color[1], blue: color[2])
    case "_" where text.hasPrefix("G"):
      let message = text.firstIndex(of: ";").map { String(text[text.index(after: $0)...]) } ?? ""
      self = .kittyGraphics(isOK: message == "OK", message: String(message.prefix(200)))
    default: return nil
    }
  }

  /// `rgb:ffff/8080/0000` with one to four digits a channel, or `rgba:`.
  private static func color(_ text: Substring) -> [Double]? {
    guard let colon = text.firstIndex(of: ":"), ["rgb", "rgba"].contains(text[..<colon]) else { return nil }
    let channels = text[text.index(after: colon)...].split(separator: "/").prefix(3)
    let values = channels.compactMap { digits -> Double? in
      guard (1...4).contains(digits.count), let value = Int(digits, radix: 16) else { return nil }
      return Double(value) / Double((1 << (4 * digits.count)) - 1)
    }
    return values.count == 3 ? values : nil
  }
}
