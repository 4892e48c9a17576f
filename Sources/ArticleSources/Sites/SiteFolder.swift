import Diagnostics
public import Editorial

/// A file of a folder, with its path below it.
public struct FolderFile: Sendable {
  /// The path, with slashes.
  public var path: String
  /// The octets.
  public var bytes: [UInt8]

  /// Pairs a path with octets.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A folder of posts: Hugo, Jekyll, Eleventy, Astro, an archive of Substack or Buttondown, or exports of sites.
public enum SiteFolder {
  /// The endings of the files that are looked at.
  public static let extensions: Set<String> = [
    "md", "markdown", "mdx", "html", "htm", "json", "xml", "csv", "rss", "atom",
  ]

  /// Reads the posts of a folder; a file that cannot be read is said and passed over.
  public static func collection(from files: [FolderFile], lexicon: Lexicon) -> ArticleCollection {
    if let archive = SubstackArchive(files) { return archive.collection(lexicon: lexicon) }
    var collection = ArticleCollection(kind: "folder")
    var drafts = 0
    for file in files.sorted(by: { $0.path < $1.path }) {
      let ending = file.path.split(separator: ".").last?.lowercased() ?? ""
      do throws(UnusableContent) {
        if ["json", "xml", "rss", "atom"].contains(ending) {
          let document = SourceDocument(bytes: file.bytes, file: file.path)
          guard let inner = try importedCollection(from: document, lexicon: lexicon) else { continue }
          collection.kind = inner.kind
          collection.entries += inner.entries
          collection.findings += inner.findings
        } else if ending != "csv", !SitePath(file.path).isNoPost {
          try addPost(file, to: &collection, &drafts, lexicon: lexicon)
        }
      } catch {
        collection.findings += error.findings.map { finding in
          var finding = finding
          finding.severity = min(finding.severity, .warning)
          return finding
        }
      }
    }
    if drafts > 0 { collection.findings.append(Finding("draft", .note, .drafts(drafts), at: nil)) }
    return collection
  }

  private static func addPost(
    _ file: FolderFile, to collection: inout ArticleCollection, _ drafts: inout Int,
    lexicon: Lexicon
  ) throws(UnusableContent) {
    let decoded = DecodedText(file.bytes, file: file.path)
    guard let text = decoded.text else { throw UnusableContent(file.path, findings: decoded.findings) }
    let matter = SiteFrontMatter(text, file: file.path)
    let path = SitePath(file.path)
    guard matter.isThere else {
      if path.isHTML {
        let page = try WebPage.article(from: file.bytes, file: file.path, lexicon: lexicon)
        collection.entries.append(
          .init(id: page.article.url?.text ?? file.path, article: page.article, findings: page.findings))
      } else {
        collection.findings += matter.findings
        collection.findings.append(Finding("front-matter", .note, .noMatter, at: Place(file: file.path)))
      }
      return
    }
    if matter.findings.contains(where: { $0.severity == .error }) {
      throw UnusableContent(file.path, findings: matter.findings)
    }
    let post = SitePost(matter, path: path)
    if post.isDraft {
      drafts += 1
      return
    }
    var entry = post.article(lexicon: lexicon)
    entry.findings = decoded.findings + matter.findings + entry.findings
    collection.entries.append(entry)
  }
}

extension String {
  fileprivate static let noMatter = "the file has no front matter and is passed over"
}
