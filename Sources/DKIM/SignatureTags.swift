import FoundationEssentials
import InternetMessage

/// The tags of a signature that is being made (RFC 6376 §3.5).
struct SignatureTags {
  var algorithm: DKIMAlgorithm
  var domain: DomainName
  var selector: DKIMSelector
  var time: Date
  var expiry: Date?
  var names: [String]

  /// The field, folded, with its line end.
  func field(bodyHash: [UInt8], signature: [UInt8]) throws(UnsignableMessage) -> [UInt8] {
    do throws(InvalidHeaderField) {
      return try HeaderField.structured(.dkimSignature, text(bodyHash: bodyHash, signature: signature)).bytes
    } catch {
      throw .keyDoesNotSign(selector.text)
    }
  }

  /// The tags with a blank wherever the field may be folded.
  func text(bodyHash: [UInt8], signature: [UInt8]) -> String {
    var tags = [
      "v=1;", "a=\(algorithm.rawValue);", "c=relaxed/relaxed;", "d=\(domain.text);", "s=\(selector.text);",
      "t=\(Int(time.timeIntervalSince1970));",
    ]
    if let expiry { tags.append("x=\(Int(expiry.timeIntervalSince1970));") }
    tags.append("h=\(foldableNames);")
    tags.append("bh=\(Data(bodyHash).base64EncodedString());")
    tags.append("b=" + Data(signature).base64EncodedString().foldable)
    return tags.joined(separator: " ")
  }

  /// The names with colons between them, and a blank behind the last colon that a line has room for.
  private var foldableNames: String {
    var text = ""
    var width = 3
    for (index, name) in names.enumerated() {
      let isLast = index + 1 == names.count
      if width + name.utf8.count + 1 > 74 {
        text += " "
        width = 1
      }
      text += name + (isLast ? "" : ":")
      width += name.utf8.count + 1
    }
    return text
  }
}

extension String {
  /// The text with a blank after every 72 octets, where Base64 may be folded (RFC 6376 §2.10).
  fileprivate var foldable: String {
    let octets = Array(utf8)
    return stride(from: 0, to: octets.count, by: 72)
      .map { String(decoding: octets[$0..<min($0 + 72, octets.count)], as: UTF8.self) }
      .joined(separator: " ")
  }
}
