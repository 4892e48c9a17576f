/// What a part holds: `text/html; charset=utf-8` (RFC 2045 §5).
public struct ContentType: Hashable, Sendable, CustomStringConvertible {
  /// The type: a token, lower case.
  public let type: String
  /// The subtype: a token, lower case.
  public let subtype: String
  /// The parameters.
  public var parameters: MIMEParameters

  /// Reads `image/png`; nil when it is not two tokens with a slash between them.
  public init?(_ name: String, parameters: MIMEParameters = [:]) {
    let tokens = name.split(separator: "/", omittingEmptySubsequences: false)
    guard tokens.count == 2, tokens.allSatisfy({ $0.isMIMEToken && $0.utf8.count <= 127 }) else { return nil }
    self.init(type: tokens[0].lowercased(), subtype: tokens[1].lowercased(), parameters: parameters)
  }

  init(type: String, subtype: String, parameters: MIMEParameters = [:]) {
    self.type = type
    self.subtype = subtype
    self.parameters = parameters
  }

  /// The type without its parameters: `text/html`.
  public var name: String { "\(type)/\(subtype)" }

  /// The type with its parameters.
  public var description: String { ([name] + parameters.words).joined(separator: "; ") }

  /// `text/plain; charset=utf-8`
  public static let plainText = ContentType(type: "text", subtype: "plain", parameters: ["charset": "utf-8"])
  /// `text/html; charset=utf-8`
  public static let html = ContentType(type: "text", subtype: "html", parameters: ["charset": "utf-8"])
  /// `application/octet-stream`: octets of unknown meaning (RFC 2046 §4.5.1).
  public static let octetStream = ContentType(type: "application", subtype: "octet-stream")
}

/// How a part is shown: inside the message or as a file beside it (RFC 2183).
public struct ContentDisposition: Hashable, Sendable {
  /// The two ways that RFC 2183 knows; an unknown one counts as attachment (§2.8).
  public enum Kind: String, Hashable, Sendable {
    case inline, attachment
  }

  /// Whether it is shown inside the message.
  public var kind: Kind
  /// The other parameters are of no use to a newsletter and are not kept.
  public let filename: String?

  /// Joins the way of showing with a file name.
  ///
  /// Only the last component of a path is kept (RFC 2183 §2.3), whichever slash
  /// it is written with; `.` and `..` are no names.
  public init(_ kind: Kind, filename: String? = nil) {
    self.kind = kind
    let last = filename?.unicodeScalars.split { $0 == "/" || $0 == "\\" }.last.map { String($0) }
    let name = last?.headerSafe ?? ""
    self.filename = ["", ".", ".."].contains(name) ? nil : name
  }
}

extension HeaderField {
  /// Content-Type with its parameters (RFC 2045 §5.1).
  public static func contentType(_ type: ContentType) -> HeaderField {
    parameterized(.contentType, type.name, type.parameters)
  }

  /// Content-Disposition with the file name (RFC 2183 §2).
  ///
  /// A name outside ASCII is written as `filename*` alone: a second plain
  /// `filename` counts as a duplicate with some readers.
  public static func contentDisposition(_ disposition: ContentDisposition) -> HeaderField {
    var parameters: MIMEParameters = [:]
    parameters["filename"] = disposition.filename
    return parameterized(.contentDisposition, disposition.kind.rawValue, parameters)
  }

  private static func parameterized(
    _ name: HeaderName, _ value: String, _ parameters: MIMEParameters
  ) -> HeaderField {
    var body = FoldedBody(after: name)
    body.append(value)
    for word in parameters.words {
      body.append(closing: ";")
      body.append(word)
    }
    return HeaderField(name, body)
  }
}
