import Diagnostics
import InternetMessage

/// Sender, subject and preheader as clients show them in a list, each cut where its room ends.
struct InboxView {
  let from: String
  let subject: String
  let preheader: Preheader

  init(_ preview: MessagePreview) {
    let message = preview.message
    let sender = message.header[.from]?.mailboxes.first
    from = (sender?.displayName ?? sender?.address.description ?? "(no sender)").printable
    subject = (message.header[.subject]?.decodedText ?? "").printable
    preheader = Preheader(preview.document?.inboxText ?? message.plainText?.text() ?? "")
  }

  func lines(width: Int) -> [String] {
    var lines = ["  from       \(from)", "  subject    \(subject.isEmpty ? "(no subject)" : subject)", ""]
    lines += table("subject", subject, width: width) { $0.subject } + [""]
    lines += table("preheader", preheader.words, width: width) { $0.preheader } + [""]
    lines.append("  " + preheader.note)
    return lines
  }

  private func table(
    _ name: String, _ text: String, width: Int, budget: (InboxClient) -> Int
  ) -> [String] {
    let room = max(10, width - 20)
    return ["  client       cut  \(name) ▏hidden"]
      + InboxClient.all.sorted { budget($0) < budget($1) }.map { client in
        let (shown, hidden) = InboxClient.cut(text, budget: budget(client))
        let line = hidden.isEmpty ? shown : shown + "▏" + hidden
        let limit = String(budget(client))
        return "  " + client.name + String(repeating: " ", count: 13 - client.name.count)
          + String(repeating: " ", count: max(0, 3 - limit.count)) + limit + "  "
          + clipped(line, columns: room)
      }
  }

  private func clipped(_ text: String, columns: Int) -> String {
    guard text.columns > columns else { return text }
    var room = columns - 1
    return String(
      text.prefix {
        room -= $0.columns; return room >= 0
      }) + "…"
  }
}

/// What an inbox shows beside the subject: the first text of the message, hidden or not.
struct Preheader {
  let words: String
  let note: String

  init(_ text: String) {
    let start = text.drop(while: \.isWhitespace)
    var words = String.UnicodeScalarView()
    var filler = 0
    for scalar in start.unicodeScalars.prefix(200) {
      if scalar.isFiller, scalar != " " { filler += 1 } else if scalar != " " { filler = 0 }
      if filler >= 3 { break }
      words.append(scalar)
    }
    self.words = String(words).withoutFiller
    let count = self.words.count
    note =
      if start.isEmpty { "there is no text for an inbox to show" } else if filler >= 3 {
        "\(count) characters, then filler: no body text leaks into the preview"
      } else { "no filler follows the preheader: the first words of the body are shown with it" }
  }
}
