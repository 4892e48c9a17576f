import Diagnostics
import Editorial
import Markup

/// The archive that Substack exports: `posts.csv`, and `posts/ID.slug.html` for each post.
struct SubstackArchive {
  private let rows: [[String: String]]
  private let files: [String: FolderFile]

  /// Finds the archive in a folder; nil for another kind.
  init?(_ files: [FolderFile]) {
    guard let list = files.first(where: { $0.path.split(separator: "/").last == "posts.csv" }) else {
      return nil
    }
    let folder = list.path.dropLast("posts.csv".count)
    let table = CommaTable(String(decoding: list.bytes, as: UTF8.self))
    guard table.header.contains("post_id"), table.header.contains("title") else { return nil }
    rows = table.rows
    var byID: [String: FolderFile] = [:]
    for file in files where file.path.hasSuffix(".html") && file.path.hasPrefix(folder + "posts/") {
      let name = file.path.split(separator: "/").last ?? ""
      byID[String(name.dropLast(".html".count))] = file
    }
    self.files = byID
  }

  func collection(lexicon: Lexicon) -> ArticleCollection {
    var collection = ArticleCollection(kind: "substack")
    var drafts = 0
    for row in rows {
      guard row["is_published"]?.lowercased() == "true" else {
        drafts += 1
        continue
      }
      let id = row["post_id"] ?? ""
      let place = Place(file: files[id]?.path ?? "posts.csv")
      guard let file = files[id] else {
        collection.findings.append(Finding("substack-body", .warning, .noFile(id), at: place))
        continue
      }
      var entry = FeedEntry()
      entry.id = id
      entry.title = row["title"]?.asPlainLine ?? ""
      entry.published = row["post_date"].flatMap { WrittenDate($0)?.text }
      entry.summary = row["subtitle"].map { .html($0.escapedForHTML) }
      entry.content = .html(String(decoding: file.bytes, as: UTF8.self))
      if let sound = row["podcast_url"], !sound.isEmpty {
        entry.attachments = [.init(address: sound, type: "audio/mpeg")]
      }
      let read = FeedArticle(entry, tree: nil, place: place, lexicon: lexicon)
      collection.entries.append(.init(id: id, article: read.article, findings: read.findings))
    }
    if drafts > 0 {
      collection.findings.append(Finding("draft", .note, .drafts(drafts), at: Place(file: "posts.csv")))
    }
    return collection
  }
}

/// A small table of values with commas between them (RFC 4180).
struct CommaTable {
  private(set) var header: [String] = []
  private(set) var rows: [[String: String]] = []

  init(_ text: String) {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = text.cleaned.unicodeScalars[...]
    func row() -> [String: String] { Dictionary(zip(header, cells)) { first, _ in first } }
    func isEnd(_ next: Unicode.Scalar?) -> Bool { next == nil || next == "\n" }
    while true {
      let scalar = scalars.popFirst()
      if isQuoted, let scalar {
        if scalar != "\"" {
          cell.unicodeScalars.append(scalar)
        } else if scalars.first == "\"" {
          cell.unicodeScalars.append(scalar)
          scalars.removeFirst()
        } else {
          isQuoted = false
        }
        continue
      }
      if scalar == "\"", cell.isEmpty {
        isQuoted = true
      } else if scalar == "," {
        cells.append(cell)
        cell = ""
      } else if isEnd(scalar) {
        cells.append(cell)
        cell = ""
        if header.isEmpty { header = cells } else if cells.count > 1 { rows.append(row()) }
        cells = []
        if scalar == nil { return }
      } else if let scalar {
        cell.unicodeScalars.append(scalar)
      }
    }
  }
}

extension String {
  fileprivate static func noFile(_ id: String) -> String {
    "there is no file of the post \(String(reflecting: String(id.prefix(80))))"
  }
}
