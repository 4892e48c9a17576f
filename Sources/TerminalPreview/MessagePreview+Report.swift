import Diagnostics
import InternetMessage
import Pictures

/// What is known about a message before it is drawn, for other programs.
public struct PreviewReport: Hashable, Sendable, Encodable {
  /// The header in short, and the parts.
  public struct Summary: Hashable, Sendable, Encodable {
    var from: String?
    var to: [String]
    var subject: String
    var preheader: String
    var size: Int
    var parts: [Part]
  }

  /// A part of the message.
  public struct Part: Hashable, Sendable, Encodable {
    var type: String
    var size: Int
  }

  /// A text that a client cuts.
  public struct Cut: Hashable, Sendable, Encodable {
    var shown: String
    var hidden: String
    var leak: String?
  }

  /// A line of an inbox.
  public struct Inbox: Hashable, Sendable, Encodable {
    var client: String
    var from: Cut
    var subject: Cut
    var preheader: Cut
  }

  /// A link of one or both parts.
  public struct Link: Hashable, Sendable, Encodable {
    var n: Int
    var text: String
    var url: String
    var parts: [String]
    var perRecipient: Bool
  }

  /// Something that the checks found.
  public struct Check: Hashable, Sendable, Encodable {
    var id: String
    var level: String
    var file: String?
    var line: Int?
    var col: Int?
    var text: String
    var fix: String?
  }

  /// An image of the HTML part.
  public struct Image: Hashable, Sendable, Encodable {
    var src: String
    var alt: String?
    var bytes: Int?
    var w: Int?
    var h: Int?
    var remote: Bool
  }

  var v = 1
  var message: Summary
  var inbox: [Inbox]
  var links: [Link]
  var images: [Image]
  var checks: [Check]?
}

extension MessagePreview {
  /// All that the views say, but for the picture itself.
  public var report: PreviewReport {
    let view = InboxView(self)
    return PreviewReport(
      message: .init(
        from: message.header[.from]?.mailboxes.first?.description,
        to: (message.header[.to]?.mailboxes ?? []).map(\.description), subject: subject,
        preheader: view.preheader.words, size: octets,
        parts: message.root.all.filter(\.parts.isEmpty).map {
          .init(type: $0.contentType.name, size: $0.decodedBody.count)
        }),
      inbox: InboxClient.all.map { line(of: $0, view) },
      links: links.links.enumerated().map { index, link in
        .init(
          n: index + 1, text: link.label, url: link.url,
          parts: (link.isInHTML ? ["html"] : []) + (link.isInText ? ["text"] : []),
          perRecipient: link.isPersonal)
      },
      images: images.map { image in
        .init(
          src: ImagesView.address(image.source), alt: image.alternative, bytes: image.file?.octets.count,
          w: image.file?.width ?? image.width.flatMap { Int($0) },
          h: image.file?.height ?? image.height.flatMap { Int($0) }, remote: image.isRemote)
      },
      checks: checks?.findings.map { finding in
        .init(
          id: finding.id, level: finding.severity.rawValue, file: finding.place?.file,
          line: finding.place?.line, col: finding.place?.column, text: finding.message,
          fix: finding.help.isEmpty ? nil : finding.help.joined(separator: "; "))
      })
  }

  private func line(of client: InboxClient, _ view: InboxView) -> PreviewReport.Inbox {
    let from = InboxClient.cut(view.from, budget: client.from)
    let subject = InboxClient.cut(view.subject, budget: client.subject)
    let preheader = view.preheader.cut(budget: client.preheaderBudget(beside: view.subject))
    return .init(
      client: client.name, from: .init(shown: from.shown, hidden: from.hidden),
      subject: .init(shown: subject.shown, hidden: subject.hidden),
      preheader: .init(shown: preheader.shown, hidden: preheader.hidden, leak: preheader.leak))
  }
}
