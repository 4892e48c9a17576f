import Diagnostics
import Foundation
import TerminalControl
import TerminalPreview

/// An installed Chromium, which draws a letter in pixels.
struct Chromium {
  private let path: String

  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
  ]

  /// Finds it in `PATH`; `BROADSHEET_CHROMIUM` names another one.
  init() throws {
    let environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let candidates =
      (environment["BROADSHEET_CHROMIUM"].map { [$0] } ?? [])
      + folders.flatMap { folder in Self.names.map { folder + "/" + $0 } }
      + ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"]
    guard let found = candidates.first(where: FileManager.default.isExecutableFile) else {
      throw ProblemError(
        Problem(
          .configuration, "--pixels needs Chromium, and there is none in PATH",
          try: ["apt-get install chromium", "broadsheet preview   which draws without it"]))
    }
    path = found
  }

  /// A picture of a page as a PNG file.
  func picture(of page: URL, width: Int, height: Int, isDark: Bool) throws -> [UInt8] {
    let folder = page.deletingLastPathComponent()
    let file = folder.appending(path: "letter.png")
    var arguments = [
      path, "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions",
      "--disable-background-networking", "--user-data-dir=\(folder.appending(path: "profile").path)",
      "--blink-settings=preferredColorScheme=\(isDark ? 0 : 1)", "--window-size=\(width),\(height)",
      // Without these a frame in the page may be missing in the picture.
      "--virtual-time-budget=3000", "--run-all-compositor-stages-before-draw", "--screenshot=\(file.path)",
      page.absoluteString,
    ]
    // Chromium refuses to sandbox itself for root; the page can run nothing.
    if getuid() == 0 { arguments.insert("--no-sandbox", at: 1) }
    let quiet = ["/bin/sh", "-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh"]
    let status = ForegroundProgram.run(quiet + arguments)
    guard status == 0, let data = try? Data(contentsOf: file) else {
      throw ProblemError(
        Problem(
          .configuration, "\(path.printable) made no picture (status \(status ?? -1))",
          try: ["broadsheet preview --open   to look at it in a browser"]))
    }
    return Array(data)
  }
}
