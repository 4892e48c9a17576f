import InternetMessage
import Pictures
import TerminalPreview

/// Shows any octets as a mail: there is a picture, and nothing in it that a terminal obeys.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var octets = Array(UnsafeBufferPointer(start: start, count: count))
  if octets.first == UInt8(ascii: "<") {
    octets = Array("Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".utf8) + octets
  }
  readAddresses(in: octets)
  let preview = MessagePreview(octets)
  _ = preview.report
  expectHarmless([preview.subject, preview.preheader], "inbox")
  for columns in [5, 40, 80, 131] {
    var options = PreviewOptions(columns: columns)
    options.dark = columns == 40 ? .inverted : columns == 5 ? .authored : nil
    options.paintsBackgrounds = columns == 80
    options.isCompact = columns == 131
    if columns == 131 {
      options.images = .blocks
      options.pictures = preview.embeddedPictures()
    }
    let page = preview.page(of: MessagePreview.View.allCases, options)
    precondition(page.rows.allSatisfy { $0.count <= page.columns }, "a row is wider than the page")
    expectHarmless(page.plainLines(), "plain")
    expectHarmless(page.ansiLines(.full, hyperlinks: true).map(withoutSequences), "ansi")
    _ = page.svg()
    _ = page.json
  }
  _ = preview.sideBySide(.mobile)
  _ = preview.sideBySide(.text)
  return 0
}

/// What is taken for an address is one again when it is written.
private func readAddresses(in octets: [UInt8]) {
  let text = String(decoding: octets.prefix(300), as: UTF8.self)
  _ = try? DomainName(text)
  _ = try? MessageID(text)
  guard let address = try? EmailAddress(text) else { return }
  precondition((try? EmailAddress(address.addrSpec)) == address, "\(address) is read as something else")
}

private func expectHarmless(_ lines: [String], _ form: String) {
  for scalar in lines.lazy.flatMap(\.unicodeScalars) {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069:
      preconditionFailure("U+\(String(scalar.value, radix: 16)) in \(form)")
    default: break
    }
  }
}

/// A line without colours, steps to the right and links.
private func withoutSequences(_ line: String) -> String {
  var text = ""
  var rest = Substring(line)
  while let escape = rest.firstIndex(of: "\u{1B}") {
    text += rest[..<escape]
    let sequence = rest[escape...].dropFirst()
    let end =
      sequence.hasPrefix("[")
      ? sequence.firstIndex { $0 == "m" || $0 == "C" }
      : sequence.hasPrefix("]8;") ? sequence.firstIndex(of: "\\") : nil
    guard let end else { preconditionFailure("a sequence that nobody wrote: \(line.debugDescription)") }
    expectHarmless([sequence[..<end].filter { $0 != "\u{1B}" }], "a sequence")
    rest = sequence[end...].dropFirst()
  }
  return text + rest
}
