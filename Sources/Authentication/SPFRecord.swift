/// What a domain says about who sends for it (RFC 7208 §4.6, §5, §6).
struct SPFRecord: Hashable {
  /// What a match means.
  enum Qualifier: Character, Hashable {
    case pass = "+", fail = "-", softFail = "~", neutral = "?"
  }

  /// Who is matched.
  enum Mechanism: Hashable {
    case all
    case include(SPFMacroText)
    case a(SPFMacroText?, four: Int, six: Int)
    case mx(SPFMacroText?, four: Int, six: Int)
    case ptr(SPFMacroText?)
    case network(IPAddress, bits: Int)
    case exists(SPFMacroText)

    /// Whether it asks the DNS, of which ten are allowed (§4.6.4).
    var asks: Bool {
      switch self {
      case .all, .network: false
      case .include, .a, .mx, .ptr, .exists: true
      }
    }
  }

  /// A qualifier and a mechanism.
  struct Directive: Hashable {
    var qualifier: Qualifier
    var mechanism: Mechanism
    /// How it is written.
    var text: String
  }

  /// In the order in which they are tried.
  var directives: [Directive] = []
  /// Whose record decides when nothing matches.
  var redirect: SPFMacroText?

  /// Whether a text of the DNS is a record of the kind (§4.5).
  static func isRecord(_ text: String) -> Bool {
    let lead = text.prefix(7).lowercased()
    return lead == "v=spf1 " || text.lowercased() == "v=spf1"
  }

  /// Reads a record; every mistake in it is one for receivers as well (§4.6).
  init(_ text: String) throws(SPFMistake) {
    var names: Set<String> = []
    for term in text.dropFirst(6).split(separator: " ") {
      if let modifier = Self.modifier(term) {
        guard modifier.name == "redirect" || modifier.name == "exp" else { continue }
        guard names.insert(modifier.name).inserted else { throw SPFMistake("says \(modifier.name)= twice") }
        guard let value = SPFMacroText(modifier.value), !modifier.value.isEmpty else {
          throw SPFMistake("has a \(modifier.name)= without a domain: \(term)")
        }
        if modifier.name == "redirect" { redirect = value }
      } else {
        directives.append(try Self.directive(term))
      }
    }
  }

  /// What stands before the first `=` of a modifier, which has none of `:` and `/` before it.
  private static func modifier(_ term: Substring) -> (name: String, value: String)? {
    guard let end = term.firstIndex(where: { "=:/".contains($0) }), term[end] == "=" else { return nil }
    return (term[..<end].lowercased(), String(term[term.index(after: end)...]))
  }

  private static func directive(_ term: Substring) throws(SPFMistake) -> Directive {
    let qualifier = term.first.flatMap { Qualifier(rawValue: $0) }
    let rest = qualifier == nil ? term : term.dropFirst()
    let name = rest.prefix { $0 != ":" && $0 != "/" }.lowercased()
    let argument = rest.dropFirst(name.count)
    guard let mechanism = try mechanism(name, argument) else {
      throw SPFMistake("has a term that cannot be read: \(term)")
    }
    return Directive(qualifier: qualifier ?? .pass, mechanism: mechanism, text: String(term))
  }

  private static func mechanism(_ name: String, _ argument: Substring) throws(SPFMistake) -> Mechanism? {
    switch name {
    case "all": return argument.isEmpty ? .all : nil
    case "include": return domain(argument).map { .include($0) }
    case "exists": return domain(argument).map { .exists($0) }
    case "ptr": return argument.isEmpty ? .ptr(nil) : domain(argument).map { .ptr($0) }
    case "ip4", "ip6": return network(argument, name == "ip4" ? .four : .six)
    case "a", "mx":
      guard let (rest, four, six) = lengths(argument) else { return nil }
      if !rest.isEmpty, domain(rest) == nil { return nil }
      let place = domain(rest)
      return name == "a" ? .a(place, four: four, six: six) : .mx(place, four: four, six: six)
    default: return nil
    }
  }

  private static func domain(_ argument: Substring) -> SPFMacroText? {
    guard argument.first == ":", argument.count > 1 else { return nil }
    return SPFMacroText(String(argument.dropFirst()))
  }

  private static func network(_ argument: Substring, _ family: IPAddress.Family) -> Mechanism? {
    guard argument.first == ":" else { return nil }
    let parts = argument.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let longest = family == .four ? 32 : 128
    guard parts.count <= 2, let address = IPAddress(parts[0]), address.family == family,
      let bits = parts.count < 2 ? longest : length(parts[1], upTo: longest)
    else { return nil }
    return .network(address, bits: bits)
  }

  /// `:example.org/24//64`: what is left of the argument, and how many bits of an address count.
  private static func lengths(_ argument: Substring) -> (Substring, four: Int, six: Int)? {
    guard let slash = argument.firstIndex(of: "/") else { return (argument, 32, 128) }
    let parts = argument[argument.index(after: slash)...].split(
      separator: "/", omittingEmptySubsequences: false)
    let rest = argument[..<slash]
    switch parts.count {
    case 1: return length(parts[0], upTo: 32).map { (rest, $0, 128) }
    case 2 where parts[0].isEmpty: return length(parts[1], upTo: 128).map { (rest, 32, $0) }
    case 3 where parts[1].isEmpty:
      guard let four = length(parts[0], upTo: 32), let six = length(parts[2], upTo: 128) else { return nil }
      return (rest, four, six)
    default: return nil
    }
  }

  private static func length(_ text: Substring, upTo longest: Int) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }),
      text == "0" || text.first != "0", let bits = Int(text), bits <= longest
    else { return nil }
    return bits
  }
}

/// A record that cannot be used, as the rest of a sentence that begins with it.
struct SPFMistake: Error, Hashable {
  var words: String
  init(_ words: String) { self.words = words }
}
