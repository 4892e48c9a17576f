/// One line a client says, taken apart (RFC 5321 §4.1.1).
struct ClientCommand: Equatable {
  /// The verb in upper case.
  var verb: String
  /// What stands behind it, without outer blanks.
  var argument: String

  init(_ line: String) {
    let end = line.firstIndex(of: " ") ?? line.endIndex
    verb = line[..<end].uppercased()
    argument = line[end...].trimmed
  }
}

/// A path and its parameters: `<ann@example.org> SIZE=12 SMTPUTF8` (RFC 5321 §4.1.2).
struct PathArgument: Equatable {
  var address: String
  var parameters: [String]

  enum Fault: Error, Equatable {
    case noKeyword, blankAfterColon, noAngleBrackets, tooLong
  }

  /// Reads the argument of MAIL (`FROM`) or RCPT (`TO`).
  init(_ argument: String, keyword: String) throws(Fault) {
    guard argument.uppercased().hasPrefix(keyword + ":") else { throw .noKeyword }
    let path = argument.dropFirst(keyword.count + 1)
    if path.first == " " { throw .blankAfterColon }
    guard path.first == "<", let end = Self.closingBracket(in: path) else { throw .noAngleBrackets }
    address = String(path[path.index(after: path.startIndex)..<end])
    if address.utf8.count > 320 { throw .tooLong }
    parameters = path[path.index(after: end)...].split(separator: " ").map(String.init)
  }

  /// A `>` inside quotes belongs to the local part.
  private static func closingBracket(in path: Substring) -> Substring.Index? {
    var isQuoted = false
    var isEscaped = false
    for index in path.indices {
      let character = path[index]
      if isEscaped {
        isEscaped = false
      } else if isQuoted, character == "\\" {
        isEscaped = true
      } else if character == "\"" {
        isQuoted.toggle()
      } else if character == ">", !isQuoted {
        return index
      }
    }
    return nil
  }

  /// The value of a parameter `KEY=value`, or "" for a bare `KEY`; nil when it is not there.
  func value(of key: String) -> String? {
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts[0].uppercased() == key { return parts.count > 1 ? String(parts[1]) : "" }
    }
    return nil
  }

  /// The keywords of the parameters, in upper case.
  var keywords: [String] {
    parameters.map { $0.prefix { $0 != "=" }.uppercased() }
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return String(text)
  }
}
