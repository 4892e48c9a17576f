public import Diagnostics
import Records

/// A folder of `templates/`: how one kind of issue is laid out.
///
/// `body.mjml` or `body.html` is the HTML part, `body.txt` the plain text part;
/// other files of the same endings, here or in `templates/shared`, can be included
/// by their names: `{{>footer}}`.
public struct Template: Sendable {
  /// What an issue of the template is made of.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// One article, shown whole.
    case story
    /// A leading article and others, each with its summary and a link.
    case digest

    /// How many articles it takes.
    public var articles: ClosedRange<Int> {
      switch self {
      case .story: 1...1
      case .digest: 3...13
      }
    }

    /// The same in words: `one article`.
    public var summary: String {
      switch self {
      case .story: "one article"
      case .digest: "a lead story and 2 to 12 more"
      }
    }
  }

  /// What the HTML part is written in.
  public enum Format: String, CaseIterable, Hashable, Sendable {
    /// MJML, which becomes HTML.
    case mjml
    /// HTML, whose style sheets are moved into the elements.
    case html
  }

  /// The folder's name.
  public let name: String
  /// What it is for, in a sentence.
  public let summary: String
  /// What an issue of it is made of.
  public let kind: Kind
  /// What the HTML part is written in.
  public let format: Format
  /// The names without whose values it cannot be used, each with the place it stands at in `template.yaml`.
  public let needs: [NameUse]
  /// The HTML part.
  public let body: MustacheText
  /// The plain text part.
  public let text: MustacheText
  /// What the HTML part may include.
  public let partials: [String: MustacheText]
  /// What `body.txt` may include.
  public let textPartials: [String: MustacheText]

  /// Files by their names, and the folder that they are in.
  public struct Files: Sendable {
    /// The folder, as findings name it.
    public let folder: String
    /// What is in them.
    public let texts: [String: String]

    /// Collects files.
    public init(folder: String, texts: [String: String]) {
      self.folder = folder
      self.texts = texts
    }
  }

  /// Reads a template from its files, given by name, and those that it shares with other templates.
  ///
  /// - Throws: `UnusableContent` when a file is missing or `template.yaml` is wrong.
  public init(
    name: String, folder: String, files: [String: String],
    shared: Files = Files(folder: "templates/shared", texts: [:])
  ) throws(UnusableContent) {
    self.name = name
    guard let yaml = files["template.yaml"] else {
      throw UnusableContent("template \(name)", findings: [.missingFile("template.yaml", folder: folder)])
    }
    let record = Record(yaml: yaml, file: "\(folder)/template.yaml")
    _ = record.string("name", required: true)
    summary = record.string("description", required: true) ?? ""
    kind =
      record.choice("kind", of: Kind.allCases.map(\.rawValue), required: true).flatMap(Kind.init(rawValue:))
      ?? .story
    let format =
      record.choice("format", of: Format.allCases.map(\.rawValue), required: true)
      .flatMap(Format.init(rawValue:)) ?? .mjml
    needs = (record.strings("needs") ?? []).enumerated().map { index, name in
      NameUse(name: name, place: record.values("needs")?[index].place ?? record.place(of: "needs"))
    }
    let findings = record.finish()
    guard findings.isEmpty else { throw UnusableContent("template \(name)", findings: findings) }
    let missing = ["body.\(format.rawValue)", "body.txt"].filter { files[$0] == nil }
    guard missing.isEmpty else {
      throw UnusableContent("template \(name)", findings: missing.map { .missingFile($0, folder: folder) })
    }
    self.format = format
    let own = Files(folder: folder, texts: files)
    func texts(ending: String, _ escaping: MustacheText.Escaping) -> [String: MustacheText] {
      shared.read(ending: ending, escaping).merging(own.read(ending: ending, escaping)) { $1 }
    }
    partials = texts(ending: ".\(format.rawValue)", .html)
    textPartials = texts(ending: ".txt", .none)
    guard let body = partials["body"], let text = textPartials["body"] else {
      preconditionFailure("both files are there: missing ones were reported")
    }
    self.body = body
    self.text = text
  }

  /// The conditions on the recipient that its files depend on: `recipient.member`.
  public var conditions: Set<String> {
    let texts = Array(partials.values) + Array(textPartials.values)
    return Set(texts.flatMap(\.tags).filter(\.isReaderCondition).map(\.name))
  }

  /// The two parts of an issue that a template writes.
  public enum Part: Sendable {
    case html, text
  }

  /// The names that a part uses, as they are seen from outside of all sections.
  public func uses(in part: Part, shape: ViewShape) -> [NameUse] {
    walked(part, shape).uses
  }

  /// The files of the template's own folder that neither part includes, by their names.
  public func unusedFiles(shape: ViewShape, among own: [String]) -> [String] {
    let html = walked(.html, shape).read.map { "\($0).\(format.rawValue)" }
    let text = walked(.text, shape).read.map { "\($0).txt" }
    let used = Set(html + text + ["body.\(format.rawValue)", "body.txt"])
    return own.filter { name in
      (name.hasSuffix(".\(format.rawValue)") || name.hasSuffix(".txt")) && !used.contains(name)
    }
  }

  private func walked(_ part: Part, _ shape: ViewShape) -> TagCheck {
    var check = TagCheck(root: shape, partials: part == .html ? partials : textPartials)
    check.walk(part == .html ? body : text, depth: 0)
    return check
  }

  /// Everything that is wrong with the tags of the template, given the names that there are.
  public func findings(shape: ViewShape) -> [Finding] {
    let unknown = needs.filter { !shape.names.contains($0.name) }.map { need in
      let message = TagMessage.unknownName(need.name, known: shape.names)
      return Finding(message.id, message.text, at: need.place, help: message.help.map { [$0] } ?? [])
    }
    return unknown + body.findings(shape: shape, partials: partials)
      + text.findings(shape: shape, partials: textPartials)
  }

  /// The sources of all files, in order.
  public var sources: [String] {
    (partials.sorted { $0.key < $1.key } + textPartials.sorted { $0.key < $1.key }).map(\.value.source)
  }
}

extension Template.Files {
  /// The files of one kind, by their names without the ending.
  fileprivate func read(ending: String, _ escaping: MustacheText.Escaping) -> [String: MustacheText] {
    let ours = texts.filter { $0.key.hasSuffix(ending) }
    return Dictionary(
      uniqueKeysWithValues: ours.map { file, source in
        let name = String(file.dropLast(ending.count))
        return (name, MustacheText(source: source, file: "\(folder)/\(file)", escaping: escaping))
      })
  }
}

extension Finding {
  fileprivate static func missingFile(_ file: String, folder: String) -> Finding {
    Finding("missing-file", "\(folder)/\(file) is missing")
  }
}
