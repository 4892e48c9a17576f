import Foundation
import Testing

/// Lists from the command line: bringing people in, stopping mail, erasing.
@Suite struct ListCommandTests {
  @Test func `an import says what it merged, rejected and left alone`() throws {
    let project = try SampleProject()
    try project.run("list", "suppress", "reader@example.com", "--everywhere").succeeds()
    try Data(
      "E-Mail;name;town\nADA@example.org;Ada W.;Oslo\nnobody;x;y\nnew@example.org;J\u{F6}rg;\nnew@example.org;;Köln\n"
        .unicodeScalars.map { UInt8($0.value) }
    ).write(to: project.folder.appending(path: "people.txt"))
    let run = try project.run("list", "import", "people.txt", "--list", "club")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text == """
        people.txt:4: not UTF-8, read as Windows-1252 (Latin-1)
        people.txt: the fields are separated by ';'
        merged row 5: new@example.org, new: town
        people.txt:3: error: the address has no @: 'nobody' [list-row]
        club has 6 people: 1 added, 1 updated, 0 unchanged, 1 merged, 1 rejected
        2 of them are not mailed: they said so, or their servers did
        the rejected rows are in recipients/club.rejects

        """)
    let list = try project.read("recipients/club.csv")
    #expect(list.hasPrefix("email,name,status,town\nada@example.org,Ada W.,subscribed,Oslo\n"))
    #expect(list.hasSuffix("new@example.org,Jörg,,Köln\n"))
    #expect(
      try project.read("recipients/club.rejects")
        == "from,row,reason,fields\nfile,3,the address has no @,nobody,x,y\n")
  }

  @Test func `a rehearsal changes nothing, and a new list is made where there is none`() throws {
    let project = try SampleProject()
    try project.write("people.jsonl", "{\"email\": \"ada@example.org\", \"score\": 5}\n")
    let rehearsal = try project.run("list", "import", "people.jsonl", "--list", "fresh", "-n")
    #expect(rehearsal.text.hasSuffix("nothing was changed\n"))
    #expect(!project.exists("recipients/fresh.csv"))
    try project.run("list", "import", "people.jsonl", "--list", "fresh").succeeds()
    #expect(try project.read("recipients/fresh.csv") == "email,score\nada@example.org,5\n")
    #expect(try project.run("list", "import", "people.jsonl", "--list", "../x").status == 64)
    #expect(try project.run("list", "import", "none.csv", "--list", "fresh").status == 66)
  }

  @Test func `a list in disorder is put in order, visibly`() throws {
    let project = try SampleProject(list: "email;name\nada@example.org;\nAda@example.org;Ada\n")
    let check = try project.run("list", "check", "club")
    #expect(check.status == 0)
    #expect(check.text.contains("1 row repeats a person of an earlier row [list-repeats]"))
    let run = try project.run("list", "dedupe", "club")
    #expect(run.text.contains("merged row 3: Ada@example.org is ada@example.org, new: name\n"))
    #expect(try project.read("recipients/club.csv") == "email,name\nada@example.org,Ada\n")
    #expect(try project.run("list", "check", "club").text == "club   1 person: 1 row\n")
  }

  @Test func `check fails on rows that are no people, and on values that their column does not allow`() throws
  {
    let project = try SampleProject(
      list:
        "email,joined,consent\nada@example.org,2025-01-01,form\nbo@example.org,1.1.2025,\ncy,,\ndi@example.org,,\n"
    )
    try project.write("recipients/club.yaml", "fields:\n  joined: date\n")
    let run = try project.run("list", "check", "club")
    #expect(run.status == 1)
    #expect(
      run.text.contains(
        "recipients/club.csv:3: error: the column 'joined' has to be a date such as 2025-01-31: '1.1.2025' [list-row]"
      ))
    #expect(run.text.contains("recipients/club.csv:4: error: the address has no @: 'cy' [list-row]"))
    #expect(run.text.contains("warning: 1 person has no value in consent [list-consent]"))
    try project.write("recipients/club.yaml", "fields:\n  joined: dat\n")
    #expect(try project.run("list", "check", "club").status == 78)
  }

  @Test func `what a spreadsheet calls Unicode text becomes a list`() throws {
    let project = try SampleProject()
    let text = "\u{FEFF}E-Mail\tname\r\nzoe@example.org\tZoë\r\nnobody\tX\r\n"
    let file = project.folder.appending(path: "people.txt")
    try Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).write(to: file)
    let run = try project.run("list", "import", "people.txt", "--list", "new")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.text == """
        people.txt: UTF-16, which spreadsheets call Unicode text
        people.txt: the fields are separated by tabs
        people.txt:3: error: the address has no @: 'nobody' [list-row]
        new has 1 person: 1 added, 0 updated, 0 unchanged, 1 rejected
        the rejected rows are in recipients/new.rejects

        """)
    #expect(try project.read("recipients/new.csv") == "E-Mail,name\nzoe@example.org,Zoë\n")
    try FileManager.default.copyItem(at: file, to: project.folder.appending(path: "recipients/wide.csv"))
    let check = try project.run("list", "check", "wide")
    #expect(
      check.text.contains("recipients/wide.csv: warning: the file is UTF-16 [list-encoding]"), "\(check.text)"
    )
  }

  @Test func `a segment is shown, exported and sent to`() throws {
    let project = try SampleProject(
      list:
        "email,country,joined\nada@example.org,DE,2025-02-01\nbo@example.org,FR,2025-02-01\ncy@example.org,DE,2024-01-01\n"
    )
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    let segment = "country = \"DE\" and joined > 2025-01-01"
    #expect(
      try project.run("list", "show", "club", "--segment", segment).text.hasPrefix(
        "club   1 person in the segment, of 3 rows\n"))
    #expect(
      try project.run("list", "export", "club", "--segment", segment).text
        == "email,country,joined\nada@example.org,DE,2025-02-01\n")
    try project.compose()
    let wrong = try project.run("send", "--list", "club", "--segment", "contry = \"DE\"", "--confirm", "1")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("did you mean 'country'?"))
    let run = try project.run("send", "--list", "club", "--segment", segment, "--confirm", "1")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sandbox.mail().map(\.recipient) == ["ada@example.org"])
  }

  @Test func `mail is stopped and allowed again, and who said no has to have asked`() throws {
    let project = try SampleProject()
    try project.run("list", "suppress", "ada@example.org", "--list", "club").succeeds()
    try project.run("unsubscribe", "zoe@example.net", "--list", "club").succeeds()
    #expect(try project.run("list", "show", "club").text.contains("1 manual, 2 unsubscribed"))
    let csv = try project.run("list", "export", "--suppressed").lines
    #expect(csv.first == "address,list,reason,since,from")
    #expect(
      csv.contains {
        $0.hasPrefix("zoe@example.net,club,unsubscribed,20") && $0.hasSuffix(",the command line")
      })
    #expect(try project.run("list", "unsuppress", "ada@example.org", "--everywhere").status == 66)
    try project.run("list", "unsuppress", "ada@example.org", "--list", "club").succeeds()
    let refused = try project.run("list", "unsuppress", "zoe@example.net", "--list", "club")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--asked"))
    try project.run("list", "unsuppress", "zoe@example.net", "--list", "club", "--asked").succeeds()
    #expect(try project.run("list", "show", "club").text.hasPrefix("club   4 people"))
  }

  @Test func `an address may be pasted with its name, and a rename is a pair`() throws {
    let project = try SampleProject()
    let run = try project.run("list", "suppress", "\"Ada, W.\" <ada@example.org>", "--list", "club")
    #expect(run.text == "ada@example.org is not mailed any more for list club\n", "\(run.errors)")
    let rename = try project.run("list", "import", "x.csv", "--list", "club", "--rename", "Land")
    #expect(rename.status == 64)
    #expect(rename.errors.contains("try: broadsheet list import --help"))
  }

  @Test func `letters before the @ that few servers take are pointed out`() throws {
    let project = try SampleProject(list: "email,name\nzoë@example.org,Zoë\nada@zoë.example,Ada\n")
    let run = try project.run("list", "check", "club")
    #expect(run.text.contains("warning: 1 address has letters outside ASCII before the @"), "\(run.text)")
    #expect(
      try project.run("list", "show", "club", "--people", "2").text.hasSuffix(
        "  2  zoë@example.org  Zoë\n  3  ada@zoë.example  Ada\n"))
  }

  @Test func `after an erasure the address is found nowhere, and an old file brings nobody back`() throws {
    let project = try SampleProject()
    let sandbox = try SandboxProcess()
    try project.use(sandbox)
    try project.compose()
    try project.run("send", "--list", "club", "--confirm", "4").succeeds()
    try project.run("unsubscribe", "ada@example.org", "--list", "club").succeeds()
    let known = try project.run("list", "export", "--person", "Ada@example.org")
    for word in ["Ada Winterbourne", "unsubscribed", "accepted", "\"list\" : \"club\""] {
      #expect(known.text.contains(word), "\(word)")
    }
    #expect(try project.run("list", "erase", "ada@example.org").status == 1)
    let run = try project.run("list", "erase", "ada@example.org", "--yes")
    #expect(
      run.text == """
        took ada@example.org out of club, example, malformed and 1 delivery; a keyed hash stays and suppresses it

        """, "\(run.errors)")
    let files = FileManager.default.enumerator(at: project.folder, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard let data = try? Data(contentsOf: file) else { continue }
      #expect(data.range(of: Data("ada@example.org".utf8)) == nil, "\(file.path)")
      #expect(data.range(of: Data("Ada Winterbourne".utf8)) == nil, "\(file.path)")
    }
    try project.write("old.csv", "email,name\nADA@example.org,Ada\n")
    try project.run("token", "rotate").succeeds()
    #expect(
      try project.run("list", "import", "old.csv", "--list", "club").text.contains(", 1 left out\n"))
    #expect(try !project.read("recipients/club.csv").lowercased().contains("ada@"))
    let send = try project.run("send", "--list", "club", "--again", "--dry-run")
    #expect(send.text.contains("to 3 people"), "\(send.text)\(send.errors)")
  }
}

extension Run {
  /// Expects that the program did what it was asked to do.
  func succeeds(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(status == 0, "\(errors)", sourceLocation: sourceLocation)
  }
}
