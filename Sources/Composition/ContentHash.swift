import Crypto
import Editorial
import Foundation

extension ComposedIssue {
  /// SHA-256 over everything that readers get, in hexadecimal.
  ///
  /// Each part is preceded by its length, so that moving text from one part to
  /// another changes the hash.
  public var contentHash: String {
    var hash = SHA256()
    func add(_ part: String) {
      hash.update(data: Data("\(part.utf8.count):".utf8))
      hash.update(data: Data(part.utf8))
    }
    for part in [subject, preheader, language, html, text, tokens.mark] { add(part) }
    for field in tokens.fields { add(field.text) }
    if isAutomatic { add("automatic") }
    if textFormat != .fixed { add(textFormat.rawValue) }
    for condition in conditions { add(condition) }
    for variant in variants.dropFirst() {
      for part in [variant.subject, variant.preheader, variant.html, variant.text] { add(part) }
    }
    return hash.finalize().map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
