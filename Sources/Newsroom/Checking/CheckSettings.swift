public import Diagnostics
import Foundation
public import Preflight
import Records

/// What a project says about checks: `config/checks.yaml` and `config/clients.yaml`.
///
///     severities:
///       subject-length: off
///       link-http: error
public struct CheckSettings {
  private let workspace: Workspace

  /// Reads a workspace's settings.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// The severities that a project changes; nil turns a check off.
  ///
  /// - Throws: `UnusableContent` for a check or severity that there is not.
  public func severities() throws -> [String: Finding.Severity?] {
    let file = workspace.project.folder.appending(path: "config/checks.yaml")
    guard FileManager.default.fileExists(atPath: file.path) else { return [:] }
    let shown = workspace.project.shown(file)
    let record = Record(yaml: try Files.readConfiguration(file), file: shown)
    var severities: [String: Finding.Severity?] = [:]
    if let changed = record.record("severities") {
      for check in CheckCatalog.all.map(\.id) {
        guard let word = changed.choice(check, of: ["off", "note", "warning", "error"]) else { continue }
        severities[check] = .some(Finding.Severity(rawValue: word))
      }
    }
    try Self.refuse(record.finish(), in: shown)
    return severities
  }

  /// What is known about mail clients and filters: the project's, or what came with the program.
  ///
  /// - Throws: `UnusableContent` for a file that is wrong.
  public func knowledge() throws -> ClientKnowledge {
    let file = workspace.project.folder.appending(path: "config/clients.yaml")
    guard FileManager.default.fileExists(atPath: file.path) else { return try Self.standardKnowledge() }
    return try Self.knowledge(yaml: Files.readConfiguration(file), shown: workspace.project.shown(file))
  }

  /// What came with the program about mail clients and filters.
  static func standardKnowledge() throws -> ClientKnowledge {
    try knowledge(yaml: StarterFile.text("config/clients.yaml"), shown: "clients.yaml")
  }

  private static func knowledge(yaml: String, shown: String) throws -> ClientKnowledge {
    let record = Record(yaml: yaml, file: shown)
    let features = (record.records("features") ?? []).compactMap { feature -> ClientKnowledge.Feature? in
      guard let pattern = feature.string("pattern", required: true),
        let clients = feature.strings("clients", required: true),
        let instead = feature.string("instead", required: true)
      else { return nil }
      return ClientKnowledge.Feature(pattern: pattern.lowercased(), clients: clients, instead: instead)
    }
    let knowledge = ClientKnowledge(
      features: features, spamWords: (record.strings("spam-words") ?? []).map { $0.lowercased() },
      shorteners: (record.strings("shorteners") ?? []).map { $0.lowercased() })
    try refuse(record.finish(), in: shown)
    return knowledge
  }

  private static func refuse(_ findings: [Finding], in file: String) throws {
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
  }
}
