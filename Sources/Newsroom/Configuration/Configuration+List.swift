public import Composition
import Diagnostics
import Editorial
import InternetMessage

extension Configuration {
  /// What the messages of an issue to a list say about the list; a test without a list speaks for the publication.
  public func listHeaders(for list: String?, issue: String) -> ListHeaders {
    let sender = publication.replyTo ?? publication.from
    let owner = settings["list-headers.owner"]?.text ?? sender.address.addrSpec
    return ListHeaders(
      identifier: identifier(of: list), name: publication.name,
      help: settings["links.help"]?.text ?? "mailto:\(Links.escaped(owner))?subject=help",
      owner: "mailto:\(Links.escaped(owner))", archive: settings["links.archive"]?.text,
      feedback: FeedbackID(
        issue: issue, list: list ?? "test",
        sender: settings["list-headers.feedback-sender"]?.text ?? Slug(publication.name).text),
      complaints: settings["list-headers.complaints"].flatMap { try? EmailAddress($0.text) },
      bimiSelector: settings["list-headers.bimi-selector"]?.text,
      precedence: settings["list-headers.precedence"].flatMap { .init(rawValue: $0.text) } ?? .bulk,
      offersOneClick: settings["links.one-click"]?.text != "false")
  }

  /// `film-club.example.org`: the list's name in the sender's domain, at most 255 octets (RFC 2919 §3).
  private func identifier(of list: String?) -> DomainName {
    let label = Slug(list ?? publication.name).text
    return (try? DomainName("\(label).\(messageIDDomain)")) ?? messageIDDomain
  }
}
