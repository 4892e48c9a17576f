import Charsets
import Diagnostics
import Editorial

/// The text of a file, with what is to be said about its encoding.
struct DecodedText {
  /// More than any article needs; a larger file is somebody's mistake.
  static let sizeLimit = 16 << 20

  /// The text, cleaned; nil when there is none.
  let text: String?
  let findings: [Finding]

  init(_ bytes: [UInt8], file: String) {
    let place = Place(file: file)
    func refusal(_ id: String, _ message: String) -> [Finding] { [Finding(id, .error, message, at: place)] }
    guard bytes.count <= Self.sizeLimit else {
      (text, findings) = (nil, refusal("article-size", .tooLong))
      return
    }
    let encoding: (text: String, findings: [Finding])
    if var wide = UTF16Text(beginning: bytes) {
      let octets = bytes[UTF16Text.markLength...].withUnsafeBufferPointer { wide.utf8($0) } + wide.finish()
      encoding = (
        String(decoding: octets, as: UTF8.self), [Finding("encoding", .note, .readAs("UTF-16"), at: place)]
      )
    } else if Self.isBinary(bytes) {
      (text, findings) = (nil, refusal("binary-file", .binary))
      return
    } else if let utf8 = String(validating: bytes, as: UTF8.self) {
      encoding = (utf8, [])
    } else {
      encoding = (
        Charset.text(bytes, declared: "windows-1252"),
        [Finding("encoding", .warning, .readAs("Windows-1252"), at: place, help: ["save it as UTF-8"])]
      )
    }
    guard encoding.text.contains(where: { !$0.isWhitespace && $0 != "\u{FEFF}" }) else {
      (text, findings) = (nil, refusal("empty-file", .empty))
      return
    }
    (text, findings) = (encoding.text.cleaned, encoding.findings)
  }

  /// Whether the beginning has octets that no text has.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(1 << 16).contains { $0 < 0x20 && !(0x07...0x0D).contains($0) && $0 != 0x1A && $0 != 0x1B }
  }
}

extension String {
  fileprivate static let tooLong = "the file is longer than 16 MiB"
  fileprivate static let binary = "this is not a text file"
  fileprivate static let empty = "the file is empty"
  fileprivate static func readAs(_ encoding: String) -> String {
    "the file is not UTF-8; it was read as \(encoding)"
  }
}
