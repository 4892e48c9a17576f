import ArgumentParser
import Authentication
import DNS
import Diagnostics
import Foundation
import Newsroom
import SMTP

/// `broadsheet doctor [account]`
struct DoctorAccount: FolderCommand {
  static let configuration = CommandConfiguration(
    commandName: "account",
    abstract: "Connects to the account's mail server as 'send' does, and says what it is like.",
    discussion: """
      TLS and the certificate, what the server offers, whether the login works, and how 'send' \
      would hand messages over. With --dns also what the DNS has: the DKIM key, SPF, DMARC, MX \
      and PTR, compared with what 'send' uses.

      The exit status is 0 when mail could be sent now; 1 when the DNS has something wrong, 75 \
      when it did not answer; otherwise that of 'send': 68 no such host, 75 not now, 76 TLS or \
      protocol, 77 login refused, 78 configuration.
      """)

  @Option(help: "Which of the accounts, instead of the one in the configuration.")
  var account: String?

  @OptionGroup var names: DNSOptions

  @Flag(help: "Write one JSON object.")
  var json = false

  @OptionGroup var transport: TransportOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let workspace = try options.workspace(account: account)
    let client = try names.client()
    let examination = try Edges.transport(for: workspace, transport).examine()
    let observations = try client.map {
      try SenderRecords(workspace).observations(addresses: names.addresses(), asking: $0)
    }
    let result = DoctorResult(
      try workspace.configuration.account(), examination, observations, askedAt: names.dns, at: Date())
    if json { try StandardOutput.write(json: result) } else { StandardOutput.write(DoctorText(result).text) }
    if let failure = examination.failure { throw failure }
    if let verdict = result.verdict { throw ExitCode(verdict.rawValue) }
  }
}

/// Whom to ask about names.
struct DNSOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask this DNS server: its address, with a port if it is not 53, or 'system' for the one this machine asks.",
      valueName: "server[:port]"))
  var dns: String?

  @Option(
    help: ArgumentHelp(
      "The address that the mail leaves from, for SPF and PTR; the mail server's own is the standard.",
      valueName: "ip"))
  var address: [String] = []

  func addresses() throws -> [IPAddress] {
    try address.map { text in
      guard let address = IPAddress(text) else {
        throw ProblemError(Problem(.usage, "\(String(reflecting: text.printable)) is not an IP address"))
      }
      return address
    }
  }

  /// What asks; nil where nobody wants to know.
  func client() throws -> DNSClient? {
    _ = try addresses()
    return try dns.map { try DNSClient(DNSServer($0)) }
  }
}
