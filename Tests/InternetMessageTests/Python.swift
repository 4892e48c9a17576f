import Foundation

/// What Python's `email` package reads from a message, with the policy `default`.
struct PythonReading: Decodable {
  struct Part: Decodable {
    var type: String
    var filename: String?
    var contentID: String?
    var disposition: String?
    /// Decoded text with LF line ends; nil for octets and multiparts.
    var text: String?
    /// Decoded octets in Base64; nil for text and multiparts.
    var octets: String?
  }

  var defects: [String]
  var header: [[String]]
  var parts: [Part]

  func value(_ name: String) -> String? { header.first { $0[0] == name }?[1] }
}

enum Python {
  static let interpreter: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Reads many messages with one run of the interpreter.
  static func read(_ messages: [[UInt8]]) throws -> [PythonReading] {
    let file = FileManager.default.temporaryDirectory.appending(path: "internet-message-\(UUID()).json")
    try JSONEncoder().encode(messages.map { Data($0).base64EncodedString() }).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: interpreter ?? "")
    process.arguments = ["-c", script, file.path(percentEncoded: false)]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode([PythonReading].self, from: data)
  }

  private static let script = """
    import base64, email, json, sys
    from email import policy

    def read(octets):
        message = email.message_from_bytes(octets, policy=policy.default)
        defects, parts = [], []
        for part in message.walk():
            defects += [repr(d) for d in part.defects]
            for name, value in part.items():
                defects += [name + ': ' + repr(d) for d in value.defects]
            entry = dict(type=part.get_content_type(), filename=part.get_filename(),
                         contentID=part['content-id'], disposition=part.get_content_disposition())
            if part.get_content_maintype() == 'text' and part.get_content_disposition() != 'attachment':
                entry['text'] = part.get_content().replace('\\r\\n', '\\n')
            elif not part.is_multipart():
                entry['octets'] = base64.b64encode(part.get_payload(decode=True)).decode()
            parts.append(entry)
        return dict(defects=defects, parts=parts, header=[[n, str(v)] for n, v in message.items()])

    print(json.dumps([read(base64.b64decode(m)) for m in json.load(open(sys.argv[1]))]))
    """
}
