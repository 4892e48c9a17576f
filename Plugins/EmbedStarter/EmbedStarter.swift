import Foundation
import PackagePlugin

/// Puts the sample project's files into the program, so that `broadsheet new` can write them.
@main
struct EmbedStarter: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let root = context.package.directoryURL
    let files = ["config", "templates", "recipients", "articles"].flatMap {
      Self.files(in: root.appending(path: $0))
    }
    let output = context.pluginWorkDirectoryURL.appending(path: "StarterFiles.swift")
    return [
      .buildCommand(
        displayName: "Embedding \(files.count) files of the sample project",
        executable: try context.tool(named: "embed-starter").url,
        arguments: [output.path, root.path] + files.map(\.path), inputFiles: files, outputFiles: [output])
    ]
  }

  private static func files(in folder: URL) -> [URL] {
    let entries = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    var files: [URL] = []
    while let file = entries?.nextObject() as? URL {
      let isFile = (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile ?? false
      if isFile, !file.lastPathComponent.hasPrefix(".") { files.append(file) }
    }
    return files.sorted { $0.path < $1.path }
  }
}
