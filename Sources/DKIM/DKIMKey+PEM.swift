import COpenSSL
import FoundationEssentials

extension DKIMKey {
  /// Reads a private key in PEM form: RSA as PKCS#1 or PKCS#8 with 2048 bits or more, Ed25519 as PKCS#8.
  ///
  /// The name is what the person calls the key: its selector or its file.
  public init(pem: String, name: String) throws(UnusableDKIMKey) {
    try self.init(pem: pem, name: name, shortest: Self.shortestRSAKey)
  }

  init(pem: String, name: String, shortest: Int) throws(UnusableDKIMKey) {
    switch PEMBlock.privateKey(in: pem) {
    case .failure(let fault): throw UnusableDKIMKey(name: name, fault: fault)
    case .success(let block):
      if let seed = block.ed25519Seed {
        guard let key = LibraryKey(owning: copenssl_read_ed25519(seed, 1)) else {
          throw UnusableDKIMKey(name: name, fault: .isDamaged)
        }
        self.init(key)
      } else if block.isOtherCurve {
        throw UnusableDKIMKey(name: name, fault: .isOfOtherKind)
      } else {
        guard let key = LibraryKey(owning: copenssl_read_private(block.der, block.der.count)) else {
          throw UnusableDKIMKey(name: name, fault: .isDamaged)
        }
        guard key.isRSA else { throw UnusableDKIMKey(name: name, fault: .isOfOtherKind) }
        guard key.bits >= shortest else {
          throw UnusableDKIMKey(name: name, fault: .isTooShort(bits: key.bits))
        }
        self.init(key)
      }
    }
  }
}

/// What stands between two lines of dashes (RFC 7468).
private struct PEMBlock {
  var label: Substring
  var der: [UInt8]

  static func privateKey(in text: String) -> Result<PEMBlock, UnusableDKIMKey.Fault> {
    let lines = text.utf8.split(whereSeparator: { $0 == .cr || $0 == .lf })
      .map { Substring($0).trimmingBlanks }
    var labels: [Substring] = []
    for (index, line) in lines.enumerated() {
      guard line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") else { continue }
      let label = line.dropFirst(11).dropLast(5)
      labels.append(label)
      guard label == "PRIVATE KEY" || label == "RSA PRIVATE KEY" else { continue }
      let body = lines[(index + 1)...].prefix { !$0.hasPrefix("-----") }
      guard lines.indices.contains(body.endIndex), lines[body.endIndex] == "-----END \(label)-----" else {
        return .failure(.isDamaged)
      }
      if body.contains(where: { $0.hasPrefix("Proc-Type:") && $0.contains("ENCRYPTED") }) {
        return .failure(.isLocked)
      }
      guard let der = Data(base64Encoded: body.joined()) else { return .failure(.isDamaged) }
      return .success(PEMBlock(label: label, der: Array(der)))
    }
    return .failure(fault(of: labels))
  }

  private static func fault(of labels: [Substring]) -> UnusableDKIMKey.Fault {
    if labels.contains("ENCRYPTED PRIVATE KEY") { return .isLocked }
    if labels.contains(where: { $0.hasSuffix("PUBLIC KEY") || $0 == "CERTIFICATE" }) { return .isPublic }
    return labels.isEmpty ? .isNotPEM : .isOfOtherKind
  }

  /// The 32 octets; a public key may stand behind them (RFC 5958 §2).
  var ed25519Seed: [UInt8]? {
    let fixed = ed25519Prefix[5...]
    guard label == "PRIVATE KEY", der.count >= 48, der[5..<16] == fixed else { return nil }
    return Array(der[16..<48])
  }

  /// Whether it is another PKCS#8 key than RSA (RFC 8017 appendix A.1).
  var isOtherCurve: Bool {
    let rsa: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
    guard label == "PRIVATE KEY", der.count > 40 else { return false }
    return !(4..<24).contains { der[$0...].starts(with: rsa) }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var rest = self
    while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
