import Diagnostics
import Foundation
import LoopbackServer
import Testing

@testable import HTTP

private func client(_ change: (inout HTTPClient) -> Void = { _ in }) -> HTTPClient {
  var client = HTTPClient(userAgent: "broadsheet-test/1", allowsPrivateAddresses: true)
  change(&client)
  return client
}

private func reason(_ client: HTTPClient, _ url: String) -> HTTPFailure.Reason? {
  do throws(HTTPFailure) {
    _ = try client.get(url)
    return nil
  } catch {
    return error.reason
  }
}

@Suite struct HTTPClientTests {
  @Test func `a document comes with its type, its charset and its address`() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.answer(Array("füß".utf8), "Content-Type: Text/HTML; Charset=\"ISO-8859-1\"")
    }
    let response = try client().get(server.url("/a?b"), accepting: "text/html")
    #expect(response.bytes == Array("füß".utf8))
    #expect(response.mediaType == "text/html")
    #expect(response.charset == "ISO-8859-1")
    #expect(response.address == server.url("/a?b"))
    let head = try #require(server.requests.first)
    #expect(head.hasPrefix("GET /a?b HTTP/1.1\r\n"))
    #expect(head.contains("User-Agent: broadsheet-test/1\r\n"))
    #expect(head.contains("Accept: text/html\r\n"))
    #expect(!head.lowercased().contains("cookie"))
  }

  @Test func `redirects are followed without cookies, and only as many as allowed`() throws {
    let server = try LoopbackServer { head in
      let number = Int(head.dropFirst(6).prefix { $0.isNumber }) ?? 0
      if number == 0 { return LoopbackServer.answer(Array("there".utf8)) }
      return LoopbackServer.answer(
        Array("gone".utf8), "Location: /r\(number - 1)", "Set-Cookie: a=b", status: "302 Found")
    }
    let patient = client { $0.limits.redirects = 3 }
    let response = try patient.get(server.url("/r3"))
    #expect(String(decoding: response.bytes, as: UTF8.self) == "there")
    #expect(response.address == server.url("/r0"))
    #expect(server.requests.allSatisfy { !$0.lowercased().contains("cookie") })
    #expect(reason(patient, server.url("/r4")) == .tooManyRedirects(3))
  }

  @Test func `a redirect cannot leave the web`() throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.answer([], "Location: file:///etc/passwd", status: "302 Found")
    }
    #expect(reason(client(), server.url()) == .badAddress)
    #expect(reason(client(), "file:///etc/passwd") == .badAddress)
    #expect(reason(client(), "gopher://127.0.0.1/") == .badAddress)
  }

  @Test func `addresses of this machine are refused unless they are allowed, under every name`() throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Array("secret".utf8)) }
    let careful = client { $0.allowsPrivateAddresses = false }
    for host in ["127.0.0.1", "2130706433", "0x7f.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0"] {
      guard case .privateAddress = reason(careful, "http://\(host):\(server.port)/") else {
        Testing.Issue.record("\(host) was asked")
        continue
      }
    }
    #expect(server.requests.isEmpty)
  }

  @Test func `no proxy is asked, whatever the environment says`() throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Array("direct".utf8)) }
    setenv("http_proxy", "http://127.0.0.1:1/", 1)
    defer { unsetenv("http_proxy") }
    #expect(try client().get(server.url()).bytes == Array("direct".utf8))
  }

  @Test(arguments: [99, 100, 101])
  func `an answer has a limit, announced or not`(count: Int) throws {
    let body = [UInt8](repeating: 65, count: count)
    let small = client { $0.limits.octets = 100 }
    let announced = try LoopbackServer { _ in LoopbackServer.answer(body) }
    let silent = try LoopbackServer { _ in [Array("HTTP/1.0 200 OK\r\n\r\n".utf8), body] }
    for server in [announced, silent] {
      #expect(reason(small, server.url()) == (count > 100 ? .tooLarge(100) : nil))
    }
  }

  @Test func `a small answer that unpacks to a large one is stopped`() throws {
    // Ten million zeros, packed by gzip.
    let packed = try #require(
      Data(base64Encoded: try Self.gzip(zeros: 10_000_000)))
    #expect(packed.count < 20_000)
    let server = try LoopbackServer { _ in
      LoopbackServer.answer(Array(packed), "Content-Encoding: gzip")
    }
    #expect(try client().get(server.url()).bytes.count == 10_000_000)
    #expect(reason(client { $0.limits.octets = 1_000_000 }, server.url()) == .tooLarge(1_000_000))
  }

  private static func gzip(zeros count: Int) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "head -c \(count) /dev/zero | gzip -9 | base64 -w 0"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  @Test func `an answer that comes in drops is given up`() throws {
    let drops = (0..<100).map { _ in [UInt8(65)] }
    let server = try LoopbackServer(pauseMilliseconds: 100) { _ in
      [Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".utf8)] + drops
    }
    let impatient = client { $0.limits.totalMilliseconds = 400 }
    #expect(reason(impatient, server.url()) == .tooSlow)
    server.stop()
  }

  @Test func `a header without end is given up`() throws {
    let server = try LoopbackServer { _ in
      [Array("HTTP/1.1 200 OK\r\n".utf8)]
        + (0..<300).map { Array("X-\($0): \(String(repeating: "a", count: 1000))\r\n".utf8) }
    }
    guard case .badAnswer(let words) = reason(client(), server.url()) else {
      Testing.Issue.record("the header was read")
      return
    }
    #expect(words.contains("header"))
  }

  @Test(arguments: [
    (404, Problem.Kind.notFound), (410, .notFound), (403, .refused), (429, .temporary), (503, .temporary),
  ])
  func `what the server refuses is said with its number`(status: Int, kind: Problem.Kind) throws {
    let server = try LoopbackServer { _ in LoopbackServer.answer(Array("no".utf8), status: "\(status) No") }
    do throws(HTTPFailure) {
      _ = try client().get(server.url())
      Testing.Issue.record("\(status) was taken for an answer")
    } catch {
      #expect(error.problem.kind == kind)
      #expect(error.problem.evidence.first?.contains("\(status)") ?? false)
    }
  }

  @Test func `a name that does not resolve and a port where nobody listens are told apart`() throws {
    #expect(reason(client(), "http://nothing.invalid/") == .unknownHost)
    let server = try LoopbackServer { _ in [] }
    server.stop()
    #expect(reason(client(), "http://127.0.0.1:1/") == .notConnected)
  }
}

@Suite struct NetworkAddressTests {
  static let addresses: [([UInt8], Bool)] = [
    ([8, 8, 8, 8], true), ([10, 0, 0, 1], false), ([100, 63, 255, 255], true), ([100, 64, 0, 0], false),
    ([127, 1, 2, 3], false), ([169, 254, 169, 254], false), ([172, 15, 0, 1], true),
    ([172, 16, 0, 1], false),
    ([172, 31, 0, 1], false), ([172, 32, 0, 1], true), ([192, 168, 0, 1], false),
    ([223, 255, 255, 255], true),
    ([224, 0, 0, 1], false), ([255, 255, 255, 255], false), ([0, 0, 0, 0], false),
    ([0x26, 0x06, 0x47, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], true),
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 10, 0, 0, 1], false),
    ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 8, 8, 8, 8], true),
    ([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 1], false),
    ([0x20, 0x02, 192, 168, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
    ([0xFD, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
    ([0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], false),
  ]

  @Test(arguments: addresses)
  func `only addresses of the public Internet are public`(octets: [UInt8], isPublic: Bool) {
    #expect(NetworkAddress(octets: octets)?.isPublic == isPublic)
  }
}
