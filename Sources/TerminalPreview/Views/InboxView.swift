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
    from = (sender?.displayName ?? sender?.address.description ?? "").printable
    subject = (message.header[.subject]?.decodedText ?? "").printable
    preheader =
      preview.document.map { Preheader($0.inboxText) } ?? Preheader(preview.text ?? "")
  }

  func lines(width: Int) -> [ViewLine] {
    var lines = [field("from", from, "(no sender)"), field("subject", subject, "(no subject)"), ViewLine()]
    if InboxClient.all.contains(where: { !InboxClient.cut(from, budget: $0.from).hidden.isEmpty }) {
      lines += table("sender", width: width) { ($0.from, InboxClient.cut(from, budget: $0.from)) }
      lines.append(ViewLine())
    }
    lines += table("subject", width: width) { ($0.subject, InboxClient.cut(subject, budget: $0.subject)) }
    lines.append(ViewLine())
    lines += preheaderTable(width: width) + [ViewLine()]
    var line = ViewLine("  ")
    let note = preheader.note(InboxClient.all, subject: subject)
    if note.isWarning { line.append(note.text, .warning) } else { line.append(note.text, isDim: true) }
    return lines + wrapped(line, width: width)
  }

  /// A line that is too long goes on below, as far in as it began.
  private func wrapped(_ line: ViewLine, width: Int) -> [ViewLine] {
    guard line.columns > width, let span = line.spans.last else { return [line] }
    return ViewLine.wrapped(span.text, width: width - 2).map { text in
      var piece = ViewLine("  ")
      if span.style.tone == .warning { piece.append(text, .warning) } else { piece.append(text, isDim: true) }
      return piece
    }
  }

  private func field(_ name: String, _ value: String, _ none: String) -> ViewLine {
    var line = ViewLine("  ")
    line.append(name, isDim: true)
    line.pad(to: 13)
    line.append(value.isEmpty ? none : value, isDim: value.isEmpty)
    return line
  }

  private func heading(_ text: String) -> ViewLine { ViewLine("  client       cut  \(text)", isDim: true) }

  private func start(_ client: InboxClient, budget: Int) -> ViewLine {
    var line = ViewLine("  " + client.name)
    let limit = String(budget)
    line.pad(to: 18 - limit.count)
    line.append(limit + "  ", isDim: true)
    return line
  }

  private func table(
    _ name: String, width: Int, cut: (InboxClient) -> (Int, (shown: String, hidden: String))
  ) -> [ViewLine] {
    let room = max(10, width - 20)
    let rows = InboxClient.all.map { ($0, cut($0)) }.sorted { $0.1.0 < $1.1.0 }
    return [heading("\(name) ▏hidden")]
      + rows.map { client, cut in
        let (budget, (shown, hidden)) = cut
        var line = start(client, budget: budget)
        line.append(shown.clipped(to: room))
        if !hidden.isEmpty, shown.columns < room {
          line.append(("▏" + hidden).clipped(to: room - shown.columns), isDim: true)
        }
        return line
      }
  }

  private func preheaderTable(width: Int) -> [ViewLine] {
    let room = max(10, width - 20)
    let rows = InboxClient.all.map { ($0, $0.preheaderBudget(beside: subject)) }.sorted { $0.1 < $1.1 }
    return [heading(preheader.leak.isEmpty ? "preheader ▏hidden" : "preheader ¦leak ▏hidden")]
      + rows.map { client, budget in
        let (shown, leak, hidden) = preheader.cut(budget: budget)
        var line = start(client, budget: budget)
        line.append(shown.clipped(to: room))
        let rest = (leak.isEmpty ? "" : " ¦" + leak) + (hidden.isEmpty ? "" : "▏" + hidden)
        if !rest.isEmpty, shown.columns < room {
          line.append(rest.clipped(to: room - shown.columns), isDim: true)
        }
        return line
      }
  }
}
