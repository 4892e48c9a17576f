import ArticleSources
import Composition
import Delivery
public import Diagnostics
public import Editorial
public import Foundation
public import MailingLists
public import Templating

/// A project together with its configuration: what every use case works in.
public struct Workspace: Sendable {
  /// The project's folder.
  public let project: Project
  /// The checked configuration.
  public let configuration: Configuration

  /// Opens the project that a folder lies in.
  ///
  /// - Throws: `NoProject`; `UnusableContent` for a configuration that is wrong.
  public static func open(
    from start: URL, account: String? = nil, environment: [String: String],
    wasSent: @escaping @Sendable (Project, String) throws -> Bool
  ) throws -> Workspace {
    let project = try Project.find(from: start)
    let settings = try settings(of: project, account: account, environment: environment)
    return Workspace(
      project: project,
      configuration: try Configuration(settings: settings, file: project.shown(project.settingsFile)),
      wasSent: { try wasSent(project, $0) })
  }

  /// All settings of a project, unchecked as a whole: what `config` shows; without a project the user's own.
  public static func settings(
    of project: Project?, account: String? = nil, environment: [String: String]
  ) throws -> Settings {
    var layers: [[String: Setting]] = []
    if let file = userFile(environment), FileManager.default.fileExists(atPath: file.path) {
      layers.append(
        try SettingsFile.layer(yaml: try Files.readConfiguration(file), file: file.path, isPersonal: true))
    }
    if let project {
      layers.append(
        try SettingsFile.layer(
          yaml: try Files.readConfiguration(project.settingsFile),
          file: project.shown(project.settingsFile), isPersonal: false))
    }
    let chosen = account ?? environment["BROADSHEET_ACCOUNT"] ?? Settings(layers: layers)["account"]?.text
    layers.append(try Settings.layer(environment: environment, account: chosen))
    if let account {
      layers.append(["account": Setting(values: [account], origin: .flag("--account"))])
    }
    var settings = Settings(layers: layers)
    settings.hasPasswordVariable = environment["BROADSHEET_PASSWORD"].map { !$0.isEmpty } ?? false
    return settings
  }

  private static func userFile(_ environment: [String: String]) -> URL? {
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return URL(filePath: folder).appending(path: "broadsheet/config.yaml")
    }
    return environment["HOME"].map { URL(filePath: $0).appending(path: ".config/broadsheet/config.yaml") }
  }

  /// The lists.
  public var lists: ListDirectory { ListDirectory(Files.shownPath(project.recipients)) }

  /// The issues.
  public var issues: IssueDirectory { IssueDirectory(project) }

  /// The services that calls to action lead to, and the words of languages.
  public func lexicon() throws -> Lexicon {
    try LexiconFiles(project).lexicon(standard: configuration.publication.language)
  }

  /// The colours and fonts.
  public func theme() throws -> Theme {
    try Theme(yaml: try Files.readConfiguration(project.themeFile), file: project.shown(project.themeFile))
  }

  /// A template of the project.
  ///
  /// - Throws: `NoSuchTemplate`; `UnusableContent`.
  public func template(named name: String) throws -> Template {
    guard templateNames.contains(name) else {
      throw NoSuchTemplate(name: name, known: templateNames)
    }
    let shared = try texts(in: project.templates.appending(path: "shared", directoryHint: .isDirectory))
    let folder = project.templates.appending(path: name, directoryHint: .isDirectory)
    return try Template(
      name: name, folder: project.shown(folder), files: try texts(in: folder),
      shared: Template.Files(folder: "templates/shared", texts: shared))
  }

  /// The folders of `templates/` that describe a template, in order.
  public var templateNames: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: project.templates.path)) ?? []
    return names.filter { name in
      let description = project.templates.appending(path: "\(name)/template.yaml")
      return !name.hasPrefix(".") && FileManager.default.fileExists(atPath: description.path)
    }.sorted()
  }

  /// The files of a template's folder; none when there is no such folder.
  private func texts(in folder: URL) throws -> [String: String] {
    guard FileManager.default.fileExists(atPath: folder.path) else { return [:] }
    var files: [String: String] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where [".yaml", ".mjml", ".html", ".txt"].contains(where: file.hasSuffix) {
      files[file] = try Files.readText(folder.appending(path: file), limit: 1_000_000)
    }
    return files
  }

  /// Whether an issue was sent to anybody yet.
  ///
  /// The ledger knows; it belongs to an edge, so the program says where it is.
  public var wasSent: @Sendable (String) throws -> Bool

  /// The secret behind bounce addresses and unsubscribe links; made when there is none.
  public func tokenKeys() throws -> TokenKeys {
    try TokenKeyFile(project.tokenKeyFile).read()
  }

  /// Makes a new secret for new tokens; those in mail that was sent are still recognised. Says how many there are.
  public func rotateTokenKey() throws -> Int {
    try TokenKeyFile(project.tokenKeyFile).rotate()
  }
}

/// There is no such template.
public struct NoSuchTemplate: ExplainedError, Hashable {
  /// What was asked for.
  public let name: String
  /// The templates that there are.
  public let known: [String]

  /// What is said about it.
  public var problem: Problem {
    Problem(
      .notFound, "there is no template '\(name.printable)' in templates/",
      evidence: didYouMean(name, in: known).map { [$0] } ?? [])
  }
}
