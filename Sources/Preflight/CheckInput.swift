/// A field of a header as it arrives, on one line.
public struct HeaderLine: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The body.
  public var value: String

  /// Names a field.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A text that a person wrote, in which a finding's place is looked for.
public struct CheckSource: Hashable, Sendable {
  /// The file as people see it.
  public var file: String
  /// What is in it.
  public var text: String
  /// Whether it is an article, which `--fix` may change.
  public var isArticle: Bool

  /// Names a text.
  public init(file: String, text: String, isArticle: Bool = true) {
    self.file = file
    self.text = text
    self.isArticle = isArticle
  }
}

/// A call to action, as the checks see it.
public struct CheckedCall: Hashable, Sendable {
  /// The words on the button.
  public var label: String
  /// Where it leads; nil while it is not known.
  public var url: String?
  /// Whether it is the button.
  public var isPrimary: Bool
  /// The day after which it is left out, as `YYYY-MM-DD`.
  public var expires: String?

  /// Describes a call.
  public init(label: String, url: String?, isPrimary: Bool, expires: String?) {
    self.label = label
    self.url = url
    self.isPrimary = isPrimary
    self.expires = expires
  }
}

/// A list, as the checks see it.
public struct CheckedList: Hashable, Sendable {
  /// Its name.
  public var name: String
  /// Its file, as people see it.
  public var file: String?
  /// Who gets mail.
  public var people: Int
  /// Who got the last mailing to it; nil when there was none.
  public var peopleLastTime: Int?
  /// Who gets none.
  public var suppressed: Int
  /// Rows that cannot be mailed, and rows that repeat a person.
  public var problems, repeats: Int
  /// People without a word on how they agreed, where there is a column for it.
  public var withoutConsent: Int
  /// Merge fields without a fallback, and how many people lack a value.
  public var missingValues: [String: Int]

  /// Describes a list.
  public init(
    name: String, file: String? = nil, people: Int, peopleLastTime: Int? = nil, suppressed: Int = 0,
    problems: Int = 0,
    repeats: Int = 0, withoutConsent: Int = 0, missingValues: [String: Int] = [:]
  ) {
    self.name = name
    self.file = file
    self.people = people
    self.peopleLastTime = peopleLastTime
    self.suppressed = suppressed
    self.problems = problems
    self.repeats = repeats
    self.withoutConsent = withoutConsent
    self.missingValues = missingValues
  }
}

/// Two colours of the theme, one on the other.
public struct ColorPair: Hashable, Sendable {
  /// What they are called: `muted on panel, dark`.
  public var name: String
  /// The text and what is behind it, as `#rrggbb`.
  public var text, background: String

  /// Pairs two colours.
  public init(_ name: String, text: String, background: String) {
    self.name = name
    self.text = text
    self.background = background
  }
}

/// Who sends and who signs.
public struct CheckedSender: Hashable, Sendable {
  /// The domain of the From address.
  public var fromDomain: String
  /// The domain of bounce addresses.
  public var returnPathDomain: String
  /// The domain that signs; nil when nothing is signed.
  public var signingDomain: String?
  /// Whether the unsubscribe link takes the POST of RFC 8058.
  public var offersOneClick: Bool
  /// The postal address in the footer.
  public var postalAddress: String
  /// Why people get the letter.
  public var reason: String

  /// Describes a sender.
  public init(
    fromDomain: String, returnPathDomain: String, signingDomain: String?, offersOneClick: Bool,
    postalAddress: String, reason: String
  ) {
    self.fromDomain = fromDomain
    self.returnPathDomain = returnPathDomain
    self.signingDomain = signingDomain
    self.offersOneClick = offersOneClick
    self.postalAddress = postalAddress
    self.reason = reason
  }
}

/// What the DNS has about the sender, read with `--online`.
public struct CheckedRecord: Hashable, Sendable {
  /// What was looked at.
  public enum Subject: String, Hashable, Sendable {
    case dkim, spf, dmarc, alignment, mx, ptr
  }

  /// How it is.
  public enum State: String, Hashable, Sendable {
    case good, doubtful, bad, unanswered
  }

  /// What was looked at.
  public var subject: Subject
  /// How it is.
  public var state: State
  /// What was found, a sentence.
  public var words: String
  /// What to do.
  public var help: [String]

  /// Describes what was found.
  public init(_ subject: Subject, _ state: State, _ words: String, help: [String] = []) {
    self.subject = subject
    self.state = state
    self.words = words
    self.help = help
  }
}

/// Everything the checks look at: the largest finished message, and what it was made from.
public struct CheckInput: Sendable {
  /// The header of the message.
  public var headers: [HeaderLine] = []
  /// The subject and the line beside it, without filler.
  public var subject = "", preheader = ""
  /// The HTML part, decoded.
  public var html = "" { didSet { page = HTMLPage(html) } }
  /// The HTML part, read.
  public private(set) var page = HTMLPage("")
  /// The text part, decoded.
  public var text = ""
  /// How many octets the whole message has.
  public var messageSize = 0
  /// What the reader is asked to do.
  public var calls: [CheckedCall] = []
  /// The list; nil when none is named.
  public var list: CheckedList?
  /// Who sends.
  public var sender = CheckedSender(
    fromDomain: "", returnPathDomain: "", signingDomain: nil, offersOneClick: true, postalAddress: "",
    reason: "")
  /// The colours of the theme.
  public var colors: [ColorPair] = []
  /// What clients do not understand, and words that filters count.
  public var knowledge = ClientKnowledge()
  /// The day, as `YYYY-MM-DD`.
  public var today = ""
  /// What the DNS has; nothing where it was not asked.
  public var records: [CheckedRecord] = []
  /// What people wrote.
  public var sources: [CheckSource] = []

  /// Makes an empty input.
  public init() {}

  /// The bodies of the fields of a name.
  func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The links a reader can follow.
  var links: [HTMLElement] { page.elements.filter { $0.name == "a" && $0["href"] != nil } }
}

/// What is known about mail clients and filters; data, from `config/clients.yaml`.
public struct ClientKnowledge: Hashable, Sendable {
  /// Something in HTML or CSS that some clients do not understand.
  public struct Feature: Hashable, Sendable {
    /// What it looks like in the source, in lower case.
    public var pattern: String
    /// Which clients do not understand it.
    public var clients: [String]
    /// What to write instead.
    public var instead: String

    /// Describes a feature.
    public init(pattern: String, clients: [String], instead: String) {
      self.pattern = pattern
      self.clients = clients
      self.instead = instead
    }
  }

  /// What clients do not understand.
  public var features: [Feature]
  /// Words and phrases that filters count, in lower case.
  public var spamWords: [String]
  /// Hosts that shorten links.
  public var shorteners: [String]

  /// Collects what is known.
  public init(features: [Feature] = [], spamWords: [String] = [], shorteners: [String] = []) {
    self.features = features
    self.spamWords = spamWords
    self.shorteners = shorteners
  }
}
