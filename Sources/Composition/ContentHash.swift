import Crypto
import Editorial
import Foundation

extension ComposedIssue {
  /// SHA-256 over everything a reader gets, in hexadecimal.
  ///
  /// Each part is preceded by its length, so that moving text from one part to
  /// another changes the hash.
  public var contentHash: String {
    var hash = SHA256()
    let fields = tokens.fields.map(\.text)
    let marks = isAutomatic ? ["automatic"] : []
    for part in [subject, preheader, language, html, text, tokens.mark] + fields + marks {
      hash.update(data: Data("\(part.utf8.count):".utf8))
      hash.update(data: Data(part.utf8))
    }
    return hash.finalize().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
