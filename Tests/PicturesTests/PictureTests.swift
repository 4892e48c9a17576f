import Foundation
import Testing

@testable import Pictures

/// Pictures that are made here, so that what they hold is known.
enum Sample {
  /// Red goes from left to right, green from top to bottom.
  static func gradient(width: Int, height: Int) -> Picture {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        pixels += [
          UInt8(x * 255 / max(1, width - 1)), UInt8(y * 255 / max(1, height - 1)), 64, 255,
        ]
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func file(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }
}

/// The mean difference of two pictures' colours, from 0 to 255.
func meanError(_ a: Picture, _ b: Picture) -> Double {
  var sum = 0
  for index in a.pixels.indices where index % 4 != 3 {
    sum += abs(Int(a.pixels[index]) - Int(b.pixels[index]))
  }
  return Double(sum) / Double(a.pixels.count * 3 / 4)
}

struct PictureTests {
  @Test(arguments: [("quarters.png", 0.0), ("quarters.jpg", 6), ("quarters.gif", 0), ("quarters.webp", 0)])
  func `files are decoded`(name: String, error: Double) throws {
    let file = try #require(PictureFile(try Sample.file(name)))
    #expect(
      file.format.rawValue
        == (name.hasSuffix("jpg") ? "jpeg" : String(name.suffix(4)).replacing(".", with: "")))
    #expect(file.width == 16)
    #expect(file.height == 8)
    let picture = try #require(file.decoded())
    var expected: [UInt8] = []
    for y in 0..<8 {
      for x in 0..<16 {
        let color: [UInt8] =
          y < 4 ? (x < 8 ? [255, 0, 0] : [0, 255, 0]) : (x < 8 ? [0, 0, 255] : [255, 255, 255])
        expected += color + [255]
      }
    }
    #expect(meanError(picture, Picture(width: 16, height: 8, pixels: expected)) <= error)
  }

  @Test(arguments: ["quarters.png", "quarters.jpg", "quarters.gif", "quarters.webp"])
  func `files that are cut off or changed do no harm`(name: String) throws {
    let octets = try Sample.file(name)
    for count in 0..<octets.count { _ = PictureFile(Array(octets[..<count]))?.decoded() }
    for index in octets.indices {
      var changed = octets
      changed[index] ^= 0x5A
      _ = PictureFile(changed)?.decoded()
    }
  }

  @Test func `a picture that claims to be enormous is not decoded`() throws {
    var octets = try Sample.file("quarters.gif")
    octets.replaceSubrange(6..<10, with: [0xFF, 0xFF, 0xFF, 0xFF])
    #expect(PictureFile(octets) == nil)
    #expect(PictureFile(Array("GIF89a".utf8)) == nil)
    #expect(PictureFile([]) == nil)
    #expect(PictureFile(Array("<svg xmlns='http://www.w3.org/2000/svg'/>".utf8)) == nil)
  }

  @Test func `transparent pixels do not colour their neighbours`() {
    let picture = Picture(width: 2, height: 1, pixels: [200, 100, 0, 255, 0, 0, 255, 0])
    #expect(picture.scaled(width: 1, height: 1).pixels == [200, 100, 0, 128])
    #expect(
      picture.opaque(onRed: 255, green: 255, blue: 255).pixels == [200, 100, 0, 255, 255, 255, 255, 255])
  }

  @Test(arguments: [(7, 3), (64, 32), (1, 1), (130, 65)])
  func `a scaled picture looks like the picture`(width: Int, height: Int) {
    let scaled = Sample.gradient(width: 64, height: 32).scaled(width: width, height: height)
    #expect(scaled.width == width)
    #expect(scaled.pixels.count == width * height * 4)
    let back = scaled.scaled(width: 2, height: 2)
    let small = Sample.gradient(width: 64, height: 32).scaled(width: 2, height: 2)
    if width > 2 { #expect(meanError(back, small) < 20) }
  }
}

/// Reads sixel graphics back, as a terminal does.
struct SixelReader {
  static func read(_ text: String) throws -> Picture {
    let body = try #require(text.firstRange(of: "q\"1;1;"))
    var rest = text[body.upperBound...]
    func number() -> Int {
      let digits = rest.prefix { $0.isNumber }
      rest = rest[digits.endIndex...]
      return Int(digits) ?? 0
    }
    let width = number()
    rest = rest.dropFirst()
    let height = number()
    var pixels = [UInt8](repeating: 0, count: width * height * 4)
    var colors: [Int: [UInt8]] = [:]
    var (x, y, color, times) = (0, 0, 0, 1)
    while let letter = rest.first, letter != "\u{1B}" {
      rest = rest.dropFirst()
      switch letter {
      case "#":
        color = number()
        guard rest.first == ";" else { continue }
        rest = rest.dropFirst()
        _ = number()
        colors[color] = (0..<3).map { _ in
          rest = rest.dropFirst()
          return UInt8((number() * 255 + 50) / 100)
        }
      case "!": times = number()
      case "$": x = 0
      case "-": (x, y) = (0, y + 6)
      default:
        let mask = Int(letter.asciiValue ?? 63) - 63
        for _ in 0..<times {
          for bit in 0..<6 where mask >> bit & 1 == 1 && y + bit < height && x < width {
            let at = ((y + bit) * width + x) * 4
            pixels.replaceSubrange(at..<(at + 4), with: (colors[color] ?? [0, 0, 0]) + [255])
          }
          x += 1
        }
        times = 1
      }
    }
    return Picture(width: width, height: height, pixels: pixels)
  }
}

struct SixelTests {
  @Test(arguments: [(1, 1), (5, 7), (64, 32), (100, 18)])
  func `what is drawn in sixels is the picture`(width: Int, height: Int) throws {
    let picture = Sample.gradient(width: width, height: height)
    let read = try SixelReader.read(Sixel.sequence(picture))
    #expect(read.width == width)
    #expect(read.height == height)
    #expect(meanError(read, picture) < 8)
  }

  @Test func `few colours are kept as they are, transparent pixels stay empty`() throws {
    let pixels: [UInt8] = [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 0]
    let read = try SixelReader.read(Sixel.sequence(Picture(width: 3, height: 1, pixels: pixels)))
    #expect(read.pixels == [255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 0, 0])
  }

  @Test(arguments: [1, 2, 16, 256]) func `no more colours are used than there may be`(limit: Int) {
    let text = Sixel.sequence(Sample.gradient(width: 64, height: 64), colors: limit)
    #expect(text.matches(of: /#\d+;2;/).count <= limit)
  }

  @Test func `runs are shortened, and the picture ends as it should`() {
    let picture = Picture(width: 50, height: 6, pixels: [UInt8](repeating: 255, count: 50 * 6 * 4))
    #expect(Sixel.sequence(picture) == "\u{1B}P0;1;0q\"1;1;50;6#0;2;100;100;100#0!50~\u{1B}\\")
  }
}

struct PictureSequenceTests {
  @Test func `kitty gets a file in pieces`() throws {
    let octets = try Sample.file("quarters.png")
    let file = try #require(PictureFile(octets + [UInt8](repeating: 7, count: 9000)))
    let sequence = try #require(PictureSequence.kitty(file, columns: 20, rows: 5) { nil })
    let pieces = sequence.components(separatedBy: "\u{1B}\\").dropLast()
    #expect(pieces.count == 4)
    #expect(pieces.first?.hasPrefix("\u{1B}_Ga=T,q=2,C=1,c=20,r=5,f=100,m=1;") == true)
    #expect(pieces.last?.hasPrefix("\u{1B}_Gq=2,m=0;") == true)
    let text = pieces.map { String($0.drop { $0 != ";" }.dropFirst()) }.joined()
    #expect(Data(base64Encoded: text) == Data(file.octets))
    #expect(pieces.allSatisfy { $0.drop { $0 != ";" }.count <= PictureSequence.chunk + 1 })
  }

  @Test func `kitty gets pixels of what it does not read`() throws {
    let file = try #require(PictureFile(try Sample.file("quarters.gif")))
    let sequence = try #require(PictureSequence.kitty(file, columns: 2, rows: 1) { file.decoded() })
    #expect(sequence.hasPrefix("\u{1B}_Ga=T,q=2,C=1,c=2,r=1,f=32,s=16,v=8,m=0;"))
    #expect(PictureSequence.kitty(file, columns: 2, rows: 1) { nil } == nil)
  }

  @Test func `behind tmux a picture goes through, and placeholders stand for it`() throws {
    let file = try #require(PictureFile(try Sample.file("quarters.png")))
    let sequence = try #require(
      PictureSequence.placeholders(file, number: 17, columns: 3, rows: 2) { nil })
    #expect(sequence.hasPrefix("\u{1B}Ptmux;\u{1B}\u{1B}_Ga=T,U=1,i=17,q=2,c=3,r=2,f=100,m=0;"))
    let mark = "\u{10EEEE}"
    #expect(
      sequence.hasSuffix(
        "\u{1B}\u{1B}\\\u{1B}\\\u{1B}[38;5;17m\(mark)\u{305}\u{305}\(mark)\(mark)\u{1B}[1B\u{1B}[3D"
          + "\(mark)\u{30D}\u{305}\(mark)\(mark)\u{1B}[39m"))
    let rows = PictureSequence.placeholderRows
    #expect(PictureSequence.placeholders(file, number: 17, columns: 3, rows: rows) { nil } != nil)
    #expect(PictureSequence.placeholders(file, number: 17, columns: 3, rows: rows + 1) { nil } == nil)
  }

  @Test func `iTerm gets the file as it is`() throws {
    let file = try #require(PictureFile(try Sample.file("quarters.jpg")))
    let sequence = PictureSequence.iterm(file, columns: 20, rows: 5)
    #expect(sequence.hasPrefix("\u{1B}]1337;File=inline=1;size=\(file.octets.count);width=20;height=5;"))
    #expect(sequence.hasSuffix("\u{7}"))
  }
}
