extension CheckInput {
  /// A message that no check has anything to say about; examples change one thing of it.
  public static let sound: CheckInput = {
    var input = CheckInput()
    input.headers = [
      HeaderLine("From", "The Lantern <letters@example.org>"), HeaderLine("To", "Ada <ada@example.net>"),
      HeaderLine("Subject", "A lamp in the harbour"), HeaderLine("Date", "Sun, 22 Nov 2026 10:07:01 +0000"),
      HeaderLine("Message-ID", "<42.7.x@example.org>"), HeaderLine("MIME-Version", "1.0"),
      HeaderLine("Content-Type", "multipart/alternative; boundary=b"),
      HeaderLine(
        "List-Unsubscribe",
        "<https://example.org/u?t=fkjarweedump4cxgphh3y>, <mailto:u@example.org?subject=x>"),
      HeaderLine("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
      HeaderLine("List-Id", "The Lantern <club.example.org>"), HeaderLine("List-Post", "NO"),
      HeaderLine("Feedback-ID", "012-lamp:club:newsletter:thelantern"), HeaderLine("Precedence", "bulk"),
      HeaderLine("Reply-To", "editors@example.org"),
    ]
    input.subject = "A lamp in the harbour"
    input.preheader = "Four islanders bring an old lighthouse back on the air, a chapter a season."
    input.html = soundHTML
    input.text = soundText
    input.messageSize = 6_000
    input.calls = [
      CheckedCall(
        label: "Listen to Keeper of the Lamp", url: "https://example.org/lamp", isPrimary: true, expires: nil)
    ]
    input.sender = CheckedSender(
      fromDomain: "example.org", returnPathDomain: "bounces.example.org", signingDomain: "example.org",
      offersOneClick: true, postalAddress: "12 Harbour Street, Springfield",
      reason: "You get this letter because you signed up for it.")
    input.colors = [ColorPair("text on panel", text: "#1f1d1a", background: "#ffffff")]
    input.today = "2026-11-22"
    input.knowledge = ClientKnowledge(
      features: [.init(pattern: "display:flex", clients: ["Outlook for Windows"], instead: "a table")],
      spamWords: ["act now", "100% free", "risk-free"], shorteners: ["bit.ly"])
    return input
  }()

  private static let soundHTML = """
    <!doctype html><html lang="en" dir="auto"><head><meta charset="utf-8">\
    <meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">\
    <title>A lamp in the harbour</title></head><body>\
    <div style="display:none">Four islanders bring an old lighthouse back on the air, a chapter a season.</div>\
    <h1>A lamp in the harbour</h1><p>The lamp is lit again, and a story goes with it into the night.</p>\
    <a href="https://example.org/lamp">Listen to Keeper of the Lamp</a><!-- more -->\
    <p><a href="https://example.org/letters/12">View in browser</a></p>\
    <p>You get this letter because you signed up for it.</p>\
    <p><a href="https://example.org/u?t=fkjarweedump4cxgphh3y">Unsubscribe</a></p>\
    <p>The Lantern, 12 Harbour Street, Springfield</p></body></html>
    """

  private static let soundText = """
    A lamp in the harbour

    The lamp is lit again, and a story goes with it into the night.

    Listen to Keeper of the Lamp:
    https://example.org/lamp
    <more>
    View in browser: https://example.org/letters/12

    --\u{20}
    You get this letter because you signed up for it.
    Unsubscribe: https://example.org/u?t=fkjarweedump4cxgphh3y
    The Lantern, 12 Harbour Street, Springfield

    """
}
