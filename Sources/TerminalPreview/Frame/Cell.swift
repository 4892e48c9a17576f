internal import Synchronization

extension Frame {
  /// A place for a character.
  ///
  /// It is 28 octets that need not be counted when they are copied: a picture has tens of thousands of cells.
  public struct Cell: Hashable, Sendable {
    /// How it looks.
    public var style = Style()
    /// What it is for.
    public var role = Role.content
    private var sign = Sign.blank
    private var linkNumber: Int32 = 0
    private var lineNumber: Int32 = 0

    /// The character; nil for the second half of a wide one.
    public var character: Character? {
      get { sign.character }
      set { sign = newValue.map { Sign($0) } ?? .none }
    }
    /// The number of the link it is in, from 1; 0 for none.
    public var link: Int {
      get { Int(linkNumber) }
      set { linkNumber = Int32(clamping: newValue) }
    }
    /// The line of the HTML it comes from, from 1; 0 for what comes from nowhere.
    public var sourceLine: Int {
      get { Int(lineNumber) }
      set { lineNumber = Int32(clamping: newValue) }
    }
    /// Whether its character is a blank.
    var isBlank: Bool { sign == .blank }
    /// The character where it is one of ASCII.
    var octet: UInt8? { sign.number < 0x80 ? UInt8(sign.number) : nil }

    /// An empty cell.
    public init() {}

    /// Takes a character of ASCII.
    mutating func put(ascii octet: UInt8) { sign = Sign(number: UInt32(octet)) }
  }
}

/// A character as a number: its scalar where it is one, else a number behind all scalars that stands for it.
private struct Sign: Hashable {
  var number: UInt32

  static let blank = Sign(number: 0x20)
  static let none = Sign(number: .max)
  private static let firstCluster: UInt32 = 0x11_0000

  init(number: UInt32) { self.number = number }

  init(_ character: Character) {
    let scalars = character.unicodeScalars
    if let first = scalars.first, scalars.index(after: scalars.startIndex) == scalars.endIndex {
      number = first.value
    } else {
      number = Self.firstCluster + Self.clusters.withLock { $0.number(of: character) }
    }
  }

  var character: Character? {
    if let scalar = Unicode.Scalar(number) { return Character(scalar) }
    return self == .none ? nil : Self.clusters.withLock { $0.characters[Int(number - Self.firstCluster)] }
  }

  /// The characters of several scalars that were met so far; letters have few different ones.
  private static let clusters = Mutex(Clusters())

  private struct Clusters {
    var characters: [Character] = []
    /// By their octets, for characters are equal in other orders of their marks too.
    private var numbers: [[UInt8]: UInt32] = [:]

    mutating func number(of character: Character) -> UInt32 {
      let octets = Array(character.utf8)
      if let known = numbers[octets] { return known }
      let number = UInt32(characters.count)
      characters.append(character)
      numbers[octets] = number
      return number
    }
  }
}
