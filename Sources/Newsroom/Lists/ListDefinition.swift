import Diagnostics
import Foundation
import MailingLists
import Records

/// What a list's own columns hold: `recipients/NAME.yaml` beside `NAME.csv`.
///
///     fields:
///       joined: date
///       member: flag
enum ListDefinition {
  /// The types of a list's columns; none where there is no such file.
  ///
  /// - Throws: `UnusableContent` for a type or key that there is not.
  static func fields(ofList name: String, in workspace: Workspace) throws -> ListFields {
    let file = workspace.project.recipients.appending(path: "\(name).yaml")
    guard FileManager.default.fileExists(atPath: file.path) else { return ListFields() }
    let shown = workspace.project.shown(file)
    let record = Record(yaml: try Files.readConfiguration(file), file: shown)
    var types: [String: FieldType] = [:]
    if let fields = record.record("fields") {
      for column in fields.keys {
        let choice = fields.choice(column, of: FieldType.allCases.map(\.rawValue), required: true)
        types[column] = choice.flatMap(FieldType.init)
      }
    }
    let findings = record.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(shown, kind: .configuration, findings: findings)
    }
    return ListFields(types: types)
  }
}
