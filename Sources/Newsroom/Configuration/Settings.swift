public import Diagnostics

/// Where a setting's value came from.
public enum SettingOrigin: Hashable, Sendable, CustomStringConvertible {
  /// Typed on the command line: `--account`.
  case flag(String)
  /// An environment variable.
  case environment(String)
  /// A line of a file.
  case file(Place)
  /// Built in.
  case standard

  /// The origin as `config --show-origin` prints it.
  public var description: String {
    switch self {
    case .flag(let name): name
    case .environment(let name): "$\(name)"
    case .file(let place): place.description
    case .standard: "built in"
    }
  }
}

/// A value and where it came from.
public struct Setting: Hashable, Sendable {
  /// The value; a command has one element per argument.
  public var values: [String]
  /// Where it came from.
  public var origin: SettingOrigin

  /// A value as one text.
  public var text: String { values.joined(separator: " ") }
}

/// All settings of a run, each with its origin: flags over the environment over
/// the project's file over the user's file over what is built in.
public struct Settings: Hashable, Sendable {
  private var values: [String: Setting] = [:]
  /// Whether `BROADSHEET_PASSWORD` is set; what it holds is read when a connection is made.
  var hasPasswordVariable = false

  /// Lays the layers over one another, the strongest last.
  public init(layers: [[String: Setting]]) {
    for layer in layers { values.merge(layer) { $1 } }
    for key in SettingKey.all where values[key.path] == nil {
      if let standard = key.standard, !key.path.contains("*") {
        values[key.path] = Setting(values: [standard], origin: .standard)
      }
    }
  }

  /// The value at a path: `publication.name`, `accounts.letters.host`.
  public subscript(path: String) -> Setting? {
    if let value = values[path] { return value }
    let parts = path.split(separator: ".").map(String.init)
    return SettingKey.of(parts)?.standard.map { Setting(values: [$0], origin: .standard) }
  }

  /// The names of the accounts that any file or variable describes.
  public var accountNames: [String] {
    var names: Set<String> = []
    for path in values.keys {
      let parts = path.split(separator: ".")
      if parts.count == 3, parts[0] == "accounts" { names.insert(String(parts[1])) }
    }
    return names.sorted()
  }

  /// Every setting that has a value, in the order of the keys.
  public var all: [(path: String, setting: Setting)] {
    SettingKey.all.flatMap { key -> [(path: String, setting: Setting)] in
      guard key.path.contains("*") else { return self[key.path].map { [(key.path, $0)] } ?? [] }
      return accountNames.compactMap { name in
        let path = key.path.replacing("*", with: name)
        return self[path].map { (path, $0) }
      }
    }
  }
}

extension Settings {
  /// The layer that the environment makes: `BROADSHEET_PUBLICATION_NAME`, and
  /// `BROADSHEET_ACCOUNT_HOST` for the account in use.
  ///
  /// - Throws: `UnusableContent` for a variable that names no setting or has a wrong value.
  static func layer(
    environment: [String: String], account: String?
  ) throws(UnusableContent) -> [String: Setting] {
    let given = environment.filter { $0.key.hasPrefix("BROADSHEET_") && !reserved.contains($0.key) }
    if given.isEmpty { return [:] }
    var layer: [String: Setting] = [:]
    var findings: [Finding] = []
    var known: [String: SettingKey] = [:]
    for key in SettingKey.all where !key.isPersonal { known[variable(for: key.path)] = key }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let key = known[name] else {
        findings.append(.unknownVariable(name, known: Array(known.keys)))
        continue
      }
      let values = key.values(in: value)
      if let objection = key.objection(to: values) {
        findings.append(.wrongValue(name, objection, at: nil))
        continue
      }
      let path = account.map { key.path.replacing("*", with: $0) } ?? key.path
      layer[path] = Setting(values: values, origin: .environment(name))
    }
    guard findings.isEmpty else {
      throw UnusableContent("the environment", kind: .configuration, findings: findings)
    }
    return layer
  }

  /// Variables that are no settings.
  private static let reserved: Set<String> = ["BROADSHEET_PASSWORD", "BROADSHEET_PAGER", "BROADSHEET_THEME"]

  private static func variable(for path: String) -> String {
    let name = path.replacing("accounts.*.", with: "account.")
    return "BROADSHEET_" + name.uppercased().replacing(".", with: "_").replacing("-", with: "_")
  }
}

extension Finding {
  fileprivate static func unknownVariable(_ name: String, known: [String]) -> Finding {
    Finding(
      "unknown-variable", "\(name) names no setting", help: didYouMean(name, in: known).map { [$0] } ?? [])
  }
  static func wrongValue(_ name: String, _ objection: String, at place: Place?) -> Finding {
    Finding("wrong-value", "\(name) \(objection)", at: place)
  }
}
