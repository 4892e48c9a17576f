/// Addresses that are different for each reader: `https://example.org/vote?ward={{recipient.ward}}`.
extension LinkURL {
  /// Reads an address that the publication itself has written, in which merge fields may stand.
  ///
  /// They stand behind the host, so that no reader's value decides where a link leads; or one is the whole
  /// address (`{{links.preferences}}`), and its values are looked at for each reader. Addresses from
  /// elsewhere (pages, feeds) are read without: a stranger's link must not carry away what is known of readers.
  public init(authored written: String) throws(InvalidLinkURL) {
    let pieces = try LinkPiece.pieces(of: written)
    guard pieces.contains(where: \.isField) else {
      try self.init(written)
      return
    }
    if case .field(let field) = pieces[0], pieces.count == 1 {
      self.init(text: field.text, scheme: "https", host: nil)
      return
    }
    guard case .literal(let beginning) = pieces[0], beginning.endsBehindHost else {
      throw InvalidLinkURL(.mergeFieldPlace)
    }
    let address = try LinkURL(beginning)
    guard written.utf8.count <= 2_000 else { throw InvalidLinkURL(.tooLong) }
    let rest = try pieces.dropFirst().map { piece throws(InvalidLinkURL) in try piece.encoded() }
    self.init(text: address.text + rest.joined(), scheme: address.scheme, host: address.host)
  }

  /// The address with another text in place of each merge field.
  public func opened(_ text: (MergeField) -> String) -> LinkURL {
    guard self.text.contains("{{"), let pieces = try? LinkPiece.pieces(of: self.text) else { return self }
    let opened = pieces.map { piece in
      switch piece {
      case .literal(let literal): literal
      case .field(let field): text(field.withReadableFallback)
      }
    }
    return LinkURL(text: opened.joined(), scheme: scheme, host: host)
  }
}

/// A part of an address: what is the same for all readers, or a merge field.
private enum LinkPiece {
  case literal(String)
  case field(MergeField)

  var isField: Bool { if case .field = self { true } else { false } }

  static func pieces(of text: String) throws(InvalidLinkURL) -> [LinkPiece] {
    var pieces: [LinkPiece] = []
    var rest = text[...]
    while let start = rest.firstRange(of: "{{") {
      guard let end = rest[start.upperBound...].firstRange(of: "}}"),
        let field = MergeField(inner: String(rest[start.upperBound..<end.lowerBound])), field.role == .value
      else { throw InvalidLinkURL(.mergeField) }
      if start.lowerBound > rest.startIndex { pieces.append(.literal(String(rest[..<start.lowerBound]))) }
      pieces.append(.field(field))
      rest = rest[end.upperBound...]
    }
    if !rest.isEmpty { pieces.append(.literal(String(rest))) }
    return pieces
  }

  /// As it stands in an address; a fallback is encoded, so that no `&` or `#` of it cuts the address in two.
  func encoded() throws(InvalidLinkURL) -> String {
    switch self {
    case .literal(let literal):
      guard literal.canStandInLink else { throw InvalidLinkURL(.characters) }
      return literal.percentEncoded
    case .field(let field):
      let fallback = field.withReadableFallback.fallback?.percentEncodedValue
      return MergeField(name: field.name, fallback: fallback)?.text ?? field.text
    }
  }
}

extension MergeField {
  /// The field with a fallback as people read it: `New York`, where an address has `New%20York`.
  fileprivate var withReadableFallback: MergeField {
    guard let fallback, let readable = fallback.percentDecoded else { return self }
    return MergeField(name: name, fallback: readable) ?? self
  }
}

extension String {
  /// Whether a merge field behind it can change neither the scheme nor the host.
  fileprivate var endsBehindHost: Bool {
    guard let colon = firstIndex(of: ":") else { return false }
    let scheme = self[..<colon].lowercased()
    let rest = self[index(after: colon)...]
    if scheme == "mailto" || scheme == "tel" { return !rest.isEmpty }
    return rest.hasPrefix("//") && rest.dropFirst(2).contains { "/?#".contains($0) }
  }
}
