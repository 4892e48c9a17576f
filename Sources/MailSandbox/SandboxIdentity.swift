internal import Crypto
internal import Diagnostics
internal import Foundation
internal import NIOSSL
internal import SwiftASN1
internal import X509

/// A certificate and its key, as TLS wants them.
struct SandboxIdentity {
  let certificate: NIOSSLCertificate
  let key: NIOSSLPrivateKey

  init(_ identity: SandboxConfiguration.Identity) throws {
    switch identity {
    case .files(let certificateFile, let keyFile):
      guard let first = try NIOSSLCertificate.fromPEMFile(certificateFile.path(percentEncoded: false)).first
      else {
        throw NoCertificate(file: certificateFile.path(percentEncoded: false))
      }
      certificate = first
      key = try NIOSSLPrivateKey(file: keyFile.path(percentEncoded: false), format: .pem)
    case .selfSigned(let file):
      let made = try selfSigned(now: Date())
      if let file { try Data(made.certificatePEM.utf8).write(to: file, options: .atomic) }
      certificate = try NIOSSLCertificate(bytes: [UInt8](made.certificatePEM.utf8), format: .pem)
      key = try NIOSSLPrivateKey(bytes: [UInt8](made.keyPEM.utf8), format: .pem)
    }
  }

  var context: NIOSSLContext {
    get throws {
      var tls = TLSConfiguration.makeServerConfiguration(
        certificateChain: [.certificate(certificate)], privateKey: .privateKey(key))
      tls.minimumTLSVersion = .tlsv12
      return try NIOSSLContext(configuration: tls)
    }
  }
}

/// A certificate for this machine, good for a month.
private func selfSigned(now: Date) throws -> (certificatePEM: String, keyPEM: String) {
  let key = P256.Signing.PrivateKey()
  let name = try DistinguishedName { CommonName("Broadsheet sandbox") }
  let certificate = try Certificate(
    version: .v3,
    serialNumber: Certificate.SerialNumber(),
    publicKey: Certificate.PublicKey(key.publicKey),
    notValidBefore: now.addingTimeInterval(-3600),
    notValidAfter: now.addingTimeInterval(30 * 86400),
    issuer: name, subject: name,
    signatureAlgorithm: .ecdsaWithSHA256,
    extensions: Certificate.Extensions {
      Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
      try ExtendedKeyUsage([.serverAuth])
      SubjectAlternativeNames([
        .dnsName("localhost"),
        .ipAddress(.init(contentBytes: [127, 0, 0, 1])),
        .ipAddress(.init(contentBytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
      ])
    },
    issuerPrivateKey: Certificate.PrivateKey(key))
  return (try certificate.serializeAsPEM().pemString, key.pemRepresentation)
}

/// A PEM file without a certificate in it.
struct NoCertificate: ExplainedError, Hashable {
  var file: String

  var problem: Problem { Problem(.configuration, "\(file) has no certificate in PEM form") }
}
