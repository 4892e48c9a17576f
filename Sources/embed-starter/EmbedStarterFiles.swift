import Foundation

/// Writes a Swift file that holds other files: `embed-starter OUTPUT ROOT FILE…`
@main
enum EmbedStarterFiles {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 3 else {
      FileHandle.standardError.write(Data("usage: embed-starter OUTPUT ROOT FILE...\n".utf8))
      exit(64)
    }
    var code =
      "/// The files of the sample project, by their paths in it.\nlet starterFiles: [(path: String, base64: String)] = [\n"
    for file in arguments.dropFirst(3) {
      let content = try Data(contentsOf: URL(filePath: file))
      let path = file.dropFirst(arguments[2].count).drop { $0 == "/" }
      code += "  (path: \(String(reflecting: String(path))), base64: \"\(content.base64EncodedString())\"),\n"
    }
    try (code + "]\n").write(toFile: arguments[1], atomically: true, encoding: .utf8)
  }
}
