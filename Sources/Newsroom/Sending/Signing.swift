public import DKIM
public import Diagnostics
import Foundation
public import InternetMessage

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The DKIM keys of a project: who signs, and where the private keys lie.
public struct Signing: Sendable {
  private let workspace: Workspace

  /// Looks at a workspace's keys.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// The domain that signs.
  ///
  /// - Throws: `UnusableContent` when the configuration names something else.
  public func domain() throws -> DomainName {
    guard let setting = workspace.configuration.settings["dkim.domain"] else {
      return workspace.configuration.messageIDDomain
    }
    do throws(InvalidDomainName) { return try DomainName(setting.text) } catch {
      throw UnusableContent(
        "the configuration", kind: .configuration,
        findings: [Finding("wrong-value", "'dkim.domain' is no domain: \(error.reason)")])
    }
  }

  /// What signs every message; nil where no selector is configured.
  ///
  /// - Throws: `UnusableDKIMKey`, `UnsafeKeyFile`, `FileProblem`.
  public func signer() throws -> DKIMSigner? {
    let keys = try keys()
    guard let rsa = keys.first(where: { $0.key.algorithm == .rsaSHA256 }) else { return nil }
    return try DKIMSigner(
      domain: domain(), rsa: rsa, ed25519: keys.first { $0.key.algorithm == .ed25519SHA256 })
  }

  /// The configured keys, RSA first.
  public func keys() throws -> [DKIMSigningKey] {
    try ["dkim.selector", "dkim.ed25519-selector"].compactMap { path in
      guard let setting = workspace.configuration.settings[path] else { return nil }
      return try key(DKIMSelector(setting.text))
    }
  }

  /// The keys in the project's folder that no setting names, by selector.
  public func unusedKeys() throws -> [UnusedKey] {
    let folder = workspace.project.dkimKeyFile("x").deletingLastPathComponent()
    guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
    let used = Set(
      ["dkim.selector", "dkim.ed25519-selector"].compactMap { workspace.configuration.settings[$0]?.text })
    return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "pem" }.map { $0.deletingPathExtension().lastPathComponent }
      .filter { !used.contains($0) }.sorted()
      .compactMap { name in
        guard let selector = try? DKIMSelector(name), let key = try? key(selector) else { return nil }
        return UnusedKey(
          selector: name, file: workspace.project.shown(workspace.project.dkimKeyFile(name)),
          setting: key.key.algorithm == .rsaSHA256 ? "dkim.selector" : "dkim.ed25519-selector")
      }
  }

  /// Makes a key and writes it where nobody else can read it; an existing one stays.
  ///
  /// - Throws: `FileExists`, `FileProblem`, `InvalidDKIMSelector`.
  public func makeKey(_ algorithm: DKIMAlgorithm, selector: String) throws -> (
    key: DKIMSigningKey, file: String
  ) {
    let selector = try DKIMSelector(selector)
    let file = workspace.project.dkimKeyFile(selector.text)
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw FileExists(
        path: workspace.project.shown(file),
        suggestion: "another selector: a key that is in the DNS may be needed for mail that is under way")
    }
    var generator = SystemRandomNumberGenerator()
    let key = try DKIMKey.generated(algorithm, using: &generator)
    try Files.makeFolder(file.deletingLastPathComponent(), mode: 0o700)
    try Files.write(Array(key.pem.utf8), to: file, mode: 0o600)
    return (DKIMSigningKey(selector: selector, key: key), workspace.project.shown(file))
  }

  private func key(_ selector: DKIMSelector) throws -> DKIMSigningKey {
    let file = workspace.project.dkimKeyFile(selector.text)
    let name = workspace.project.shown(file)
    var status = stat()
    if stat(file.path, &status) == 0, status.st_mode & 0o077 != 0 { throw UnsafeKeyFile(path: name) }
    return DKIMSigningKey(
      selector: selector, key: try DKIMKey(pem: Files.readText(file, limit: 65_536), name: name))
  }
}

/// A key that signs nothing.
public struct UnusedKey: Hashable, Sendable {
  /// What the key is called in the DNS.
  public let selector: String
  /// Where it lies.
  public let file: String
  /// The setting that would make it sign.
  public let setting: String
}

/// A private key that others can read.
public struct UnsafeKeyFile: ExplainedError, Hashable {
  /// The file.
  public let path: String

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .configuration, "\(path.printable) is a private key, and others can read it",
      try: ["chmod 600 \(path.printable)"])
  }
}
