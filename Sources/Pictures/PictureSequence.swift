import Foundation

/// Pictures as other terminals take them: whole files in Base64.
public enum PictureSequence {
  /// Octets of Base64 in one piece of a picture for kitty.
  static let chunk = 4096

  /// The picture for the kitty graphics protocol, so many cells large; the cursor stays where it is.
  ///
  /// PNG files go as they are, other ones as pixels. The terminal is told not to answer.
  public static func kitty(_ file: PictureFile, columns: Int, rows: Int, pixels: () -> Picture?) -> String? {
    let data: [UInt8]
    let format: String
    if file.format == .png {
      (data, format) = (file.octets, "f=100")
    } else {
      guard let picture = pixels() else { return nil }
      (data, format) = (picture.pixels, "f=32,s=\(picture.width),v=\(picture.height)")
    }
    let text = Array(Data(data).base64EncodedString().utf8)
    var sequence = ""
    for start in stride(from: 0, to: text.count, by: chunk) {
      let end = min(start + chunk, text.count)
      let more = end < text.count ? 1 : 0
      let keys = start == 0 ? "a=T,q=2,C=1,\(format),c=\(columns),r=\(rows),m=\(more)" : "q=2,m=\(more)"
      sequence += "\u{1B}_G\(keys);" + String(decoding: text[start..<end], as: UTF8.self) + "\u{1B}\\"
    }
    return sequence
  }

  /// The file for iTerm2 and its relatives, so many cells large.
  public static func iterm(_ file: PictureFile, columns: Int, rows: Int) -> String {
    "\u{1B}]1337;File=inline=1;size=\(file.octets.count);width=\(columns);height=\(rows);preserveAspectRatio=0:"
      + Data(file.octets).base64EncodedString() + "\u{7}"
  }
}
