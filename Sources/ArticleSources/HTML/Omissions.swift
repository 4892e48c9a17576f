import Diagnostics
import Editorial

/// What was left out of somebody's HTML, so that it can be said once for each kind.
struct Omissions {
  private var elements: [String: Int] = [:]
  private var frames: [String] = []
  private var links: [(written: String, reason: String)] = []
  /// How many invisible images.
  var trackers = 0
  /// How many are listed one by one.
  private static let limit = 10

  mutating func add(element name: String) {
    if HTMLVocabulary.suspicious.contains(name) { elements[name, default: 0] += 1 }
  }

  mutating func add(frame address: String) { frames.append(address) }

  mutating func add(link written: String, _ reason: InvalidLinkURL) {
    links.append((written, reason.explanation))
  }

  /// What is to be said; `includesElements` for text that should have had none of them.
  func findings(at place: Place, includesElements: Bool) -> [Finding] {
    var findings: [Finding] = []
    if includesElements, !elements.isEmpty {
      let list = elements.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      findings.append(Finding("html-left-out", .note, .elements(list), at: place))
    }
    if includesElements, trackers > 0 {
      findings.append(Finding("tracking-image", .note, .trackers(trackers), at: place))
    }
    for frame in frames.prefix(Self.limit) {
      findings.append(Finding("embed-left-out", .warning, .frame(frame), at: place, help: [.frameHelp]))
    }
    for link in links.prefix(Self.limit) {
      findings.append(Finding("link-url", .warning, .link(link.written, link.reason), at: place))
    }
    let more = max(0, frames.count - Self.limit) + max(0, links.count - Self.limit)
    if more > 0 { findings.append(Finding("html-left-out", .note, .more(more), at: place)) }
    return findings
  }
}

extension String {
  fileprivate static func elements(_ list: String) -> String {
    "HTML that mail cannot hold is left out: \(list)"
  }
  fileprivate static func trackers(_ count: Int) -> String {
    count == 1
      ? "an image that only counts readers is left out"
      : "\(count) images that only count readers are left out"
  }
  fileprivate static func frame(_ address: String) -> String {
    "a frame is left out: \(String(reflecting: String(address.prefix(200))))"
  }
  fileprivate static let frameHelp = "add a link to what it shows, if readers need it"
  fileprivate static func link(_ written: String, _ reason: String) -> String {
    "a link lost its address \(String(reflecting: String(written.prefix(100)))): \(reason)"
  }
  fileprivate static func more(_ count: Int) -> String { "\(count) more links and frames are left out" }
}
