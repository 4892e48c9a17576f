import Diagnostics

extension Check {
  /// `header-trace`: no field that only servers write, asks for a receipt or tells about the sender's machine.
  static let headerTrace = Check(
    "header-trace", .headers, .error,
    wants: "no field that only servers write, asks for a receipt or tells about the sender's machine",
    because: "Such fields are forged when a composer writes them, and filters look for that.",
    accepts: [.header("X-Campaign: autumn")],
    reports: [
      .header("Return-Path: <x@example.org>"), .header("Received: from a by b"),
      .header("Disposition-Notification-To: a@example.org"), .header("X-Originating-IP: 192.0.2.1"),
    ]
  ) { input in
    let unwanted = [
      "return-path", "received", "authentication-results", "delivered-to", "disposition-notification-to",
      "return-receipt-to", "x-originating-ip", "x-php-originating-script", "x-php-script",
    ]
    return input.headers.filter { unwanted.contains($0.name.lowercased()) }.map {
      Report("the message has the field \($0.name)")
    }
  }
}
