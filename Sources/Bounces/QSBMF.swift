import Delivery

/// qmail's way to send a message back, the "qmail-send bounce message format".
///
/// The text begins with `Hi. This is the`. Each recipient has a paragraph of its own, the address in angle
/// brackets and a colon in the first line, the reason below, often with a status code behind `#`. A paragraph
/// that begins with `-` ends the report.
enum QSBMF {
  /// Why the first recipient did not get it; nil for a text in no such form.
  static func failure(in text: String) -> DeliveryFailure? {
    guard text.hasPrefix("Hi. This is the") else { return nil }
    var reason: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).prefix(200) {
      if reason == nil {
        if line.hasPrefix("-") { return nil }
        if line.hasPrefix("<"), line.hasSuffix(">:") { reason = [] }
      } else if line.isEmpty {
        break
      } else {
        reason?.append(line)
      }
    }
    guard let words = reason?.joined(separator: " ") else { return nil }
    let code = words.split(separator: "#").dropFirst().lazy.compactMap { piece in
      EnhancedStatusCode(piece.prefix { $0.isNumber || $0 == "." })
    }.first
    return DeliveryFailure(status: code, diagnostic: words)
  }
}
