/// Parameters that the links of an issue get, so that a web site's statistics know where readers came from.
///
///     utm_source=letter&utm_medium=email&utm_campaign={issue}
///
/// A link keeps the parameters it has; only those it has not are added, before its
/// fragment. Links to hosts that are not named, mail and telephone links stay as they are.
public struct LinkTagging: Hashable, Sendable {
  private let parameters: [(name: String, value: String)]
  private let hosts: [String]?

  /// Reads `NAME=VALUE&NAME=VALUE`; `hosts` with their subdomains get the parameters, nil is every host.
  ///
  /// Nil when a parameter has no name, a name comes twice, or a character stands in it that a query cannot hold.
  public init?(_ query: String, hosts: [String]?) {
    var parameters: [(name: String, value: String)] = []
    for pair in query.split(separator: "&", omittingEmptySubsequences: false) {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard let name = parts.first, !name.isEmpty, parts.count == 2,
        !parameters.contains(where: { $0.name == name }), pair.utf8.allSatisfy(\.canStandInPattern)
      else { return nil }
      parameters.append((name, parts[1]))
    }
    self.parameters = parameters
    self.hosts = hosts?.map { $0.lowercased() }
  }

  /// The link with the parameters that it does not have yet.
  public func tagged(_ url: LinkURL, issue: String) -> LinkURL {
    guard let host = url.host, covers(host) else { return url }
    let (address, fragment) = url.text.cut(at: "#")
    let (path, query) = address.cut(at: "?")
    let names = Set(query.dropFirst().split(separator: "&").map { $0.prefix { $0 != "=" } })
    let added = parameters.filter { !names.contains(Substring($0.name)) }.map { parameter in
      parameter.name + "=" + parameter.value.replacing("{issue}", with: issue)
    }
    guard !added.isEmpty else { return url }
    let own = query.dropFirst()
    let joined = (own.isEmpty ? [] : [String(own)]) + added
    let tagged = try? LinkURL(authored: path + "?" + joined.joined(separator: "&") + fragment)
    return tagged ?? url
  }

  private func covers(_ host: String) -> Bool {
    hosts?.contains { host == $0 || host.hasSuffix("." + $0) } ?? true
  }

  /// Two taggings are equal when they add the same.
  public static func == (a: LinkTagging, b: LinkTagging) -> Bool {
    a.hosts == b.hosts && a.parameters.elementsEqual(b.parameters, by: ==)
  }

  /// Hashes what is added.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(hosts)
    for parameter in parameters {
      hasher.combine(parameter.name)
      hasher.combine(parameter.value)
    }
  }
}

extension UInt8 {
  /// Unreserved characters, escapes and the braces of `{issue}` (RFC 3986 §2.3).
  fileprivate var canStandInPattern: Bool {
    switch self {
    case 48...57, 65...90, 97...122: true
    default: "-._~%{}=+:".utf8.contains(self)
    }
  }
}

extension String {
  /// What stands before a character, and the rest beginning with it; all of it before when it is not there.
  fileprivate func cut(at character: Character) -> (before: String, rest: String) {
    guard let index = firstIndex(of: character) else { return (self, "") }
    return (String(self[..<index]), String(self[index...]))
  }
}
