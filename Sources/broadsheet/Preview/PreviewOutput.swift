import ArgumentParser
import Diagnostics
import Foundation
import TerminalPreview

/// How the preview is written.
enum PreviewFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines with the escapes of a terminal.
  case ansi
  /// Lines without escapes.
  case plain
  /// The picture as JSON.
  case json
  /// The picture as SVG.
  case svg
  /// The HTML part as it is.
  case html
  /// The message as it is.
  case eml
}

/// Where the preview goes, and in which form.
struct PreviewOutput: ParsableArguments {
  @Option(
    help:
      "ansi, plain, json and svg write the picture, html and eml what is in the message. (default: what suits the output)"
  )
  var format: PreviewFormat?

  @Flag(help: "No escapes at all, as where no terminal is.")
  var plain = false

  @Flag(help: "Write what is known about message, inboxes, links and images as one JSON object.")
  var json = false

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file.", valueName: "file"))
  var file: String?

  @Option(help: "Colours: auto, always or never.")
  var color = ColorChoice.auto

  @Option(help: "Links that the terminal opens: auto, always or never.")
  var hyperlinks = HyperlinkChoice.auto

  @Flag(help: "Print everything at once.")
  var noPager = false

  mutating func validate() throws {
    if plain, let format, format != .plain {
      throw ValidationError("--plain and --format \(format.rawValue)")
    }
    if json, let format, format != .json { throw ValidationError("--json and --format \(format.rawValue)") }
    if plain, json { throw ValidationError("--plain and --json") }
    if plain { format = .plain }
    if json { format = .json }
  }

  /// Whether the object of `--json` is wanted, not the picture.
  var isReport: Bool { json }

  private var depth: ColorDepth {
    switch format {
    case .plain: .none
    case .ansi: color == .never ? .none : ColorChoice.always.depth
    default: file == nil ? color.depth : color == .always ? color.depth : .none
    }
  }

  private var isPlain: Bool {
    format == .plain || (format != .ansi && color != .always && (file != nil || !StandardOutput.isTerminal))
      || Locale.isDumb
  }

  /// The lines of a picture.
  func lines(_ frame: Frame) -> [String] {
    if isPlain { return frame.plainLines(isASCII: !Locale.isUnicode) }
    return frame.ansiLines(depth, hyperlinks: hyperlinks.isOn(file == nil && StandardOutput.isTerminal))
  }

  /// Writes lines to the file, or shows them through a pager where they are too many.
  func write(_ lines: [String]) throws {
    guard file == nil else { return try write(octets: Array((lines.joined(separator: "\n") + "\n").utf8)) }
    Pager.show(lines, isAllowed: !noPager)
  }

  /// Writes a picture as JSON or SVG.
  func write(_ frame: Frame, isDark: Bool) throws {
    let text = format == .svg ? frame.svg(isDark: isDark) : frame.json
    try write(octets: Array(text.utf8))
  }

  /// Writes what is known about the message.
  func write(report: PreviewReport) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try write(octets: Array(try encoder.encode(report)) + [0x0A])
  }

  /// Writes octets as they are.
  func write(octets: [UInt8]) throws {
    guard let file, file != "-" else { return StandardOutput.write(octets: octets) }
    do { try Data(octets).write(to: URL(filePath: file)) } catch {
      throw ProblemError(
        Problem(
          .cannotCreate, "\(file.printable) cannot be written", evidence: [error.localizedDescription]))
    }
  }
}

/// Whether links are ones that the terminal opens.
enum HyperlinkChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never

  /// `FORCE_HYPERLINK` and the kind of terminal decide where nothing is asked for.
  func isOn(_ isTerminal: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    switch self {
    case .always: return true
    case .never: return false
    case .auto:
      if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
      let term = environment["TERM"] ?? ""
      return isTerminal && !term.isEmpty && !["dumb", "linux"].contains(term) && environment["STY"] == nil
        && environment["TMUX"] == nil
    }
  }
}

extension Locale {
  /// Whether the terminal is said to read UTF-8, by the first of the three variables that is set.
  static var isUnicode: Bool {
    let environment = ProcessInfo.processInfo.environment
    let name = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    // Without any of them nothing is known; files are read as UTF-8 by everybody.
    return name.isEmpty || name.lowercased().contains("utf")
  }

  static var isDumb: Bool { ProcessInfo.processInfo.environment["TERM"] == "dumb" }
}
