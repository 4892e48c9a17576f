import InternetMessage
public import Preflight

/// Looks at a message alone, whoever wrote it.
///
/// What needs its article, its list or the sender's configuration is left out,
/// and so are fields that the servers on its way have added.
public enum CheckMessage {
  private static let needsMore: Set<CheckGroup> = [.action, .authentication, .list, .merge]
  private static let skipped: Set<String> = [
    "contrast-theme", "header-trace", "postal-address", "reason-line",
  ]

  /// Runs the checks; the preheader is what inboxes show beside the subject.
  public static func run(_ octets: [UInt8], preheader: String) throws -> CheckRun {
    var input = CheckInput()
    input.take(octets, preheader: preheader)
    input.knowledge = try CheckSettings.standardKnowledge()
    return CheckRun(
      input, selection: CheckRun.Selection(skipped: skipped),
      checks: CheckCatalog.all.filter { !needsMore.contains($0.group) })
  }
}

extension CheckInput {
  /// Takes what a finished message says for itself.
  mutating func take(_ octets: [UInt8], preheader: String) {
    let message = ParsedMessage(octets)
    headers = message.header.fields.map { HeaderLine($0.name, $0.unfolded) }
    subject = message.header[.subject]?.decodedText ?? ""
    self.preheader = preheader
    html = message.html?.text() ?? ""
    text = message.plainText?.text() ?? ""
    messageSize = octets.count
  }
}
