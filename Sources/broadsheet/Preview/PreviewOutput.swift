import ArgumentParser
import Diagnostics
import Foundation
import TerminalControl
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

/// Where the preview goes, and in which form, on the command line.
struct OutputOptions: ParsableArguments {
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

  var values: PreviewOutput {
    PreviewOutput(
      format: format, isReport: json, file: file, color: color, hyperlinks: hyperlinks, noPager: noPager)
  }
}

/// Where the preview goes, and in which form.
struct PreviewOutput {
  var format: PreviewFormat?
  /// Whether the object of `--json` is wanted, not the picture.
  var isReport = false
  var file: String?
  var color = ColorChoice.auto
  var hyperlinks = HyperlinkChoice.auto
  var noPager = false

  /// Whether it is lines for a person at a terminal.
  var isForTerminal: Bool { format == nil && file == nil && StandardOutput.isTerminal }

  /// Writes octets as they are.
  func write(octets: [UInt8]) throws {
    guard let file, file != "-" else { return StandardOutput.write(octets: octets) }
    do { try Data(octets).write(to: URL(filePath: file)) } catch {
      throw ProblemError(
        Problem(
          .cannotCreate, "\(file.printable) cannot be written", evidence: [error.localizedDescription]))
    }
  }

  /// Writes a picture as JSON or SVG.
  func write(_ frame: Frame, isDark: Bool) throws {
    try write(octets: Array((format == .svg ? frame.svg(isDark: isDark) : frame.json).utf8))
  }

  /// Writes what is known about the message.
  func write(report: PreviewReport) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try write(octets: Array(try encoder.encode(report)) + [0x0A])
  }
}

/// Writes pictures as lines, as the terminal allows and the options want.
struct FrameWriter {
  private let output: PreviewOutput
  private let terminal: PreviewTerminal
  private let isPlain: Bool
  private let depth: ColorDepth
  private let pictures: TerminalPictures?

  init(_ output: PreviewOutput, _ terminal: PreviewTerminal, pictures: TerminalPictures? = nil) {
    self.output = output
    self.pictures = pictures
    self.terminal = terminal
    switch output.format {
    case .plain?: (isPlain, depth) = (true, .none)
    case .ansi?:
      let best = ColorDepth.detected(
        terminal.environment, version: terminal.answers.version,
        choice: output.color == .never ? .never : .always)
      (isPlain, depth) = (false, best.depth)
    default:
      let isForPerson = output.isForTerminal && terminal.environment.term != "dumb"
      depth = output.file == nil || output.color == .always ? terminal.capabilities.colors : .none
      isPlain = !isForPerson && depth == .none && output.color != .always
    }
  }

  /// The lines of a picture.
  func lines(_ frame: Frame) -> [String] {
    if isPlain { return frame.plainLines(isASCII: !terminal.environment.isUnicode) }
    return frame.ansiLines(
      depth, hyperlinks: terminal.capabilities.hyperlinks && output.file == nil,
      picture: { pictures?.sequence($0) })
  }

  /// Writes lines to the file, or shows them through a pager where they are too many.
  ///
  /// What takes longer to find out is written behind them when they are to be seen already.
  func write(_ lines: [String], behind more: () -> [String] = { [] }) throws {
    guard output.file == nil else {
      return try output.write(octets: Array(((lines + more()).joined(separator: "\n") + "\n").utf8))
    }
    Pager.show(lines, behind: more, isAllowed: !output.noPager && output.isForTerminal)
  }
}
