public import Diagnostics
import Records

/// The providers that a project knows, from `config/providers.yaml`.
public struct ProviderCatalog: Hashable, Sendable {
  /// The providers in the order of the file.
  public let providers: [Provider]

  /// A name that texts use for a provider.
  private struct Name: Hashable {
    var provider: Int
    var octets: [UInt8]
  }

  /// The names by their first octets.
  private let names: [UInt8: [Name]]

  /// Makes a catalogue of providers.
  public init(_ providers: [Provider]) {
    self.providers = providers
    var names: [UInt8: [Name]] = [:]
    for (index, provider) in providers.enumerated() {
      for name in [provider.name] + provider.otherNames {
        let octets = Array(name.utf8)
        if let first = octets.first {
          names[first, default: []].append(Name(provider: index, octets: octets))
        }
      }
    }
    self.names = names
  }

  /// Reads the YAML of `config/providers.yaml`: identifiers with what is known of each.
  ///
  /// A pair of colours with less contrast than 4.5:1 is an error (WCAG 2.2, 1.4.3).
  public init(yaml: String, file: String) throws(UnusableContent) {
    let record = Record(yaml: yaml, file: file)
    var owners: [String: String] = [:]
    let providers = record.keys.compactMap { id -> Provider? in
      guard let entry = record.record(id) else { return nil }
      if let provider = Provider(id: id, from: entry) {
        for host in provider.hosts {
          if let owner = owners.updateValue(id, forKey: host) {
            entry.report("repeated-host", .repeatedHost(host, owner), at: "hosts")
          }
        }
        return provider
      }
      return nil
    }
    let findings = record.finish()
    if findings.contains(where: { $0.severity == .error }) {
      throw UnusableContent(file, kind: .configuration, findings: findings)
    }
    self.init(providers)
  }

  /// The provider with an identifier.
  public func provider(id: String) -> Provider? {
    providers.first { $0.id == id }
  }

  /// The identifiers, for messages.
  public var ids: [String] { providers.map(\.id) }

  /// The provider an address leads to; the longest pattern wins, and only whole labels count.
  ///
  /// `www.netflix.com` is Netflix; `netflix.com.evil.example` and `notnetflix.com` are not.
  public func provider(for url: LinkURL) -> Provider? {
    guard let host = url.host else { return nil }
    return
      providers
      .compactMap { provider in provider.match(host: host).map { (provider, $0) } }
      .max { $0.1 < $1.1 }?
      .0
  }

  /// The providers that a text names, in whole words and their own capitals, in the order of the text.
  public func mentions(in text: String) -> [(provider: Provider, range: Range<String.Index>)] {
    let octets = Array(text.utf8)
    var mentions: [(provider: Provider, range: Range<String.Index>)] = []
    for start in octets.indices {
      guard let names = names[octets[start]] else { continue }
      for name in names where octets[start...].starts(with: name.octets) {
        let provider = providers[name.provider]
        let lower = text.utf8.index(text.startIndex, offsetBy: start)
        let range = lower..<text.utf8.index(lower, offsetBy: name.octets.count)
        if text.isWord(range) { mentions.append((provider, range)) }
      }
    }
    guard mentions.count > 1 else { return mentions }
    let longestFirst = mentions.sorted { text[$0.range].count > text[$1.range].count }
    var kept: [(provider: Provider, range: Range<String.Index>)] = []
    for mention in longestFirst where !kept.contains(where: { $0.range.overlaps(mention.range) }) {
      kept.append(mention)
    }
    return kept.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }
}

extension Provider {
  fileprivate init?(id: String, from record: Record) {
    let name = record.string("name", required: id != Provider.genericID)
    let otherNames = record.strings("otherNames") ?? []
    let hosts = record.strings("hosts", required: id != Provider.genericID) ?? []
    let action = record.choice("action", of: Action.allCases.map(\.rawValue), required: true)
    let light = Provider.Colors(named: "light", in: record)
    let dark = Provider.Colors(named: "dark", in: record)
    let isKebab = id.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    if !isKebab { record.report("provider-id", .id(id), at: record.place) }
    for host in hosts where !host.isHostPattern {
      record.report("provider-host", .host(host), at: "hosts", help: ["write it as netflix.com"])
    }
    guard let action = action.flatMap(Action.init(rawValue:)), let light, let dark else { return nil }
    self.init(
      id: id, name: name?.cleanedLine ?? "", otherNames: otherNames.map(\.cleanedLine), hosts: hosts,
      action: action, light: light, dark: dark)
  }
}

extension Provider.Colors {
  fileprivate init?(named key: String, in record: Record) {
    guard let colors = record.record(key, required: true) else { return nil }
    func color(_ key: String) -> Color? {
      guard let text = colors.string(key) else {
        if colors.value(key) == nil { colors.reportMissing(key, help: [.quoteColors]) }
        return nil
      }
      let color = Color(text)
      if color == nil { colors.report("color", .noColor(text), at: key, help: [.quoteColors]) }
      return color
    }
    let pair = (color("background"), color("text"))
    guard let background = pair.0, let text = pair.1 else { return nil }
    let contrast = background.contrast(with: text)
    if contrast < 4.5 {
      colors.report("contrast", .contrast(text, background, contrast), at: "text")
    }
    self.init(background: background, text: text)
  }
}

extension String {
  /// Whether no letter or digit touches the range.
  public func isWord(_ range: Range<Index>) -> Bool {
    let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : " "
    let after = range.upperBound < endIndex ? self[range.upperBound] : " "
    return !before.isLetter && !before.isNumber && !after.isLetter && !after.isNumber
  }

  fileprivate var isHostPattern: Bool {
    let labels = split(separator: ".", omittingEmptySubsequences: false)
    return labels.count > 1
      && labels.allSatisfy { label in
        !label.isEmpty && label.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
      }
  }

  fileprivate static let quoteColors = "write a colour in quotation marks: \"#1f4e79\""
  fileprivate static func id(_ id: String) -> String {
    "the provider \(String(reflecting: id)) must be named in lower case, as 'apple-podcasts'"
  }
  fileprivate static func host(_ host: String) -> String { "\(String(reflecting: host)) is not a host" }
  fileprivate static func repeatedHost(_ host: String, _ owner: String) -> String {
    "the host '\(host)' belongs to '\(owner)' already"
  }
  fileprivate static func noColor(_ text: String) -> String { "\(String(reflecting: text)) is not a colour" }
  fileprivate static func contrast(_ text: Color, _ background: Color, _ contrast: Double) -> String {
    let tenths = Int(contrast * 10)
    return
      "\(text) on \(background) has a contrast of \(tenths / 10).\(tenths % 10):1; at least 4.5:1 is needed"
  }
}
