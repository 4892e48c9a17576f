public import Diagnostics
import Markup

/// What the checks found in a message, told from outside: the preview itself checks nothing.
public struct MessageChecks: Hashable, Sendable {
  /// The findings, in the order of the checks.
  public let findings: [Finding]
  /// Whether only the message was looked at: its article, list and sender are not known.
  public let isOfMessageAlone: Bool

  /// Takes findings.
  public init(_ findings: [Finding], isOfMessageAlone: Bool = false) {
    self.findings = findings
    self.isOfMessageAlone = isOfMessageAlone
  }

  private func count(_ severity: Finding.Severity) -> Int { findings.count { $0.severity == severity } }

  /// `0 errors, 2 warnings`.
  var summary: String {
    let (errors, warnings) = (count(.error), count(.warning))
    return
      "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
      + (isOfMessageAlone ? " in the message alone" : "")
  }

  /// `✗1 ⚠2`, or `✓` where nothing is wrong.
  var marks: String {
    let marks = [(Finding.Severity.error, "✗"), (.warning, "⚠")].filter { count($0.0) > 0 }
      .map { $0.1 + String(count($0.0)) }
    return marks.isEmpty ? "✓" : marks.joined(separator: " ")
  }
}

/// How well the words of a button are read on its colour.
struct ButtonContrast: Hashable {
  /// The words.
  var label: String
  /// Their colour.
  var text: Color
  /// The button's.
  var ground: Color
  /// What WCAG 2.2 asks of words of that size.
  static let least = 4.5

  var ratio: Double { text.contrast(with: ground) }
}

extension MessagePreview {
  /// The buttons of the HTML part with their colours, in document order.
  var buttonContrasts: [ButtonContrast] {
    guard let document else { return [] }
    return Layout(document, options: .desktop).buttons.values.sorted { $0.node < $1.node }.map { button in
      let words = document.tree.descendants(of: button.node).first {
        document.tree.nodes[$0].element == nil && !document.isHidden[$0]
      }
      return ButtonContrast(
        label: button.label.text,
        text: words.flatMap { document.styles[$0].color } ?? .link, ground: button.color)
    }
  }
}
