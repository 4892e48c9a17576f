/// The address of a link: `http`, `https`, `mailto` or `tel`, and nothing that could mislead.
///
/// Blanks, control characters, backslashes and a name before the host
/// (`https://netflix.com@evil.example`) are refused. Other characters that a URL
/// cannot hold are percent-encoded (RFC 3986 §2.1), except in the host. Merge fields
/// are refused unless the address is read as `init(authored:)`.
public struct LinkURL: Hashable, Sendable, CustomStringConvertible {
  /// The address, percent-encoded.
  public let text: String
  /// The scheme in lower case.
  public let scheme: String
  /// The host in lower case, without port and final dot; nil for `mailto` and `tel`.
  public let host: String?

  /// Reads an address.
  public init(_ written: String) throws(InvalidLinkURL) {
    guard written.utf8.count <= 2_000 else { throw InvalidLinkURL(.tooLong) }
    guard !written.utf8.contains(UInt8(ascii: "{")) || !written.contains("{{") else {
      throw InvalidLinkURL(.mergeField)
    }
    guard written.canStandInLink, !written.isEmpty else { throw InvalidLinkURL(.characters) }
    guard let colon = written.firstIndex(of: ":") else { throw InvalidLinkURL(.noScheme) }
    scheme = written[..<colon].lowercased()
    let rest = written[written.index(after: colon)...]
    switch scheme {
    case "mailto", "tel":
      guard !rest.isEmpty else { throw InvalidLinkURL(.noTarget) }
      host = nil
      text = scheme + ":" + rest.percentEncoded
    case "http", "https":
      guard rest.hasPrefix("//") else { throw InvalidLinkURL(.noHost) }
      let authority = rest.dropFirst(2).prefix { !"/?#".contains($0) }
      guard !authority.contains("@") else { throw InvalidLinkURL(.userName) }
      guard let host = Self.host(in: authority) else { throw InvalidLinkURL(.noHost) }
      self.host = host
      text = scheme + "://" + authority + rest.dropFirst(2 + authority.count).percentEncoded
    default:
      throw InvalidLinkURL(.scheme(scheme))
    }
  }

  /// An address that consists of parts which were looked at one by one.
  init(text: String, scheme: String, host: String?) {
    self.text = text
    self.scheme = scheme
    self.host = host
  }

  /// The address as text.
  public var description: String { text }

  private static func host(in authority: Substring) -> String? {
    var host = authority
    if host.first != "[", let colon = host.lastIndex(of: ":") {
      guard host[colon...].dropFirst().allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
      host = host[..<colon]
    }
    if host.last == "." { host.removeLast() }
    return host.isEmpty || !host.isHostASCII || host.hasPrefix(".") ? nil : host.lowercased()
  }
}

/// Why a text cannot be the address of a link.
public struct InvalidLinkURL: Error, Hashable {
  enum Reason: Hashable {
    case tooLong, mergeField, mergeFieldPlace, characters, noScheme, noTarget, noHost, userName
    case scheme(String)
  }

  let reason: Reason

  init(_ reason: Reason) {
    self.reason = reason
  }

  /// The reason as it ends a sentence: `it has no host`.
  public var explanation: String {
    switch reason {
    case .tooLong: "it is longer than 2000 octets"
    case .mergeField: "a merge field cannot stand in it"
    case .mergeFieldPlace:
      "a merge field such as {{recipient.city}} stands behind the host, or is the whole address"
    case .characters: "it is empty or holds a blank, a backslash or a control character"
    case .noScheme: "it does not begin with https:, http:, mailto: or tel:"
    case .noTarget: "nothing follows the scheme"
    case .noHost: "it has no host"
    case .userName: "it has a user name before the host"
    case .scheme(let scheme):
      "\(String(reflecting: String(scheme.prefix(30)))) is not one of http, https, mailto and tel"
    }
  }
}
