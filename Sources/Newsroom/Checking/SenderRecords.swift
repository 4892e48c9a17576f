public import Authentication
import DKIM
import InternetMessage

/// What the DNS has about who sends from a project, compared with what `send` will use.
public struct SenderRecords {
  private let workspace: Workspace

  /// Looks at a workspace's sender and account.
  public init(_ workspace: Workspace) { self.workspace = workspace }

  /// The sender; without addresses those of the account's mail server count.
  ///
  /// - Throws: `UnusableContent`, `UnusableDKIMKey`, `UnsafeKeyFile`, `FileProblem`.
  public func identity(addresses: [IPAddress] = []) throws -> SenderIdentity {
    let configuration = workspace.configuration
    let signing = Signing(workspace)
    let account = try configuration.account()
    return SenderIdentity(
      fromDomain: configuration.messageIDDomain.text,
      returnPathDomain: try configuration.returnPathDomain().text, signingDomain: try signing.domain().text,
      keys: try signing.keys().map { .init(selector: $0.selector.text, publicKey: $0.key.publicKey) },
      server: account.host, addresses: addresses, greeting: account.ehloName ?? account.host)
  }

  /// Asks about everything, and judges the answers.
  public func observations(addresses: [IPAddress] = [], asking lookup: any NameLookup) throws -> [Observation]
  {
    SenderExamination(try identity(addresses: addresses), asking: lookup).observations()
  }
}
