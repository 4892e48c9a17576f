import Bounces
import InternetMessage
import MailingLists

/// Reads any octets as a list, a condition, a bounce and a mailbox file, and the same in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let octets = Array(UnsafeBufferPointer(start: start, count: count))
  let table = rows(of: octets, inPieces: count)
  let mailbox = mails(in: octets, inPieces: count)
  for size in [1, 2, 3, 7] {
    precondition(rows(of: octets, inPieces: size) == table, "a list in pieces of \(size) is another")
    precondition(mails(in: octets, inPieces: size) == mailbox, "a mailbox in pieces of \(size) is another")
  }
  for cells in table ?? [] where cells != [""] && !cells.isEmpty {
    precondition(CSVText.cells(of: CSVText.line(cells)) == cells, "\(cells) is read as something else")
  }
  _ = ReturnedMail(ParsedMessage(octets))
  let columns = ["email", "city", "joined"]
  if let segment = try? Segment(String(decoding: octets, as: UTF8.self), columns: columns),
    let address = try? EmailAddress("reader@example.org")
  {
    _ = try? segment.contains(
      Recipient(address: address, name: "A", fields: ["city": "Köln", "joined": "2024-01-02"], row: 1))
  }
  return 0
}

private func rows(of octets: [UInt8], inPieces size: Int) -> [[String]]? {
  var reader = CSVReader()
  var rows: [[String]] = []
  do {
    for piece in pieces(of: octets, size) { try reader.read(piece) { rows.append($0.fields) } }
    try reader.finish { rows.append($0.fields) }
  } catch { return nil }
  return rows
}

private func mails(in octets: [UInt8], inPieces size: Int) -> [[UInt8]] {
  var splitter = MailboxSplitter()
  var mails: [[UInt8]] = []
  for piece in pieces(of: octets, size) { splitter.append(piece) { mails.append($0) } }
  splitter.finish { mails.append($0) }
  return mails
}

private func pieces(of octets: [UInt8], _ size: Int) -> [[UInt8]] {
  stride(from: 0, to: octets.count, by: max(1, size)).map { Array(octets[$0..<min($0 + size, octets.count)]) }
}
