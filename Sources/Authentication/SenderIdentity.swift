public import DKIM

/// Who sends, as receivers will see it: what the DNS has to agree with.
public struct SenderIdentity: Hashable, Sendable {
  /// A key that signs, and where its record is.
  public struct Key: Hashable, Sendable {
    /// The `s=`.
    public var selector: String
    /// The half that the DNS has to have.
    public var publicKey: DKIMPublicKey

    /// Names a key.
    public init(selector: String, publicKey: DKIMPublicKey) {
      self.selector = selector
      self.publicKey = publicKey
    }
  }

  /// The domain of the From address.
  public var fromDomain: String
  /// The domain of bounce addresses.
  public var returnPathDomain: String
  /// The `d=` of signatures.
  public var signingDomain: String
  /// The keys that sign; none when nothing is signed.
  public var keys: [Key]
  /// The mail server of the account.
  public var server: String
  /// The addresses it sends from; those of the server's name where nobody says.
  public var addresses: [IPAddress]
  /// What it says EHLO with.
  public var greeting: String

  /// Describes a sender.
  public init(
    fromDomain: String, returnPathDomain: String, signingDomain: String, keys: [Key], server: String,
    addresses: [IPAddress] = [], greeting: String = "unknown"
  ) {
    self.fromDomain = fromDomain
    self.returnPathDomain = returnPathDomain
    self.signingDomain = signingDomain
    self.keys = keys
    self.server = server
    self.addresses = addresses
    self.greeting = greeting
  }
}
