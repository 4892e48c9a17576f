import Foundation

/// What Python's `email` package reads from a message, with the policy `default`.
struct PythonReading: Decodable {
  var defects: [String]
  var subject: String
  var recipients: Int
  var name: String
  var address: String
  var types: [String]
  var plain: String
  var html: String
}

enum Python {
  static let interpreter: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Reads every message in a sandbox's folder.
  static func read(folder: URL) throws -> [PythonReading] {
    let run = try Child(interpreter ?? "", ["-c", script, folder.path], in: folder).wait(limit: .seconds(60))
    guard run.status == 0 else { throw NotStarted(path: "python3", reason: run.errors) }
    return try JSONDecoder().decode([PythonReading].self, from: Data(run.output))
  }

  private static let script = """
    import email, glob, json, sys
    from email import policy

    readings = []
    for file in sorted(glob.glob(sys.argv[1] + '/*.eml')):
        message = email.message_from_bytes(open(file, 'rb').read(), policy=policy.default)
        defects = []
        for part in message.walk():
            defects += [repr(d) for d in part.defects]
            for name, value in part.items():
                defects += [name + ': ' + repr(d) for d in value.defects]
        to = message['to'].addresses
        # Python 3.11 puts a blank between the encoded words of a name.
        name = ' '.join(to[0].display_name.split())
        body = lambda kind: message.get_body((kind,)).get_content().replace('\\r\\n', '\\n')
        readings.append(dict(
            defects=defects, subject=str(message['subject']), recipients=len(to), name=name,
            address=to[0].addr_spec, types=[p.get_content_type() for p in message.walk()],
            plain=body('plain'), html=body('html')))
    print(json.dumps(readings))
    """
}
