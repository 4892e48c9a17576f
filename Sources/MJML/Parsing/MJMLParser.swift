/// Reads MJML into a tree.
///
/// The content of raw components (`mj-text` and the like) is not parsed: it is
/// the source between the tags. Nothing here recurses over the depth of the
/// source; only includes do, and they are counted.
final class MJMLParser {
  /// Elements in elements; what people write has about ten levels.
  static let depthLimit = 200
  /// Files in files.
  static let includeDepthLimit = 20
  static let includeLimit = 1_000
  static let byteLimit = 256 << 20

  let store: ByteStore
  let log: ProblemLog
  let options: MJMLOptions
  let index = ComponentIndex.shared
  let tags = StructuralTags.shared
  var tree = Tree()
  var includeCount = 0

  init(store: ByteStore, log: ProblemLog, options: MJMLOptions) {
    self.store = store
    self.log = log
    self.options = options
  }

  /// Reads a file below a node, or as the root where the parent is -1.
  func parse(
    _ source: [UInt8], named name: String, below parent: Int, includedFrom chain: [String]
  ) throws(MJMLFailure) {
    guard store.bytes.count + source.count < Self.byteLimit else {
      throw log.failure(
        "too-large", at: 0, "the template and what it includes are larger than 256 MB")
    }
    let slice = store.append(source)
    log.files.add(name, slice)
    var run = FileParser(
      parser: self, source: source, base: Int(slice.start), name: name, parent: parent,
      chain: chain + [name])
    try run.parse()
  }
}

/// The numbers of the tags that the parser treats specially.
struct StructuralTags: Sendable {
  static let shared = StructuralTags()

  let mjml = ComponentIndex.shared.number(of: "mjml")
  let head = ComponentIndex.shared.number(of: "mj-head")
  let body = ComponentIndex.shared.number(of: "mj-body")
  let raw = ComponentIndex.shared.number(of: "mj-raw")
  let style = ComponentIndex.shared.number(of: "mj-style")
  let include = ComponentIndex.shared.number(of: "mj-include")
  let all = ComponentIndex.shared.number(of: "mj-all")
  let classTag = ComponentIndex.shared.number(of: "mj-class")
  let attributes = ComponentIndex.shared.number(of: "mj-attributes")
}
