import Diagnostics
import Foundation
import Newsroom
import Pictures
import TerminalControl
import TerminalPreview

/// Runs the full-screen viewer on a terminal: keys in, screens out, and what it wants done.
final class ViewerSession {
  private let subject: String?
  private let list: String?
  private let marks: Bool
  private let capabilities: TerminalCapabilities
  private let device = TerminalDevice()
  private let screen: FullScreen
  private var source: PreviewSource
  private var choice: ReaderChoice
  private var reader: ChosenReader?
  private var viewer: Viewer
  private var watch: SourceWatch?
  private var update = ScreenUpdate()
  private var isChecked = false
  private let remote: RemotePictures?
  private var fetching: PictureFetch?
  private var fetched: [String: PictureFile] = [:]
  private var asked: Set<String> = []

  /// How long is waited for a key before files and the window are looked at again.
  private static let tick = Duration.milliseconds(200)

  init(
    _ subject: String?, as choice: ReaderChoice, list: String?, marks: Bool,
    isWatching: Bool, remote: RemotePictures?, drawing: PreviewOptions, _ terminal: PreviewTerminal
  ) throws {
    self.subject = subject
    self.list = list
    self.marks = marks
    self.choice = choice
    self.remote = remote
    capabilities = terminal.capabilities
    screen = FullScreen(device)
    source = try PreviewSource(subject)
    let (octets, heading, reader) = try source.message(as: choice, list: list, marks: marks)
    self.reader = reader
    let size = terminal.size ?? (80, 24)
    viewer = Viewer(
      Self.preview(octets, of: source, [:]), heading: heading, columns: size.columns, rows: size.rows, drawing
    )
    viewer.isWatching = isWatching
    if isWatching { watch = SourceWatch(source.watched + source.imageFiles(of: viewer.preview)) }
  }

  private static func preview(
    _ octets: [UInt8], of source: PreviewSource, _ fetched: [String: PictureFile]
  ) -> MessagePreview {
    var preview = MessagePreview(octets)
    preview.pictures = source.pictures(of: preview).merging(fetched) { own, _ in own }
    return preview
  }

  private func show(_ octets: [UInt8], _ heading: String) {
    viewer.show(Self.preview(octets, of: source, fetched), heading: heading)
  }

  /// Shows the viewer until the person leaves it, or the terminal goes away.
  func run() throws {
    guard screen.enter() else {
      throw ProblemError(Problem(.usage, "the viewer needs a terminal to read keys from"))
    }
    defer { screen.leave() }
    draw()
    while true {
      var isChanged = look()
      guard let inputs = device.read(within: isChanged ? .zero : Self.tick) else { return }
      for case .key(let key) in inputs {
        isChanged = true
        guard let effect = viewer.press(key) else { continue }
        if effect == .quit { return }
        perform(effect)
      }
      if isChanged { draw() }
    }
  }

  /// Looks at what may have changed without a key: window, files, clock, checks. Tells whether anything has.
  private func look() -> Bool {
    var isChanged = false
    if let size = device.size, size.columns != viewer.size.columns || size.rows != viewer.size.rows {
      viewer.resize(columns: size.columns, rows: size.rows)
      isChanged = true
    }
    if watch?.hasChanged(at: ContinuousClock().now) == true {
      reload()
      isChanged = true
    }
    if let saved = watch?.savedAgo, saved != viewer.savedAgo {
      viewer.savedAgo = saved
      isChanged = true
    }
    if fetch() { isChanged = true }
    if !isChecked {
      isChecked = true
      check()
      isChanged = true
    }
    return isChanged
  }

  /// Asks for images that are not here, once each, and shows those that have come; tells whether any have.
  private func fetch() -> Bool {
    guard let remote else { return false }
    if let result = fetching?.take() {
      fetching = nil
      fetched.merge(result.pictures) { old, _ in old }
      viewer.show(result.pictures)
      viewer.notice = result.problems.first ?? ""
      return true
    }
    let missing = viewer.preview.remoteImages(without: fetched).filter { !asked.contains($0) }
    guard fetching == nil, !missing.isEmpty else { return false }
    asked.formUnion(missing)
    fetching = PictureFetch(remote, missing)
    viewer.notice = "fetching \(missing.count) \(missing.count == 1 ? "image" : "images") …"
    return true
  }

  /// Has the checks done, after the letter is on the screen.
  private func check() {
    do { viewer.show(try source.checks(list: list)) } catch { viewer.notice = Self.words(error) }
  }

  private func draw() {
    let lines = viewer.screen().ansiLines(capabilities.colors)
    device.write(Array(update.sequence(to: lines).utf8))
  }

  private func perform(_ effect: ViewerEffect) {
    switch effect {
    case .quit: break
    case .reload: reload()
    case .nextReader: nextReader()
    case .pickReader(let text): pickReader(text)
    case .copy(let text): copy(text)
    case .open(let url): leaving { Browser.open(url) }
    case .edit(let words): edit(words)
    }
  }

  /// Reads the source again; what is wrong with it is shown above the last good message.
  private func reload() {
    attempt {
      source = try PreviewSource(subject)
      let (octets, heading, reader) = try source.message(as: choice, list: list, marks: marks)
      self.reader = reader
      show(octets, heading)
      isChecked = false
      if watch != nil { watch = SourceWatch(source.watched + source.imageFiles(of: viewer.preview)) }
    }
  }

  private func nextReader() {
    guard let reader else { return viewer.notice = "this message has no list behind it" }
    attempt {
      guard let next = try source.message(behind: reader, marks: marks) else { return }
      self.reader = next.reader
      choice = next.reader.choice
      show(next.octets, next.heading)
    }
  }

  private func pickReader(_ text: String) {
    guard let wanted = ReaderChoice(argument: text) else {
      return viewer.notice = "no such reader: an address, row:N, longest, emptiest, random"
    }
    do {
      let (octets, heading, reader) = try source.message(as: wanted, list: list, marks: marks)
      (self.reader, choice) = (reader, wanted)
      show(octets, heading)
    } catch {
      viewer.notice = Self.words(error)
    }
  }

  private func attempt(_ work: () throws -> Void) {
    do { try work() } catch { viewer.problem = Self.words(error) }
  }

  private static func words(_ error: any Error) -> String {
    guard let explained = error as? any ExplainedError else { return String(describing: error).printable }
    let problem = explained.problem
    let finding = problem.findings.first.map {
      ": " + ($0.text.split(separator: "\n").first.map(String.init) ?? "")
    }
    return problem.summary + (finding ?? "")
  }

  /// Puts text on the clipboard of the terminal, as far as it takes that (OSC 52).
  private func copy(_ text: String) {
    let data = Data(text.utf8.prefix(74_000)).base64EncodedString()
    device.write(Array("\u{1B}]52;c;\(data)\u{1B}\\".utf8))
  }

  private func edit(_ words: String) {
    let texts = source.sources.map { (try? String(contentsOfFile: $0, encoding: .utf8)) ?? "" }
    guard let place = SourcePlace.find(words, in: texts) else {
      return viewer.notice = "there is no file to edit"
    }
    leaving { Editor.edit(source.sources[place.text], line: place.line) }
    reload()
  }

  /// Gives the terminal to another program, and takes it back.
  private func leaving(_ work: () -> String?) {
    screen.leave()
    let problem = work()
    _ = screen.enter()
    update.forget()
    if let problem { viewer.notice = problem }
  }
}
