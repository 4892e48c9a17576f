/// Where the files come from that `<mj-include path="…">` names.
public protocol IncludeLoader: Sendable {
  /// Reads an included file.
  ///
  /// - Parameters:
  ///   - path: What the attribute `path` says.
  ///   - file: The file that the tag stands in, as it was named when loaded.
  func load(_ path: String, from file: String) throws(IncludeRefusal) -> IncludedFile
}

/// A file that was included.
public struct IncludedFile: Hashable, Sendable {
  /// The name that tells it from others: the same file has the same name.
  public var name: String
  /// What it contains.
  public var bytes: [UInt8]

  /// Names the contents of a file.
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}

/// Why a file was not included.
public struct IncludeRefusal: Error, Hashable, Sendable {
  /// The reason: lower case, no full stop.
  public var reason: String

  /// Gives the reason.
  public init(_ reason: String) {
    self.reason = reason
  }
}
