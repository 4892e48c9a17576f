/// The widths of columns on large screens: one rule for each class.
struct MediaQueries {
  private var rules: [(className: [UInt8], width: [UInt8])] = []
  private var numbers: [[UInt8]: Int] = [:]

  var isEmpty: Bool { rules.isEmpty }

  mutating func add(_ className: [UInt8], width: [UInt8]) {
    if let number = numbers[className] {
      rules[number].width = width
    } else {
      numbers[className] = rules.count
      rules.append((className, width))
    }
  }

  /// Writes the three copies: for all clients, for Thunderbird, and, where
  /// asked for, for Outlook on the web.
  func write(_ breakpoint: Breakpoint, forcesDesktopInOWA: Bool, to out: inout HTMLBuffer) {
    guard !rules.isEmpty else { return }
    out.write("<style type=\"text/css\">\n@media only screen and (min-width:")
    out.write(bytes: breakpoint.text)
    out.write(") {\n")
    writeRules("", to: &out)
    out.write("}\n</style>\n<style media=\"screen and (min-width:")
    out.write(bytes: breakpoint.text)
    out.write(")\">\n")
    writeRules(".moz-text-html ", to: &out)
    out.write("</style>\n")
    guard forcesDesktopInOWA else { return }
    out.write("<style type=\"text/css\">\n")
    writeRules("[owa] ", to: &out)
    out.write("</style>\n")
  }

  private func writeRules(_ prefix: StaticString, to out: inout HTMLBuffer) {
    for rule in rules {
      out.write(prefix)
      out.write(".")
      out.write(bytes: rule.className)
      out.write(" { width:")
      out.write(bytes: rule.width)
      out.write(" !important; max-width: ")
      out.write(bytes: rule.width)
      out.write("; }\n")
    }
  }
}
