/// One value that the configuration knows: what it is called, what it means, who may set it.
///
/// This list is all there is: reading a file, naming the nearest key, the
/// environment's names and `broadsheet config` are made from it.
public struct SettingKey: Hashable, Sendable {
  /// What a value has to look like.
  public enum Kind: Hashable, Sendable {
    case text
    case number(ClosedRange<Int>)
    case flag
    case choice([String])
    /// A command and its arguments, run without a shell.
    case command
    /// Whole numbers, one after the other.
    case numbers(ClosedRange<Int>)
    /// How many messages in which time: `120/min`.
    case rate
    /// A rate for each of some recipient domains; `*` is all others.
    case domainRates
    /// Addresses and domains.
    case recipients
    /// A time: `15min`.
    case duration

    /// Whether it may have more than one value.
    var isList: Bool {
      switch self {
      case .command, .numbers, .domainRates, .recipients: true
      case .text, .number, .flag, .choice, .rate, .duration: false
      }
    }
  }

  /// The path in the file: `publication.name`; `*` stands for the name of an account.
  public let path: String
  /// What a value has to look like.
  public let kind: Kind
  /// The value where nobody sets one.
  public let standard: String?
  /// What it means, in a line.
  public let summary: String
  /// Whether only the user's own file may set it: a project arrives by
  /// `git clone`, and must not be able to name a command.
  public let isPersonal: Bool

  init(
    _ path: String, _ kind: Kind = .text, standard: String? = nil, isPersonal: Bool = false,
    means summary: String
  ) {
    self.path = path
    self.kind = kind
    self.standard = standard
    self.isPersonal = isPersonal
    self.summary = summary
  }

  /// All settings, in the order in which `broadsheet config` shows them.
  public static let all: [SettingKey] = [
    SettingKey("publication.name", means: "the newsletter's name"),
    SettingKey("publication.from", means: "the sender that readers see: Name <address>"),
    SettingKey("publication.reply-to", means: "where replies go"),
    SettingKey("publication.postal-address", means: "the postal address in every footer"),
    SettingKey("publication.home-page", means: "the web site"),
    SettingKey("publication.language", standard: "en", means: "the language, as a BCP 47 tag"),
    SettingKey("publication.reason", means: "why readers get the letter, in a sentence"),
    SettingKey(
      "publication.text-format", .choice(["fixed", "flowed"]), standard: "fixed",
      means: "the lines of text parts: fixed, or flowed for narrow screens (RFC 3676)"),
    SettingKey("links.unsubscribe", means: "the way out, with {token} in it"),
    SettingKey(
      "links.unsubscribe-mail",
      means: "the address that takes unsubscribe mail, {token} may be in it; where replies go is the standard"
    ),
    SettingKey(
      "links.one-click", .flag, standard: "true",
      means: "whether the way out takes the POST of RFC 8058; false for a page that only people can use"),
    SettingKey("links.browser", means: "the issue on the web, with {issue} in it"),
    SettingKey(
      "links.images",
      means:
        "where the images of an issue will lie on the web, with {issue} in it; without it, images beside an article are left out"
    ),
    SettingKey("links.preferences", means: "where readers choose what they get, with {token} in it"),
    SettingKey(
      "links.tags", means: "parameters that links get: utm_source=letter&utm_campaign={issue}; none otherwise"
    ),
    SettingKey(
      "links.tagged-hosts",
      means: "the hosts whose links get them, in a line; * is all; the home page's otherwise"),
    SettingKey("links.archive", means: "where earlier issues are"),
    SettingKey("links.help", means: "where help is to be had; mail to the owner is the standard"),
    SettingKey(
      "list-headers.owner", means: "the address of who runs the list; where replies go is the standard"),
    SettingKey(
      "list-headers.feedback-sender",
      means:
        "what providers count complaints under, 5 to 15 characters; made of the newsletter's name otherwise"),
    SettingKey("list-headers.complaints", means: "the address that takes complaints as mail (RFC 9477)"),
    SettingKey("list-headers.bimi-selector", means: "which brand mark of the domain is meant (BIMI)"),
    SettingKey(
      "list-headers.precedence", .choice(["bulk", "list", "none"]), standard: "bulk",
      means: "what old vacation programs look for"),
    SettingKey("account", means: "which of the accounts sends"),
    SettingKey("accounts.*.host", means: "the mail server's name"),
    SettingKey("accounts.*.port", .number(1...65_535), means: "its port; 465 or 587 as security says"),
    SettingKey(
      "accounts.*.security", .choice(["tls", "starttls", "none"]), standard: "tls",
      means: "tls from the first byte, starttls, or none (this machine only)"),
    SettingKey("accounts.*.user", means: "the login"),
    SettingKey(
      "accounts.*.password-command", .command, isPersonal: true, means: "a command that prints the password"),
    SettingKey(
      "accounts.*.password-file", isPersonal: true, means: "a file that holds the password, mode 0600"),
    SettingKey("accounts.*.ca-file", means: "certificates to trust instead of the system's"),
    SettingKey("accounts.*.ehlo-name", means: "the name this machine gives itself"),
    SettingKey("accounts.*.return-path-domain", means: "the domain of bounce addresses"),
    SettingKey(
      "accounts.*.messages-per-connection", .number(1...100_000),
      means:
        "how many messages one connection carries; otherwise 100 where several may be unanswered, 1000 elsewhere"
    ),
    SettingKey(
      "accounts.*.connections", .number(1...100), standard: "4",
      means: "how many connections are open at once"),
    SettingKey(
      "accounts.*.window", .number(1...100),
      means:
        "how many messages may be unanswered on one connection where the server offers CHUNKING; 4 otherwise, 8 where it is far away"
    ),
    SettingKey(
      "accounts.*.timeout", .number(1...3600), means: "seconds to wait for any reply, instead of RFC 5321's"),
    SettingKey(
      "accounts.*.pace", .rate, means: "how many messages in which time: 120/min; no limit otherwise"),
    SettingKey(
      "accounts.*.pace-by-domain", .domainRates,
      means: "the same for recipient domains: gmail.com: 20/s; * is each of the others"),
    SettingKey(
      "accounts.*.warm-up", .numbers(1...10_000_000),
      means: "how many messages on the first, the second, … day of sending; no limit after the last"),
    SettingKey(
      "accounts.*.only-to", .recipients,
      means: "the only addresses and domains it mails; everybody otherwise"),
    SettingKey(
      "retry.first", .duration, standard: "15min", means: "the pause after a temporary refusal; it doubles"),
    SettingKey("retry.longest", .duration, standard: "4h", means: "the longest such pause"),
    SettingKey(
      "retry.lifetime", .duration, standard: "48h", means: "how long after the first attempt to give up"),
    SettingKey(
      "bounces.in-a-row", .number(1...1000), standard: "5",
      means: "how many issues in a row may come back softly; then mail to the address stops"),
    SettingKey(
      "bounces.within-days", .number(1...3650), standard: "90", means: "within how many days they have to"),
    SettingKey("dkim.selector", means: "the selector of the RSA key that signs"),
    SettingKey("dkim.ed25519-selector", means: "the selector of an Ed25519 key for a second signature"),
    SettingKey("dkim.domain", means: "the domain that signs; the sender's is the standard"),
    SettingKey(
      "ledger.durability", .choice(["process", "power-loss"]), standard: "process",
      means: "what a committed delivery survives"),
    SettingKey(
      "preview.theme", .choice(["auto", "light", "dark"]), standard: "auto",
      means: "the terminal's background; auto asks the terminal"),
  ]

  /// The keys of one account, without their prefix.
  static let accountKeys = all.compactMap { key in
    key.path.hasPrefix("accounts.*.") ? String(key.path.dropFirst("accounts.*.".count)) : nil
  }

  /// The key a path in a file belongs to.
  static func of(_ path: [String]) -> SettingKey? {
    path.count == 3 && path[0] == "accounts"
      ? byPath["accounts.*." + path[2]]
      : byPath[path.dropFirst().reduce(into: path.first ?? "") { $0 += "." + $1 }]
  }

  private static let byPath = Dictionary(all.map { ($0.path, $0) }) { first, _ in first }
}
