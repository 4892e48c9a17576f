import Diagnostics
import Foundation
import Testing

@testable import Archives

private func fixture(_ name: String) throws -> [UInt8] {
  let folder = URL(filePath: #filePath).deletingLastPathComponent()
  return try Array(Data(contentsOf: folder.appending(path: "Fixtures/\(name)")))
}

@Suite struct ZIPArchiveTests {
  @Test func `the files are read in their order, stored and deflated`() throws {
    let files = try ZIPArchive(fixture("posts.zip"), name: "posts.zip").files
    #expect(files.map(\.path) == ["posts.csv", "posts/1.ferry.html", "posts/2.bridge.html", "leer.txt"])
    #expect(files.map(\.bytes.count) == [185, 124, 4_000, 0])
    #expect(String(decoding: files[1].bytes.prefix(3), as: UTF8.self) == "<p>")
  }

  @Test func `only what is wanted is unpacked`() throws {
    let files = try ZIPArchive(fixture("posts.zip"), name: "posts.zip") { $0.hasSuffix(".csv") }.files
    #expect(files.map(\.path) == ["posts.csv"])
  }

  @Test func `paths that lead out of the archive are passed over`() throws {
    let archive = try ZIPArchive(fixture("strange.zip"), name: "strange.zip")
    #expect(archive.files.map(\.path) == ["plain.md", "windows/path.md"])
    #expect(Set(archive.strangePaths) == ["../up.md", "/root.md", "a/../../b.md", "line\nend.md"])
  }

  @Test(
    arguments: [
      (ZIPArchive.Limits(entries: 3), .tooMany(3)), (.init(entries: 4), nil),
      (.init(fileOctets: 3_999), .fileTooLarge("posts/2.bridge.html", 3_999)),
      (.init(fileOctets: 4_000), nil),
      (.init(octets: 4_308), .tooLarge(4_308)), (.init(octets: 4_309), nil),
    ] as [(ZIPArchive.Limits, UnusableArchive.Reason?)])
  func `a limit ends the reading when it is passed, not when it is reached`(
    limits: ZIPArchive.Limits, reason: UnusableArchive.Reason?
  ) throws {
    let bytes = try fixture("posts.zip")
    do throws(UnusableArchive) {
      _ = try ZIPArchive(bytes, name: "posts.zip", limits: limits)
      #expect(reason == nil)
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func `a small file that unpacks to gigabytes is left alone`() throws {
    let bytes = try fixture("bomb.zip")
    #expect(bytes.count < 70_000)
    #expect(throws: UnusableArchive.self) { try ZIPArchive(bytes, name: "bomb.zip") }
  }

  @Test func `a locked archive is said to be locked`() throws {
    let bytes = try fixture("locked.zip")
    let error = #expect(throws: UnusableArchive.self) { try ZIPArchive(bytes, name: "locked.zip") }
    let said = try #require(error?.problem.evidence.first)
    #expect(said.contains("ncrypt") || said.contains("assphrase"))
  }

  @Test func `an archive cut off anywhere does no harm`() throws {
    let bytes = try fixture("posts.zip")
    for count in 0..<bytes.count {
      _ = try? ZIPArchive(Array(bytes[..<count]), name: "cut.zip")
    }
  }

  @Test func `an archive with any octet changed does no harm`() throws {
    let bytes = try fixture("posts.zip")
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 0xFF
      _ = try? ZIPArchive(changed, name: "changed.zip")
    }
  }

  @Test func `archives are told by how they begin`() throws {
    #expect(try ZIPArchive.begins(fixture("posts.zip")))
    #expect(!ZIPArchive.begins(Array("PKZIP is a program".utf8)))
    #expect(!ZIPArchive.begins([]))
  }
}
