public import InternetMessage

/// How vacation notes, bounces and receipts are told from the mail of people.
public enum AutomaticAnswer {
  /// The first field that only automatic answers have (RFC 3834 §3.1.7, §5; RFC 3464), and what older programs write:
  /// `Auto-Submitted: auto-replied`; nil when a person, or the mail program for them, wrote it.
  ///
  /// Mail programs that unsubscribe on a press of a button may say `auto-generated`; that alone is no answer.
  public static func sign(in header: ParsedHeader) -> String? {
    for field in header.fields {
      let value = field.unfolded.lowercased()
      let isAnswer =
        switch field.name.lowercased() {
        case "auto-submitted": value.hasPrefix("auto-replied") || value.hasPrefix("auto-notified")
        case "return-path": value.filter { !$0.isWhitespace } == "<>"
        case "content-type": value.hasPrefix("multipart/report")
        case "precedence": value == "junk" || value == "auto_reply"
        case "x-autoreply", "x-autorespond", "x-autoresponder", "x-failed-recipients": value != "no"
        case "x-auto-response-suppress":
          // Exchange writes both on vacation notes, and the second alone on all kinds of mail.
          header[.autoSubmitted]?.unfolded.lowercased().hasPrefix("auto-generated") == true
        default: false
        }
      if isAnswer { return "\(field.name): \(field.unfolded)" }
    }
    return nil
  }
}
