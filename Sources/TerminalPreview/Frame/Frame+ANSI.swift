extension Frame {
  /// The picture as lines with escapes for a terminal; each ends in the terminal's own style.
  ///
  /// With `hyperlinks` each link is one that the terminal opens (OSC 8), with one
  /// identifier for all its lines. Only http, https and mailto addresses are.
  /// `picture` gives the sequence that draws an image in its place.
  public func ansiLines(
    _ depth: ColorDepth, hyperlinks: Bool = false, picture: (Placement) -> String? = { _ in nil }
  ) -> [String] {
    let addresses = hyperlinks ? links.map(Self.address) : []
    var first: [Int: String] = [:]
    for placement in placements {
      if let sequence = picture(placement) {
        first[placement.row, default: ""] += Self.placed(sequence, placement)
      }
    }
    return rows.enumerated().map { index, row in
      (first[index] ?? "") + ansiLine(row, depth, addresses)
    }
  }

  private func ansiLine(_ row: [Cell], _ depth: ColorDepth, _ addresses: [String?]) -> String {
    var line = ""
    var style = Style()
    var parameters = ""
    var link = 0
    var skipped = 0
    let end =
      row.lastIndex {
        !$0.isBlank || $0.style.isReversed || $0.style.background != nil && depth != .none
      } ?? -1
    for cell in row.prefix(end + 1) {
      guard let character = shown(cell, depth) else { continue }
      if cell.role == .picture, character == " " {
        // Blanks would wipe out what the terminal has drawn here.
        skipped += 1
        continue
      }
      if skipped > 0 { line += "\u{1B}[\(skipped)C" }
      skipped = 0
      let isLinked = cell.link > 0 && cell.link <= addresses.count && addresses[cell.link - 1] != nil
      let opened = isLinked ? cell.link : 0
      if opened != link {
        if link > 0 { line += "\u{1B}]8;;\u{1B}\\" }
        if opened > 0, let address = addresses[opened - 1] {
          line += "\u{1B}]8;id=l\(opened);\(address)\u{1B}\\"
        }
        link = opened
      }
      if cell.style != style {
        style = cell.style
        let wanted = Self.parameters(style, depth)
        if wanted != parameters {
          line += wanted.isEmpty ? "\u{1B}[0m" : "\u{1B}[\(parameters.isEmpty ? "" : "0;")\(wanted)m"
        }
        parameters = wanted
      }
      line.append(character)
    }
    if !parameters.isEmpty { line += "\u{1B}[0m" }
    return link > 0 ? line + "\u{1B}]8;;\u{1B}\\" : line
  }

  /// An image at its column, with room made for its rows and the cursor back where it was.
  private static func placed(_ sequence: String, _ placement: Placement) -> String {
    String(repeating: "\n", count: placement.rows) + "\u{1B}[\(placement.rows)A\r\u{1B}7"
      + (placement.column > 0 ? "\u{1B}[\(placement.column)C" : "") + sequence + "\u{1B}8"
  }

  /// With colours a button needs no brackets, without them no half blocks.
  private func shown(_ cell: Cell, _ depth: ColorDepth) -> Character? {
    guard cell.role == .buttonEdge, let character = cell.character else { return cell.character }
    if depth == .none { return character == "▄" || character == "▀" ? " " : character }
    return character == "[" || character == "]" ? " " : character
  }

  /// Of the 16 colours those that can be read on light and dark.
  private static let tones: [Tone: String] = [.warning: "33", .bad: "31", .good: "32"]

  private static func parameters(_ style: Style, _ depth: ColorDepth) -> String {
    var parameters: [String] = []
    if style.isBold { parameters.append("1") }
    if style.isDim { parameters.append("2") }
    if style.isItalic { parameters.append("3") }
    if style.isUnderlined { parameters.append("4") }
    if style.isReversed { parameters.append("7") }
    if style.isStruck { parameters.append("9") }
    if depth != .none, let color = tones[style.tone] { parameters.append(color) }
    if let color = style.foreground.flatMap({ depth.parameters($0, isBackground: false) }) {
      parameters.append(color)
    }
    if let color = style.background.flatMap({ depth.parameters($0, isBackground: true) }) {
      parameters.append(color)
    }
    return parameters.joined(separator: ";")
  }

  /// An address that a terminal may be given, every octet outside printable ASCII escaped.
  private static func address(_ url: String) -> String? {
    let lowered = url.prefix(8).lowercased()
    guard ["http://", "https://", "mailto:"].contains(where: lowered.hasPrefix) else { return nil }
    let digits = Array("0123456789ABCDEF")
    var address = ""
    for octet in url.utf8 {
      if octet > 0x20, octet < 0x7F {
        address.unicodeScalars.append(Unicode.Scalar(octet))
      } else {
        address += "%" + String(digits[Int(octet >> 4)]) + String(digits[Int(octet & 15)])
      }
    }
    return address.utf8.count <= 2083 ? address : nil
  }
}
