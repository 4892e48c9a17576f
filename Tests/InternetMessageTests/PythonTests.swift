import Foundation
import InternetMessage
import Testing

@Suite(.enabled(if: Python.interpreter != nil, "python3 is not installed")) struct PythonTests {
  @Test func `Python finds no defect in our messages and reads the same text`() throws {
    let samples = try MessageSamples.all()
    let readings = try Python.read(samples.map { $0.message.encoded(boundarySeed: "issue 12").bytes })
    #expect(readings.count == samples.count)
    for (sample, reading) in zip(samples, readings) {
      #expect(reading.defects == [], "\(sample.name)")
      var leaves: [MIMEPart] = []
      var nodes = 0
      walk(sample.message.body) { part in
        nodes += 1
        if case .multipart = part.content { return }
        leaves.append(part)
      }
      #expect(reading.parts.count == nodes)
      let readLeaves = reading.parts.filter { !$0.type.hasPrefix("multipart/") }
      #expect(readLeaves.count == leaves.count)
      for (part, read) in zip(leaves, readLeaves) {
        #expect(read.type == part.contentType.name)
        #expect(read.filename == part.disposition?.filename)
        #expect(read.contentID == part.contentID?.text)
        #expect(read.disposition == part.disposition?.kind.rawValue)
        switch part.content {
        case .text(let text):
          #expect(read.text?.trimmingCharacters(in: .newlines) == text.trimmingCharacters(in: .newlines))
        case .binary(let octets): #expect(Data(base64Encoded: read.octets ?? "-") == Data(octets))
        default: break
        }
      }
    }
  }

  @Test func `Python reads every hostile text of a header as it was meant`() throws {
    var generator = SeededGenerator(seed: 42)
    let random = (0..<120).map { Samples.text(count: $0, using: &generator) }
    let texts = (Samples.hostile + Samples.injections + random).filter { !$0.headerSafe.isEmpty }
    let messages = try texts.map { text in
      Message(
        header: try MessageSamples.header(subject: text, name: text),
        body: .mixed([.text(text), .attachment([1, 2, 3], filename: text)])
      ).encoded(boundarySeed: "1")
    }
    for message in messages { #expect(try EncodedMessage(message.bytes) == message) }
    for (text, reading) in zip(texts, try Python.read(messages.map(\.bytes))) {
      #expect(reading.defects == [], "\(String(reflecting: text))")
      #expect(reading.header.count == 10)
      #expect(reading.value("Subject") == text.headerSafe)
      let filename = ContentDisposition(.attachment, filename: text).filename ?? "file"
      // Python takes quotes away that belong to the name.
      #expect(reading.parts.last?.filename?.trimmingQuotes == filename.trimmingQuotes)
    }
  }
}

extension String {
  fileprivate var trimmingQuotes: String { trimmingCharacters(in: CharacterSet(charactersIn: "\"")) }
}

private func walk(_ part: MIMEPart, _ visit: (MIMEPart) -> Void) {
  visit(part)
  if case .multipart(let parts) = part.content {
    for part in parts { walk(part, visit) }
  }
}
