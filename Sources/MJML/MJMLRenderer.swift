/// Turns MJML into HTML that mail clients understand.
///
/// It renders as MJML 5.4.0 does. The same source gives the same bytes.
public struct MJMLRenderer: Sendable {
  private let options: MJMLOptions
  private let fonts: [Head.Font]

  /// Makes a renderer, which can be used many times and from many threads.
  public init(options: MJMLOptions = MJMLOptions()) {
    self.options = options
    fonts = options.fonts.map { Head.Font(name: Array($0.name.utf8), href: Array($0.href.utf8)) }
  }

  /// Renders a template.
  ///
  /// - Parameters:
  ///   - source: MJML, in UTF-8.
  ///   - file: The name that problems call it by, and that includes are
  ///     resolved against.
  /// - Throws: where nothing can be rendered, and in strict validation where
  ///   there is an error.
  public func render(_ source: [UInt8], file: String = "-") throws(MJMLFailure) -> MJMLOutput {
    let store = ByteStore(ComponentIndex.shared.words)
    let log = ProblemLog(store: store, isSilent: options.validation == .skip)
    let parser = MJMLParser(store: store, log: log, options: options)
    try parser.parse(source, named: file, below: -1, includedFrom: [])
    let tree = parser.tree
    let tags = StructuralTags.shared
    guard let root = tree.nodes.first, root.component == tags.mjml else {
      throw log.failure(
        "no-root", at: ComponentIndex.shared.words.count, "there is no <mjml> around the template")
    }
    if options.validation != .skip { Validator(tree: tree, store: store, log: log).validate() }
    if options.validation == .strict, log.errorCount > 0 { throw MJMLFailure(problems: log.problems) }
    let head = Head.read(tree, fonts: fonts, cascade: Cascade(store: store))
    let rendering = Rendering(
      tree: tree, store: store, head: head, document: DocumentAttributes(tree, store))
    var body = HTMLBuffer(store: store, capacity: min(source.count * 6, 1 << 24) + 4_096)
    if let node = tree.child(of: 0, component: tags.body),
      let element = rendering.element(node, Placement(width: Width(600)))
    {
      Body.render(element, in: rendering, to: &body)
    }
    guard !rendering.isTooLarge else {
      throw log.failure("too-large", at: Int(root.name.start) - 1, "the result is larger than 512 MB")
    }
    if !rendering.head.htmlAttributes.isEmpty {
      let writer = HTMLAttributeWriter(store: store, log: log)
      body.replaceBytes(writer.apply(rendering.head.htmlAttributes, to: body.bytes))
    }
    var html = document(body, tree, rendering)
    if !rendering.head.inlineStyles.isEmpty { html = inlined(html, rendering, log) }
    if options.layout == .minified { html = HTMLLayout.minified(html) }
    let (broken, tooLong) = LineBreaker.broken(html, limit: options.lineLimit)
    if let tooLong {
      log.report(
        "long-line", .warning, at: Int(root.name.start) - 1,
        "a line of the result has \(tooLong) octets and no place where it can be broken")
    }
    let isIndented = options.layout == .beautified
    return MJMLOutput(
      html: isIndented ? HTMLLayout.beautified(broken, limit: options.lineLimit) : broken,
      problems: log.problems)
  }

  /// The document around the body.
  private func document(_ body: HTMLBuffer, _ tree: Tree, _ rendering: Rendering) -> [UInt8] {
    let used = FontUse.used(rendering.head.fonts, body: body, styles: rendering.head.inlineStyles)
    var out = HTMLBuffer(store: rendering.store, capacity: body.count + 8_192)
    writeFileStart(tree, to: &out)
    Skeleton(rendering: rendering, fonts: used).write(body: body, to: &out)
    return out.bytes
  }

  /// The document with `mj-style inline="inline"` in its style attributes;
  /// rules that cannot be inlined go to the head.
  private func inlined(_ html: [UInt8], _ rendering: Rendering, _ log: ProblemLog) -> [UInt8] {
    let css = rendering.head.inlineStyles.map { Array(rendering.store[$0]) }.joined(separator: [
      ASCII.lineFeed
    ])
    let result = CSSInliner().inline(css: Array(css), into: html)
    if !result.isComplete {
      log.report(
        "style-too-large", at: Int(rendering.head.inlineStyles[0].start),
        "the style sheet and the document are too large to be inlined completely")
    }
    guard !result.keptCSS.isEmpty,
      let head = result.html.firstRange(of: Array("</head>".utf8))
    else { return result.html }
    let style = Array("<style type=\"text/css\">\n".utf8) + result.keptCSS + Array("</style>\n".utf8)
    return Array(result.html[..<head.lowerBound] + style + result.html[head.lowerBound...])
  }

  /// Renders a template.
  public func render(_ source: String, file: String = "-") throws(MJMLFailure) -> MJMLOutput {
    try render(Array(source.utf8), file: file)
  }

  /// Raw parts that stand before everything else.
  private func writeFileStart(_ tree: Tree, to out: inout HTMLBuffer) {
    for node in tree.children(of: 0) where tree.nodes[node].component == StructuralTags.shared.raw {
      guard let position = tree.attribute(.position, of: node), out.store.equals(position, "file-start"),
        let content = tree.nodes[node].content.value
      else { continue }
      out.write(content)
      out.write("\n")
    }
  }
}

/// What comes of a template.
public struct MJMLOutput: Hashable, Sendable {
  /// The HTML, in UTF-8, with lines ended by line feeds.
  public var html: [UInt8]
  /// What is wrong with the template, in the order of the source.
  public var problems: [MJMLProblem]

  /// The HTML as a string.
  public var text: String { String(decoding: html, as: UTF8.self) }
}

extension Head {
  /// Reads the elements of `mj-head`.
  static func read(_ tree: Tree, fonts: [Font], cascade: Cascade) -> Head {
    var head = Head(cascade: cascade)
    head.fonts = fonts
    let index = ComponentIndex.shared
    guard let node = tree.child(of: 0, component: StructuralTags.shared.head) else { return head }
    for child in tree.children(of: node) {
      let item = tree.nodes[child]
      if item.isComment {
        head.raw.append(Raw(content: item.content, isComment: true))
      } else if item.component >= 0,
        let component = index.components[item.component] as? any HeadComponent.Type
      {
        component.apply(child, of: tree, to: &head)
      }
    }
    return head
  }
}

extension DocumentAttributes {
  init(_ tree: Tree, _ store: ByteStore) {
    language = tree.attribute(.lang, of: 0)
    direction = tree.attribute(.dir, of: 0)
    forcesDesktopInOWA = tree.attribute(.owa, of: 0).map { store.equals($0, "desktop") } ?? false
  }
}
