import Foundation
import MJML

/// Prints how long rendering takes for each template, in microseconds of CPU time.
@main enum MJMLBenchmark {
  static func main() throws {
    let renderer = MJMLRenderer()
    for path in CommandLine.arguments.dropFirst() {
      let source = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
      var best = Double.infinity
      for _ in 0..<7 {
        let start = processTime()
        for _ in 0..<300 { _ = try renderer.render(source) }
        best = min(best, (processTime() - start) / 300)
      }
      let name = path.split(separator: "/").last ?? ""
      print(name, (best * 10).rounded() / 10)
    }
  }

  /// Microseconds of this process.
  private static func processTime() -> Double {
    Double(clock()) / Double(CLOCKS_PER_SEC) * 1e6
  }
}
