public import Diagnostics

/// The folder with one file per list: `recipients/film-club.csv` is the list `film-club`.
public struct ListDirectory: Hashable, Sendable {
  /// The folder as the person would type it.
  public let path: String

  /// Names a folder.
  public init(_ path: String) {
    self.path = path
  }

  /// The names of the lists in it, in order.
  public var listNames: [String] { ListFiles.names(in: path, ending: ".csv") }

  /// The file of a list.
  ///
  /// The name comes from a command line or a form: it cannot lead out of the
  /// folder, and a name that has no file is answered with the nearest that has.
  public func file(ofList name: String) throws(ListNotFound) -> RecipientFile {
    let known = listNames
    guard known.contains(name), Self.isName(name) else {
      throw ListNotFound(name: name, folder: path, known: known)
    }
    return RecipientFile("\(path)/\(name).csv")
  }

  private static func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix(".")
      && !name.unicodeScalars.contains { $0 == "/" || $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F }
  }
}

/// There is no list of that name.
public struct ListNotFound: ExplainedError, Hashable {
  /// The name that was asked for.
  public var name: String
  /// Where lists are.
  public var folder: String
  /// The lists that there are.
  public var known: [String]

  /// What is said about it.
  public var problem: Problem {
    let wanted = name.hasSuffix(".csv") ? String(name.dropLast(4)) : name
    return Problem(
      .notFound, "no list '\(name.printable)' in \(folder.printable)",
      evidence: [didYouMean(wanted, in: known)].compactMap(\.self),
      try: known.isEmpty ? ["make \(folder.printable)/NAME.csv with a header row: email,name"] : [])
  }
}
