import Foundation

/// Pictures as other terminals take them: whole files in Base64.
public enum PictureSequence {
  /// Octets of Base64 in one piece of a picture for kitty.
  static let chunk = 4096

  /// The picture for the kitty graphics protocol, so many cells large; the cursor stays where it is.
  ///
  /// PNG files go as they are, other ones as pixels. The terminal is told not to answer.
  public static func kitty(_ file: PictureFile, columns: Int, rows: Int, pixels: () -> Picture?) -> String? {
    pieces(of: file, keys: "a=T,q=2,C=1,c=\(columns),r=\(rows)", pixels: pixels)?.joined()
  }

  /// The picture for kitty with tmux in between, so many cells large, from the cursor on.
  ///
  /// tmux hands the picture through and keeps placeholders, characters that it moves and redraws as any others;
  /// the terminal draws the picture of that number where they stand (kitty graphics protocol, Unicode
  /// placeholders). The number is their colour; nil for more rows than there are marks for.
  public static func placeholders(
    _ file: PictureFile, number: UInt8, columns: Int, rows: Int, pixels: () -> Picture?
  ) -> String? {
    guard rows <= rowMarks.count,
      let pieces = pieces(of: file, keys: "a=T,U=1,i=\(number),q=2,c=\(columns),r=\(rows)", pixels: pixels)
    else { return nil }
    let rest = String(repeating: placeholder, count: max(0, columns - 1))
    let lines = rowMarks[..<rows].map { mark in
      // The first place of a row says which it is, those behind it count on.
      placeholder + String(mark) + String(rowMarks[0]) + rest
    }
    let picture = lines.joined(separator: "\u{1B}[1B\u{1B}[\(columns)D")
    return pieces.map(throughTmux).joined() + "\u{1B}[38;5;\(number)m" + picture + "\u{1B}[39m"
  }

  private static let placeholder = "\u{10EEEE}"

  /// The marks of the first rows, in the order of the protocol.
  static let rowMarks = [
    0x305, 0x30D, 0x30E, 0x310, 0x312, 0x33D, 0x33E, 0x33F, 0x346, 0x34A, 0x34B, 0x34C,
    0x350, 0x351, 0x352, 0x357, 0x35B, 0x363, 0x364, 0x365, 0x366, 0x367, 0x368, 0x369, 0x36A, 0x36B, 0x36C,
    0x36D, 0x36E, 0x36F, 0x483, 0x484, 0x485, 0x486, 0x487, 0x592, 0x593, 0x594, 0x595, 0x597,
  ].compactMap { Unicode.Scalar($0) }

  /// How many rows a picture can have with placeholders.
  public static let placeholderRows = rowMarks.count

  private static func throughTmux(_ sequence: String) -> String {
    "\u{1B}Ptmux;" + sequence.replacing("\u{1B}", with: "\u{1B}\u{1B}") + "\u{1B}\\"
  }

  private static func pieces(of file: PictureFile, keys: String, pixels: () -> Picture?) -> [String]? {
    let data: [UInt8]
    let format: String
    if file.format == .png {
      (data, format) = (file.octets, "f=100")
    } else {
      guard let picture = pixels() else { return nil }
      (data, format) = (picture.pixels, "f=32,s=\(picture.width),v=\(picture.height)")
    }
    let text = Array(Data(data).base64EncodedString().utf8)
    return stride(from: 0, to: text.count, by: chunk).map { start in
      let end = min(start + chunk, text.count)
      let all = start == 0 ? "\(keys),\(format)" : "q=2"
      return "\u{1B}_G\(all),m=\(end < text.count ? 1 : 0);"
        + String(decoding: text[start..<end], as: UTF8.self) + "\u{1B}\\"
    }
  }

  /// The file for iTerm2 and its relatives, so many cells large.
  public static func iterm(_ file: PictureFile, columns: Int, rows: Int) -> String {
    "\u{1B}]1337;File=inline=1;size=\(file.octets.count);width=\(columns);height=\(rows);preserveAspectRatio=0:"
      + Data(file.octets).base64EncodedString() + "\u{7}"
  }
}
