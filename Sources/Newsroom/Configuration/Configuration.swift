public import Composition
public import Diagnostics
public import Editorial
public import InternetMessage
import MailingLists

/// The settings of a project as values that the program works with.
public struct Configuration: Sendable {
  /// Every setting with its origin.
  public let settings: Settings
  /// The newsletter itself.
  public let publication: Publication
  /// Where the links of every message lead to.
  public let links: Links
  /// The parameters that an article's links get; nil for none.
  public let tagging: LinkTagging?

  /// Checks the settings that every command needs.
  ///
  /// - Throws: `UnusableContent` naming what is missing or wrong.
  public init(settings: Settings, file: String) throws(UnusableContent) {
    var reader = SettingsReader(settings: settings, file: file)
    let from = reader.mailbox("publication.from", isRequired: true)
    let replyTo = reader.mailbox("publication.reply-to", isRequired: false)
    let name = reader.text("publication.name")
    let postalAddress = reader.text("publication.postal-address")
    let homePage = reader.link("publication.home-page", placeholder: nil)
    let reason = reader.text("publication.reason")
    let unsubscribe = reader.link("links.unsubscribe", placeholder: "{token}")
    let browser =
      settings["links.browser"] == nil ? nil : reader.link("links.browser", placeholder: "{issue}")
    let preferences =
      settings["links.preferences"] == nil ? nil : reader.link("links.preferences", placeholder: "{token}")
    let images =
      settings["links.images"] == nil ? nil : reader.link("links.images", placeholder: "{issue}")
    let unsubscribeMail = reader.unsubscribeMail(otherwise: replyTo ?? from)
    reader.checkListHeaders()
    reader.checkLanguage()
    tagging = reader.tagging(homePage: homePage)
    guard reader.findings.isEmpty, let from else {
      throw UnusableContent(file, kind: .configuration, findings: reader.findings)
    }
    self.settings = settings
    links = Links(
      unsubscribe: unsubscribe, unsubscribeMail: unsubscribeMail, browser: browser, preferences: preferences,
      images: images)
    publication = Publication(
      name: name, from: from, replyTo: replyTo, postalAddress: postalAddress, homePage: homePage,
      language: settings["publication.language"]?.text ?? "en", reason: reason,
      hasBrowserLink: browser != nil, hasPreferencesLink: preferences != nil,
      isTextFlowed: settings["publication.text-format"]?.text == "flowed"
    )
  }

  /// What stands behind the @ of Message-IDs: the sender's domain.
  public var messageIDDomain: DomainName {
    do { return try DomainName(publication.from.address.domain) } catch {
      preconditionFailure("the domain of a valid address is a valid domain")
    }
  }

  /// The domain of bounce addresses: the account's, or the sender's.
  public func returnPathDomain() throws -> DomainName {
    guard let name = settings["account"]?.text,
      let setting = settings["accounts.\(name).return-path-domain"]
    else { return messageIDDomain }
    do { return try DomainName(setting.text) } catch {
      throw UnusableContent(
        "the account \(name)", kind: .configuration,
        findings: [.wrong("return-path-domain", "is no domain: \(error.reason)", setting)])
    }
  }

  /// The account that sends.
  ///
  /// - Throws: `UnusableContent` when none is named, or it is not described.
  public func account() throws -> Account {
    guard let name = settings["account"]?.text else {
      throw UnusableContent(
        "the configuration", kind: .configuration, findings: [.noAccount(known: settings.accountNames)])
    }
    func setting(_ key: String) -> Setting? { settings["accounts.\(name).\(key)"] }
    guard let host = setting("host")?.text else {
      throw UnusableContent(
        "the configuration", kind: .configuration,
        findings: [.unknownAccount(name, settings["account"]?.origin, known: settings.accountNames)])
    }
    let security = Account.Security(rawValue: setting("security")?.text ?? "tls") ?? .tls
    return Account(
      name: name, host: host,
      port: setting("port").flatMap { Int($0.text) }
        ?? (security == .starttls ? 587 : security == .tls ? 465 : 25),
      security: security, user: setting("user")?.text, password: passwordSource(setting),
      caFile: setting("ca-file")?.text, ehloName: setting("ehlo-name")?.text,
      messagesPerConnection: setting("messages-per-connection").flatMap { Int($0.text) },
      connections: setting("connections").flatMap { Int($0.text) } ?? 4,
      window: setting("window").flatMap { Int($0.text) },
      timeout: setting("timeout").flatMap { Int($0.text) })
  }

  /// Whether power may fail without a committed delivery being forgotten.
  public var survivesPowerLoss: Bool { settings["ledger.durability"]?.text == "power-loss" }

  private func passwordSource(_ setting: (String) -> Setting?) -> PasswordSource {
    if let command = setting("password-command") {
      return .command(command.values, from: command.origin.description)
    }
    if let file = setting("password-file") { return .file(file.text, from: file.origin.description) }
    return settings.hasPasswordVariable ? .environment : .prompt
  }
}

/// Reads settings that have to be there, and notes what is wrong.
private struct SettingsReader {
  let settings: Settings
  let file: String
  var findings: [Finding] = []

  mutating func text(_ path: String) -> String {
    if let setting = settings[path], !setting.text.allSatisfy(\.isWhitespace) { return setting.text }
    findings.append(.missing(path, file: file))
    return ""
  }

  mutating func mailbox(_ path: String, isRequired: Bool) -> Mailbox? {
    guard let setting = settings[path] else {
      if isRequired { findings.append(.missing(path, file: file)) }
      return nil
    }
    do { return try Mailbox(setting.text) } catch {
      findings.append(.wrong(path, "is no address: \(error.reason)", setting))
      return nil
    }
  }

  /// A pattern that gives an address, whatever the token.
  mutating func unsubscribeMail(otherwise mailbox: Mailbox?) -> String {
    guard let setting = settings["links.unsubscribe-mail"] else { return mailbox?.address.addrSpec ?? "" }
    let longest = String(repeating: "x", count: Token.longest)
    do { _ = try EmailAddress(setting.text.replacing("{token}", with: longest)) } catch {
      findings.append(.wrong("links.unsubscribe-mail", "is no address: \(error.reason)", setting))
    }
    return setting.text
  }

  mutating func checkListHeaders() {
    for path in ["links.help", "links.archive"] where settings[path] != nil {
      _ = link(path, placeholder: nil)
    }
    for path in ["list-headers.owner", "list-headers.complaints"] {
      guard let setting = settings[path] else { continue }
      do {
        if try EmailAddress(setting.text).needsSMTPUTF8 { findings.append(.wrong(path, .notASCII, setting)) }
      } catch { findings.append(.wrong(path, "is no address: \(error.reason)", setting)) }
    }
    if let setting = settings["list-headers.feedback-sender"],
      setting.text.wholeMatch(of: /[A-Za-z0-9]{5,15}/) == nil
    {
      findings.append(.wrong("list-headers.feedback-sender", .badSender, setting))
    }
    if let setting = settings["list-headers.bimi-selector"],
      setting.text.wholeMatch(of: /[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?/) == nil
    {
      findings.append(.wrong("list-headers.bimi-selector", .badSelector, setting))
    }
  }

  mutating func checkLanguage() {
    guard let setting = settings["publication.language"], !Language.isTag(setting.text) else { return }
    findings.append(
      .wrong("publication.language", "has to be a language tag such as en, pt-BR or zh-Hant", setting))
  }

  mutating func tagging(homePage: String) -> LinkTagging? {
    guard let setting = settings["links.tags"] else { return nil }
    let written = settings["links.tagged-hosts"]?.text.split(whereSeparator: { " ,".contains($0) })
    let home = (try? LinkURL(homePage))?.host.map { [$0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0] }
    let hosts = written.map { $0.map(String.init) } ?? home ?? []
    if let tagging = LinkTagging(setting.text, hosts: hosts.contains("*") ? nil : hosts) { return tagging }
    findings.append(.wrong("links.tags", "has to be NAME=VALUE&NAME=VALUE, percent-encoded", setting))
    return nil
  }

  mutating func link(_ path: String, placeholder: String?) -> String {
    let text = text(path)
    guard !text.isEmpty, let setting = settings[path] else { return text }
    if !text.hasPrefix("https://"), !text.hasPrefix("http://"), !text.hasPrefix("mailto:") {
      findings.append(.wrong(path, "has to begin with https:// (or mailto:)", setting))
    } else if !text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && ![0x22, 0x3C, 0x3E].contains($0) }) {
      findings.append(.wrong(path, "may hold no blanks, quotes or characters beyond ASCII", setting))
    } else if let placeholder, !text.contains(placeholder) {
      findings.append(.wrong(path, "has to have \(placeholder) in it", setting))
    }
    return text
  }
}

extension Finding {
  fileprivate static func missing(_ path: String, file: String) -> Finding {
    let summary = SettingKey.all.first { $0.path == path }?.summary ?? ""
    return Finding("missing-setting", "'\(path)' is not set: \(summary)", at: Place(file: file))
  }
  fileprivate static func wrong(_ path: String, _ objection: String, _ setting: Setting) -> Finding {
    if case .file(let place) = setting.origin {
      return Finding("wrong-value", "'\(path)' \(objection)", at: place)
    }
    return Finding("wrong-value", "'\(path)' \(objection) (from \(setting.origin))")
  }
  fileprivate static func noAccount(known: [String]) -> Finding {
    Finding(
      "no-account", "no account is chosen",
      help: [
        "write 'account: NAME' into config/broadsheet.yaml; described are: \(known.joined(separator: ", "))"
      ])
  }
  fileprivate static func unknownAccount(
    _ name: String, _ origin: SettingOrigin?, known: [String]
  ) -> Finding {
    var place: Place?
    if case .file(let named) = origin { place = named }
    let source = place == nil ? origin.map { " (from \($0))" } ?? "" : ""
    return Finding(
      "unknown-account", "no account '\(name.printable)' is described, or it has no host\(source)", at: place,
      help: didYouMean(name, in: known.filter { $0 != name }).map { [$0] } ?? [])
  }
}

extension String {
  fileprivate static let notASCII = "has letters outside ASCII before the @, which has no place in a link"
  fileprivate static let badSender = "has to be 5 to 15 letters and digits"
  fileprivate static let badSelector = "has to be letters, digits and hyphens"
}
