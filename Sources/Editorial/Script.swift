/// The letters that a text is written in: a page of Unicode of 256 characters, the first of it for all of Latin.
///
/// Enough to tell Arabic, Greek, Cyrillic or Hebrew from Latin and from each other.
struct Script: Hashable {
  private let page: UInt32

  static let latin = Script(page: 0)

  private init(page: UInt32) { self.page = page }

  /// The script of most letters of a text; nil when it has fewer than ten, or no script more than half of them.
  init?(of text: String) {
    var counts: [Script: Int] = [:]
    for scalar in text.unicodeScalars.prefix(4_000) where scalar.properties.isAlphabetic {
      counts[Script(page: scalar.value < 0x370 ? 0 : scalar.value >> 8), default: 0] += 1
    }
    let all = counts.values.reduce(0, +)
    guard all >= 10, let most = counts.max(by: { $0.value < $1.value }), most.value * 2 > all else {
      return nil
    }
    self = most.key
  }
}
