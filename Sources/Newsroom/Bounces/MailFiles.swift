import Bounces
public import Foundation

/// Mail as it lies on a disk: a message, a mailbox file, a Maildir, or a folder with messages.
public enum MailFiles {
  /// Calls the body with each mail and the name of its file.
  ///
  /// - Throws: `FileProblem`.
  public static func forEach(in url: URL, _ body: (_ mail: [UInt8], _ name: String) throws -> Void) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      return try forEach(inFile: url, body)
    }
    for folder in try folders(of: url) {
      for name in try names(in: folder) {
        let file = folder.appending(path: name)
        if FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue {
          try forEach(inFile: file, body)
        }
      }
    }
  }

  /// The two folders of a Maildir that have mail in them, or the folder itself.
  private static func folders(of url: URL) throws -> [URL] {
    let parts = ["new", "cur"].map { url.appending(path: $0, directoryHint: .isDirectory) }
    return parts.allSatisfy { FileManager.default.fileExists(atPath: $0.path) } ? parts : [url]
  }

  private static func names(in folder: URL) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw FileProblem(.reading, folder, errno: errno)
    }
  }

  private static func forEach(inFile url: URL, _ body: ([UInt8], String) throws -> Void) throws {
    let handle: FileHandle
    do { handle = try FileHandle(forReadingFrom: url) } catch {
      throw FileProblem(.reading, url, errno: errno)
    }
    defer { try? handle.close() }
    try forEach(from: handle, name: Files.shownPath(url), body)
  }

  /// Calls the body with each mail of an open file, a pipe or standard input.
  public static func forEach(
    from handle: FileHandle, name: String, _ body: (_ mail: [UInt8], _ name: String) throws -> Void
  ) throws {
    var splitter = MailboxSplitter()
    var begin: [UInt8] = []
    var isMailbox: Bool?
    var isFound = false
    func take(_ mail: [UInt8]) throws {
      isFound = true
      try body(mail, name)
    }
    while let piece = try handle.read(upToCount: 1 << 18), !piece.isEmpty {
      if isMailbox == nil {
        begin += piece
        guard begin.count >= 5 else { continue }
        isMailbox = MailboxSplitter.recognises(begin)
        if isMailbox == true { try splitter.append(begin, take) }
      } else if isMailbox == true {
        try splitter.append(piece, take)
      } else if begin.count < MailboxSplitter.messageLimit {
        begin += piece
      }
    }
    if isMailbox == true { try splitter.finish(take) }
    // A text may begin with the word From and be no mailbox.
    if !isFound, !begin.isEmpty { try body(begin, name) }
  }
}
