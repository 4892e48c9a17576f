import Foundation

/// The HTML part as a page that a browser may open.
///
/// A policy keeps scripts out, whatever the message holds, and images and
/// fonts of others unless they are asked for: looking at a letter is nothing
/// that its sender learns.
struct BrowserPage {
  let html: String

  /// Makes the page of an HTML part; on a phone it stands in a frame 375 pixels wide.
  init(_ html: String, allowsRemote: Bool, isPhone: Bool = false) {
    let remote = allowsRemote ? " https: http:" : ""
    let policy =
      "default-src 'none'; style-src 'unsafe-inline'\(remote); img-src data:\(remote); font-src data:\(remote)"
      + (isPhone ? "; frame-src 'self'" : "")
    let meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"
    guard isPhone else {
      self.html = Self.inserted(meta, into: html)
      return
    }
    let inner = Self.inserted(meta, into: html).replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
    self.html = """
      <!doctype html><html><head><meta charset="utf-8">\(meta)</head><body style="margin:0">\
      <iframe sandbox style="border:0;width:375px;height:6000px" srcdoc="\(inner)"></iframe></body></html>
      """
  }

  /// Puts the policy where a browser reads it before anything else.
  private static func inserted(_ meta: String, into html: String) -> String {
    guard let head = html.firstRange(of: /<head(\s[^>]*)?>/.ignoresCase()) else {
      return "<!doctype html><meta charset=\"utf-8\">" + meta + html
    }
    // What stands before the head element could be a script.
    let before = html[..<head.lowerBound].lowercased()
    guard !before.contains("<script"), !before.contains("<body") else {
      return "<!doctype html><meta charset=\"utf-8\">" + meta + html
    }
    return html[..<head.upperBound] + "<meta charset=\"utf-8\">" + meta + html[head.upperBound...]
  }

  /// Writes the page into a new file of the person's own, and names it.
  func write() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "broadsheet-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let file = folder.appending(path: "letter.html")
    try Data(html.utf8).write(to: file)
    return file
  }
}
