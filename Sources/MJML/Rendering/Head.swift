/// What the head of a template says.
struct Head {
  var title: Slice?
  var preview: Slice?
  var breakpoint: Slice?
  var styles: [Slice] = []
  var inlineStyles: [Slice] = []
  var fonts: [Font] = []
  /// Raw parts, as they follow each other.
  var raw: [Raw] = []
  var cascade: Cascade
  var htmlAttributes: [HTMLAttribute] = []

  struct Font {
    var name: [UInt8]
    var href: [UInt8]
    let lowercasedName: [UInt8]

    init(name: [UInt8], href: [UInt8]) {
      self.name = name
      self.href = href
      lowercasedName = name.map(\.lowercased)
    }
  }

  struct Raw {
    var content: Slice
    var isComment: Bool
  }

  /// An attribute for all elements that match a selector.
  struct HTMLAttribute {
    var selector: Slice
    var name: Slice
    var value: Slice
  }

  init(cascade: Cascade) {
    self.cascade = cascade
  }
}

/// The width of the screen below which columns are stacked.
struct Breakpoint {
  var text: [UInt8]

  /// One pixel less: the largest small screen.
  var below: Int {
    let digits = text.drop { !$0.isDigit }.prefix { $0.isDigit }
    let number = Lengths.integer(digits)
    return number.isFinite && number < 1e9 ? Int(number) - 1 : -1
  }
}
