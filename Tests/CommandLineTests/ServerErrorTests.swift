import Foundation
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Servers that cannot be used at all: nobody is mailed, and the words say why.
@Suite struct ServerErrorTests {
  let project: SampleProject

  init() throws {
    project = try SampleProject()
    try project.compose()
  }

  @Test func `a server that is not there`() throws {
    let port = try freePort()
    try project.write("config/broadsheet.yaml", SampleProject.configuration(port: port))
    try expect(
      75,
      """
      error: can't connect to 127.0.0.1:\(port)
        Failed to connect to 127.0.0.1 port \(port) after N ms: Couldn't connect to server
        try: broadsheet sandbox   in another terminal, if this is to practise
             broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
        nothing was sent; accepted for 0 of 4 people, 4 left (exit 75)
      """)
  }

  @Test func `a name that no server has`() throws {
    try project.write(
      "config/broadsheet.yaml",
      SampleProject.configuration(host: "mail.nowhere.invalid", port: 587, security: "starttls"))
    try expect(
      68,
      """
      error: no server is called mail.nowhere.invalid
        try: broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
        nothing was sent; accepted for 0 of 4 people, 4 left (exit 68)
      """)
  }

  @Test func `a certificate that nobody vouches for`() throws {
    let sandbox = try SandboxProcess(["--implicit-tls"])
    try project.write(
      "config/broadsheet.yaml", SampleProject.configuration(port: sandbox.port, security: "tls"))
    try expect(
      76,
      """
      error: the certificate of 127.0.0.1:\(sandbox.port) is not to be trusted
        self-signed certificate
        try: broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
        nothing was sent; accepted for 0 of 4 people, 4 left (exit 76)
      """)
    #expect(sandbox.count == 0)
  }

  @Test(arguments: ["tls", "starttls"])
  func `a certificate that the account names is trusted`(security: String) throws {
    let sandbox = try SandboxProcess([security == "tls" ? "--implicit-tls" : "--tls", "--auth"])
    try project.write(
      "config/broadsheet.yaml",
      SampleProject.configuration(
        port: sandbox.port, security: security, ["ca-file: \(sandbox.certificateFile)", "user: letters"]))
    project.environment = ["BROADSHEET_PASSWORD": "correct horse"]
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 0, "\(run.errors)")
    let mail = try sandbox.mail()
    #expect(mail.count == 4)
    #expect(mail.allSatisfy { $0.envelope.user == "letters" && $0.envelope.tls?.hasPrefix("TLS") == true })
    #expect(!(run.text + run.errors).contains("correct horse"))
  }

  @Test func `a server without STARTTLS gets no mail`() throws {
    let sandbox = try SandboxProcess()
    try project.write(
      "config/broadsheet.yaml", SampleProject.configuration(port: sandbox.port, security: "starttls"))
    try expect(
      76,
      """
      error: 127.0.0.1:\(sandbox.port) does not offer STARTTLS, and mail must not travel without TLS
        try: implicit TLS, usually on port 465
             broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
        nothing was sent; accepted for 0 of 4 people, 4 left (exit 76)
      """)
    #expect(sandbox.count == 0)
  }

  @Test func `a login that is refused`() throws {
    let sandbox = try SandboxProcess(["--tls", "--user", "letters:right"])
    try project.write(
      "config/broadsheet.yaml",
      SampleProject.configuration(
        port: sandbox.port, security: "starttls", ["ca-file: \(sandbox.certificateFile)", "user: letters"]))
    project.environment = ["BROADSHEET_PASSWORD": "wrong and secret"]
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == 77)
    #expect(
      run.errors.replacing(/[0-9-]{10}T[0-9:]{8}Z send .*\n/, with: "") == """
        error: can't log in to 127.0.0.1:\(sandbox.port) as letters
          the server said: 535 5.7.8 wrong user or password
          the password came from: $BROADSHEET_PASSWORD
          try: broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
          nothing was sent; accepted for 0 of 4 people, 4 left (exit 77)

        """)
    #expect(!(run.text + run.errors).contains("wrong and secret"))
    #expect(sandbox.count == 0)
  }

  @Test func `a server that turns everybody away`() throws {
    let sandbox = try SandboxProcess(rules: ["greeting 554 5.3.2 no mail here"])
    try project.use(sandbox)
    try expect(
      76,
      """
      error: 127.0.0.1:\(sandbox.port) does not want to talk to us
        the server said: 554 5.3.2 no mail here
        try: broadsheet send 001-the-white-helmets --list club --resume   to go on with the others
        nothing was sent; accepted for 0 of 4 people, 4 left (exit 76)
      """)
  }

  @Test func `a test send to a server that is not there says that nothing was sent`() throws {
    let port = try freePort()
    try project.write("config/broadsheet.yaml", SampleProject.configuration(port: port))
    let run = try project.run("send", "--to", "me@example.org")
    #expect(run.status == 75)
    #expect(
      run.errors.withoutVersionOfLibcurl == """
        error: can't connect to 127.0.0.1:\(port)
          Failed to connect to 127.0.0.1 port \(port) after N ms: Couldn't connect to server
          try: broadsheet sandbox   in another terminal, if this is to practise
          nothing was sent (exit 75)

        """)
  }

  private func expect(_ status: Int32, _ words: String, sourceLocation: SourceLocation = #_sourceLocation)
    throws
  {
    let run = try project.run("send", "--list", "club", "--confirm", "4")
    #expect(run.status == status, sourceLocation: sourceLocation)
    #expect(run.text.isEmpty, sourceLocation: sourceLocation)
    let errors = run.errors.replacing(/[0-9-]{10}T[0-9:]{8}Z send .*\n/, with: "")
      .withoutVersionOfLibcurl
    #expect(errors == words + "\n", sourceLocation: sourceLocation)
  }

  /// A port that was free a moment ago.
  private func freePort() throws -> Int {
    let sandbox = try SandboxProcess()
    let port = sandbox.port
    _ = sandbox.stop()
    return port
  }
}

extension String {
  /// What libcurl says, without what differs from run to run and from version to version.
  fileprivate var withoutVersionOfLibcurl: String {
    replacing(/after [0-9]+ ms/, with: "after N ms").replacing("Could not connect", with: "Couldn't connect")
  }
}
