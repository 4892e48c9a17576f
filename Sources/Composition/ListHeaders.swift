public import InternetMessage

/// What every message of a mailing says about the list it goes to.
///
/// Programs read these fields: to offer a way out (RFC 2369, RFC 8058), to sort
/// mail (RFC 2919), to count complaints (Feedback-ID, RFC 9477), and not to
/// answer it (Precedence, RFC 3834).
public struct ListHeaders: Hashable, Sendable {
  /// The word that old vacation programs look for; RFC 3834 calls it non-standard.
  public enum Precedence: String, Hashable, Sendable, CaseIterable {
    case bulk, list, none
  }

  /// The identifier of the list, the same in all its issues: `film-club.example.org`.
  public var identifier: DomainName
  /// The list's name for people.
  public var name: String
  /// Where help is to be had, who runs the list, where earlier issues are; each a URI.
  public var help, owner, archive: String?
  /// What complaints are counted under.
  public var feedback: FeedbackID?
  /// Where complaints go as mail (RFC 9477).
  public var complaints: EmailAddress?
  /// Which brand mark of the domain is meant.
  public var bimiSelector: String?
  /// What old vacation programs look for.
  public var precedence: Precedence
  /// Whether the `https` link takes the POST of RFC 8058; a page that only people can use does not.
  public var offersOneClick: Bool

  /// Describes a list.
  public init(
    identifier: DomainName, name: String, help: String? = nil, owner: String? = nil, archive: String? = nil,
    feedback: FeedbackID? = nil, complaints: EmailAddress? = nil, bimiSelector: String? = nil,
    precedence: Precedence = .bulk, offersOneClick: Bool = true
  ) {
    self.identifier = identifier
    self.name = name
    self.help = help
    self.owner = owner
    self.archive = archive
    self.feedback = feedback
    self.complaints = complaints
    self.bimiSelector = bimiSelector
    self.precedence = precedence
    self.offersOneClick = offersOneClick
  }

  /// The fields that are the same for every reader.
  ///
  /// - Throws: `InvalidHeaderField` when one of the URIs cannot stand in a header.
  public func sharedFields(isAutomatic: Bool) throws(InvalidHeaderField) -> [HeaderField] {
    var fields = [HeaderField.listID(name: name, identifier: identifier)]
    for (field, uri) in [(HeaderName.listHelp, help), (.listOwner, owner), (.listArchive, archive)] {
      if let uri { fields.append(try .uris(field, [uri])) }
    }
    fields.append(try .structured(.listPost, "NO"))
    if let feedback { fields.append(try .structured(.feedbackID, feedback.description)) }
    if let complaints {
      fields.append(try .structured("CFBL-Address", "\(complaints.addrSpec); report=arf"))
    }
    if let bimiSelector { fields.append(try .structured("BIMI-Selector", "v=BIMI1; s=\(bimiSelector);")) }
    if precedence != .none { fields.append(try .structured(.precedence, precedence.rawValue)) }
    if isAutomatic { fields.append(try .structured(.autoSubmitted, "auto-generated")) }
    return fields
  }

  /// The fields that name one reader's way out: exactly one `https` URI, and a `mailto` behind it.
  ///
  /// List-Unsubscribe-Post is only there beside an `https` URI that takes the POST (RFC 8058 §3.1).
  ///
  /// - Throws: `InvalidHeaderField` when one of the URIs cannot stand in a header.
  public static func wayOut(
    _ link: String, mail: String?, offersOneClick: Bool
  ) throws(InvalidHeaderField) -> [HeaderField] {
    let isMail = link.hasScheme("mailto:")
    let uris = [link, isMail ? "" : mail ?? ""].filter { !$0.isEmpty }
    guard !uris.isEmpty else { return [] }
    var fields = [try HeaderField.uris(.listUnsubscribe, uris)]
    if offersOneClick, link.hasScheme("https://") { fields.append(try oneClick.get()) }
    return fields
  }
}

private let oneClick = Result { () throws(InvalidHeaderField) in
  try HeaderField.structured(.listUnsubscribePost, "List-Unsubscribe=One-Click")
}

extension String {
  /// Whether it begins with a scheme in lower case, whatever its own case is.
  fileprivate func hasScheme(_ scheme: String) -> Bool {
    zip(utf8, scheme.utf8).allSatisfy { $0 == $1 || 0x41...0x5A ~= $0 && $0 | 0x20 == $1 }
      && utf8.count >= scheme.utf8.count
  }
}
