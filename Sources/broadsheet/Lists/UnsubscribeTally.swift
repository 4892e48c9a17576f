import Diagnostics
import InternetMessage
import Newsroom

/// What became of mail to the unsubscribe address.
struct UnsubscribeTally: Encodable {
  private struct Row: Encodable {
    let name: String
    let result: UnsubscribeOutput?
    let problem: String?
  }

  private let v = 1
  private var rows: [Row] = []
  private let dryRun: Bool

  private var first: Result<Unsubscribe.Result, any Error>?
  private var lines: [String] = []
  private var ended = 0
  private var already = 0
  private var automatic = 0

  private enum CodingKeys: String, CodingKey {
    case v, dryRun
    case rows = "mails"
  }

  init(isRehearsal: Bool) { dryRun = isRehearsal }

  /// Counts a mail; what is wrong with it stops no other.
  mutating func add(_ name: String, _ work: () throws -> Unsubscribe.Result) throws {
    do {
      let result = try work()
      if result.wasAlready { already += 1 } else { ended += 1 }
      first = first ?? .success(result)
      lines.append("\(name): \(result.sentence(isRehearsal: dryRun))")
      rows.append(
        Row(name: name, result: UnsubscribeOutput(result, isRehearsal: dryRun), problem: nil))
    } catch let error as any ExplainedError
      where error is UnknownToken || error is OtherList || error is NoRequest || error is NotMail
    {
      if error is NoRequest { automatic += 1 }
      first = first ?? .failure(error)
      lines.append("\(name): \(error.problem.summary)")
      rows.append(Row(name: name, result: nil, problem: error.problem.summary))
    }
  }

  /// What became of it where there was one mail, or none at all on standard input.
  var only: Result<Unsubscribe.Result, any Error>? { rows.count == 1 ? first : nil }

  /// Whether a person has to look at some of the mail.
  var isPuzzling: Bool { ended + already + automatic < rows.count }

  /// A line for each mail, and one for all.
  var text: String {
    let puzzling = rows.count - ended - already - automatic
    let parts = [
      ended > 0 ? "\(ended) \(dryRun ? "to be unsubscribed" : "unsubscribed")" : nil,
      already > 0 ? "\(already) without mail already" : nil,
      automatic > 0 ? counted(automatic, "automatic answer", "automatic answers") : nil,
      puzzling > 0 ? "\(puzzling) without a token of ours" : nil,
    ].compactMap(\.self)
    let sum =
      counted(rows.count, "mail", "mails") + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    return (lines + [sum]).map(\.printable).joined(separator: "\n")
  }
}

/// What was done about one subscription.
struct UnsubscribeOutput: Encodable {
  let v = 1
  /// None when the person was erased.
  let address: String?
  let list: String?
  let wasAlready: Bool
  let wasErased: Bool
  let dryRun: Bool

  init(_ result: Unsubscribe.Result, isRehearsal: Bool) {
    address = result.wasErased ? nil : result.address.addrSpec
    wasErased = result.wasErased
    list = result.list
    wasAlready = result.wasAlready
    dryRun = isRehearsal
  }
}
