import Foundation

/// Where the tests find what they read.
enum RepositoryFolder {
  static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  static let root = tests.deletingLastPathComponent().deletingLastPathComponent()

  static let snapshots = tests.appending(path: "Snapshots")

  static let components = root.appending(path: "Sources/MJML/Components")
}
