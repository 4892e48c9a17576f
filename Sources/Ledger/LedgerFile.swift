import Foundation

/// Makes the ledger's folder and file so that nobody else can read them.
enum LedgerFile {
  static func make(_ path: String) throws(LedgerError) {
    let folder = (path as NSString).deletingLastPathComponent
    if !folder.isEmpty { try makeFolder(folder, for: path) }
    // SQLite gives its -wal and -shm files the mode of the file itself. The file
    // is not opened when it exists: closing it again would drop the locks
    // that another connection of this process holds (sqlite.org/howtocorrupt.html §2.2).
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if file >= 0 {
      close(file)
    } else if errno != EEXIST {
      throw LedgerError(.cannotCreate(systemMessage()), path: path)
    } else {
      try makePrivate(path)
      try checkFolder(folder, of: path)
    }
  }

  /// SQLite writes files of its own beside the ledger, also to read it.
  private static func checkFolder(_ folder: String, of path: String) throws(LedgerError) {
    guard access(folder.isEmpty ? "." : folder, W_OK) != 0 else { return }
    throw LedgerError(.cannotWrite("its folder: \(systemMessage())"), path: path)
  }

  private static func makeFolder(_ folder: String, for path: String) throws(LedgerError) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue { return }
    let parent = (folder as NSString).deletingLastPathComponent
    if !parent.isEmpty, parent != folder { try makeFolder(parent, for: path) }
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
      throw LedgerError(.cannotCreate(systemMessage()), path: path)
    }
  }

  private static func makePrivate(_ path: String) throws(LedgerError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw LedgerError(.cannotCreate(systemMessage()), path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw LedgerError(.notALedger, path: path) }
    guard status.st_mode & 0o077 != 0 else { return }
    guard chmod(path, 0o600) == 0 else { throw LedgerError(.cannotWrite(systemMessage()), path: path) }
  }

  /// What the system says about the last call that failed.
  static func systemMessage() -> String { String(cString: strerror(errno)) }
}
