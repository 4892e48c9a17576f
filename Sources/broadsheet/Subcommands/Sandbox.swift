import ArgumentParser
import Diagnostics
import Foundation
import MailSandbox

/// `broadsheet sandbox`
struct Sandbox: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs an SMTP server on this machine alone that files every message it accepts.",
    discussion: """
      Nothing leaves the machine: the server binds loopback and relays to nobody.
      Each message lies in the folder as NUMBER.eml, its envelope beside it.
      """)

  @Option(help: "The port; 0 takes a free one and says which.")
  var port = 2525

  @Option(help: "The folder for messages.")
  var maildir = "sandbox-mail"

  @Flag(help: "Offer STARTTLS, with a certificate made for this run.")
  var tls = false

  @Option(help: "Offer AUTH, for USER:PASSWORD.")
  var auth: String?

  @Option(
    help: ArgumentHelp(
      "Misbehave: 'PHASE ADDRESS WHAT'. Can be repeated.",
      discussion: "For example 'rcptTo bob@example.org 550 5.1.1 no such user' or 'body *@example.net close'.",
      valueName: "rule"))
  var misbehave: [String] = []

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("--port goes from 0 to 65535") }
  }
}
