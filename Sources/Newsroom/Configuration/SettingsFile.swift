import Diagnostics
import Records

/// Reads the settings of one YAML file.
enum SettingsFile {
  /// The layer that a file makes.
  ///
  /// A project's file may not hold personal settings.
  ///
  /// - Throws: `UnusableContent` naming every unknown key and wrong value.
  static func layer(
    yaml: String, file: String, isPersonal: Bool
  ) throws(UnusableContent) -> [String: Setting] {
    let root = Record(yaml: yaml, file: file)
    var layer: [String: Setting] = [:]
    for (group, keys) in Self.groups {
      if keys.isEmpty {
        read(group, path: group, of: root, isPersonal: isPersonal, into: &layer)
      } else if let record = root.record(group) {
        for key in keys {
          read(key, path: "\(group).\(key)", of: record, isPersonal: isPersonal, into: &layer)
        }
      }
    }
    if let accounts = root.record("accounts") {
      for name in accounts.keys {
        guard let account = accounts.record(name) else { continue }
        for key in SettingKey.accountKeys {
          read(key, path: "accounts.\(name).\(key)", of: account, isPersonal: isPersonal, into: &layer)
        }
      }
    }
    let findings = root.finish()
    guard !findings.contains(where: { $0.severity == .error }) else {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
    return layer
  }

  /// The first words of the paths and what may stand under them, accounts apart.
  private static let groups: [(String, [String])] = {
    var groups: [(String, [String])] = []
    for key in SettingKey.all where !key.path.hasPrefix("accounts.") {
      let parts = key.path.split(separator: ".").map(String.init)
      if let index = groups.firstIndex(where: { $0.0 == parts[0] }) {
        groups[index].1.append(parts[1])
      } else {
        groups.append((parts[0], parts.count > 1 ? [parts[1]] : []))
      }
    }
    return groups
  }()

  private static func read(
    _ key: String, path: String, of record: Record, isPersonal: Bool, into layer: inout [String: Setting]
  ) {
    guard let known = SettingKey.of(path.split(separator: ".").map(String.init)),
      let values = values(of: known, key, in: record)
    else { return }
    let place = record.place(ofKey: key)
    if known.isPersonal, !isPersonal {
      return record.report(
        "personal-setting", .personal(key), at: place,
        help: ["put it into ~/.config/broadsheet/config.yaml: a project arrives by git clone"])
    }
    if let objection = known.objection(to: values) {
      let shown = values.map { String(reflecting: $0) }.joined(separator: ", ")
      return record.report("wrong-value", "'\(key)' \(objection), not \(shown)", at: key)
    }
    layer[path] = Setting(values: values, origin: .file(place))
  }

  private static func values(of known: SettingKey, _ key: String, in record: Record) -> [String]? {
    if known.kind == .domainRates {
      return record.record(key).map { rates in
        rates.keys.compactMap { domain in rates.string(domain).map { "\(domain): \($0)" } }
      }
    }
    return known.kind.isList ? record.strings(key) : record.string(key).map { [$0] }
  }
}

extension String {
  fileprivate static func personal(_ key: String) -> String {
    "'\(key)' cannot stand in a project's configuration"
  }
}
