import ArgumentParser
import DKIM
import Diagnostics
import Foundation
import Newsroom

/// `broadsheet dkim`
struct DKIMCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dkim", abstract: "Keys, DNS records and verification of DKIM signatures.",
    subcommands: [Keygen.self, DNS.self, Verify.self])

  /// `broadsheet dkim keygen`
  struct Keygen: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "keygen",
      abstract: "Makes a private key in .broadsheet/dkim, which nobody else can read; an existing one stays.")

    @Option(help: "The selector: a name for the key in the DNS, such as lantern2026.")
    var selector: String

    @Flag(help: "Make an Ed25519 key for a second signature instead of an RSA key.")
    var ed25519 = false

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let signing = Signing(try options.workspace())
      do { _ = try DKIMSelector(selector) } catch {
        var problem = error.problem
        (problem.kind, problem.notDone) = (.usage, "nothing was written")
        throw ProblemError(problem)
      }
      let (key, file) = try signing.makeKey(ed25519 ? .ed25519SHA256 : .rsaSHA256, selector: selector)
      let record = TXTRecord(
        DKIMKeyRecord(key.key.publicKey), selector: key.selector, domain: try signing.domain())
      if json {
        return try StandardOutput.write(
          json: KeyOutput(file: file, selector: key.selector.text, record: RecordOutput(record)))
      }
      StandardOutput.write("made \(file)\n\nPublish this in the DNS:\n\n\(record.zoneFileLine)\n")
      StandardOutput.write(
        "Then write into config/broadsheet.yaml:\n\ndkim:\n  \(ed25519 ? "ed25519-selector" : "selector"): \(key.selector)"
      )
    }
  }

  /// `broadsheet dkim dns`
  struct DNS: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "dns",
      abstract:
        "Prints the records to publish: DKIM for the configured keys, and suggestions for SPF and DMARC.",
      discussion: "Keys that lie in .broadsheet/dkim and that no setting names are named, not printed.")

    @Flag(help: "Print names and texts instead of lines of a zone file.")
    var plain = false

    @Flag(help: "Print the records as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let workspace = try options.workspace()
      let signing = Signing(workspace)
      let domain = try signing.domain()
      let keys = try signing.keys()
      let unused = try signing.unusedKeys()
      if keys.isEmpty, unused.isEmpty {
        StandardError.write("no key is configured; broadsheet dkim keygen --selector NAME makes one")
      }
      let records = keys.map {
        TXTRecord(DKIMKeyRecord($0.key.publicKey), selector: $0.selector, domain: domain)
      }
      let spf = SuggestedRecord.spf(
        for: try workspace.configuration.returnPathDomain(), sources: [.mailServers])
      let dmarc = SuggestedRecord.dmarc(
        for: workspace.configuration.messageIDDomain, policy: .none, reportsTo: nil)
      if json {
        return try StandardOutput.write(
          json: RecordsOutput(
            records.map { RecordOutput($0) } + [spf, dmarc].map(RecordOutput.init), unusedKeys: unused))
      }
      for key in unused { StandardError.write(key.sentence) }
      for record in records { show(record, notes: []) }
      for suggestion in [spf, dmarc] { show(suggestion.record, notes: suggestion.notes) }
    }

    private func show(_ record: TXTRecord, notes: [String]) {
      StandardOutput.write((plain ? record.plain : record.zoneFileLine) + "\n")
      for note in notes { StandardOutput.write((plain ? "# " : "; ") + note) }
      if !notes.isEmpty { StandardOutput.write("") }
    }
  }

  /// `broadsheet dkim verify`
  struct Verify: FolderCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Says of each signature of a message whether it verifies.",
      discussion:
        "The keys are the project's own; --key takes a key record from a file instead. The DNS is not asked.")

    @Argument(help: "The message; - is standard input.")
    var file: String

    @Option(help: "A file with the text of the key record, or of several, one a line: v=DKIM1; k=rsa; p=…")
    var key: String?

    @Flag(help: "Print the result as one JSON object.")
    var json = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
      let message = try SourceFile.read(file)
      let results = try verifier().results(for: message)
      if json {
        try StandardOutput.write(json: VerificationOutput(results))
      } else if results.isEmpty {
        StandardOutput.write("no signature")
      } else {
        for result in results { StandardOutput.write(result.text.printable) }
      }
      guard !results.isEmpty, results.allSatisfy({ $0.verdict == .pass }) else {
        throw ExitCode(Problem.Kind.refused.rawValue)
      }
    }

    private func verifier() throws -> DKIMVerifier {
      if let key { return DKIMVerifier(keyRecord: String(decoding: try SourceFile.read(key), as: UTF8.self)) }
      let signing = Signing(try options.workspace())
      let domain = try signing.domain()
      var records: [String: String] = [:]
      for key in try signing.keys() {
        let record = TXTRecord(DKIMKeyRecord(key.key.publicKey), selector: key.selector, domain: domain)
        records[record.name] = record.text
      }
      let known = records
      return DKIMVerifier { name in .records(known[name].map { [$0] } ?? []) }
    }
  }
}

private struct RecordOutput: Encodable {
  let name, text: String
  let strings: [String]
  let notes: [String]

  init(_ record: TXTRecord, notes: [String] = []) {
    name = record.name
    text = record.text
    strings = record.strings
    self.notes = notes
  }

  init(_ suggestion: SuggestedRecord) { self.init(suggestion.record, notes: suggestion.notes) }
}

private struct KeyOutput: Encodable {
  let v = 1
  let file, selector: String
  let record: RecordOutput
}

private struct RecordsOutput: Encodable {
  struct Key: Encodable {
    let selector, file: String
  }

  let v = 1
  let records: [RecordOutput]
  let unusedKeys: [Key]

  init(_ records: [RecordOutput], unusedKeys: [UnusedKey]) {
    self.records = records
    self.unusedKeys = unusedKeys.map { Key(selector: $0.selector, file: $0.file) }
  }
}

extension UnusedKey {
  /// What is said of it beside the records.
  fileprivate var sentence: String {
    "\(file.printable) signs nothing, so its record is not printed: write \(setting): \(selector.printable)"
      + " into config/broadsheet.yaml if it should"
  }
}

private struct VerificationOutput: Encodable {
  struct Signature: Encodable {
    let verdict, reason, domain, selector, algorithm: String
    let fields: [String]
    let isTesting: Bool
  }

  let v = 1
  let signatures: [Signature]

  init(_ results: [DKIMResult]) {
    signatures = results.map {
      Signature(
        verdict: $0.verdict.rawValue, reason: $0.reason, domain: $0.domain, selector: $0.selector,
        algorithm: $0.algorithm, fields: $0.names, isTesting: $0.isTesting)
    }
  }
}
