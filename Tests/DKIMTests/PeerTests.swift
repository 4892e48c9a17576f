import Foundation
import InternetMessage
import Testing

@testable import DKIM

/// dkimpy and OpenDKIM accept our signatures and refuse changed messages; we accept theirs.
@Suite struct PeerTests {
  @Test(.enabled(if: Peer.dkimpy != nil, "no python3 with dkimpy (pip install dkimpy pynacl)"))
  func `dkimpy accepts both signatures and refuses a changed message`() throws {
    let keys = try Sample.records()
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time)
    #expect(try Peer.verdicts(Peer.dkimpy, dkimpy, message: signed.bytes, keys: keys) == ["True", "True"])
    for (old, new) in [
      ("Sunday", "Monday"), ("Subject: A", "Subject: B"), ("From:", "From: x@y.example\r\nFrom:"),
    ] {
      let changed = signed.text.replacing(old, with: new)
      #expect(
        try Peer.verdicts(Peer.dkimpy, dkimpy, message: changed.octets, keys: keys) == ["False", "False"])
    }
  }

  @Test(.enabled(if: Peer.openDKIM != nil, "no libopendkim (apt-get install opendkim-tools)"))
  func `OpenDKIM accepts the signatures and refuses a changed message`() throws {
    let keys = try Sample.records()
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time)
    #expect(try Peer.verdicts(Peer.openDKIM, openDKIM, message: signed.bytes, keys: keys) == openDKIMPass)
    for (old, new) in [("Sunday", "Monday"), ("Subject: A", "Subject: B")] {
      let changed = signed.text.replacing(old, with: new).octets
      #expect(try Peer.verdicts(Peer.openDKIM, openDKIM, message: changed, keys: keys) == ["False", "False"])
    }
  }

  @Test(
    .enabled(
      if: Peer.dkimpy != nil && Peer.openDKIM != nil, "dkimpy or libopendkim is not installed"))
  func `all three accept what relays do to a message`() throws {
    let keys = try Sample.records()
    let signed = try Sample.signer().signed(Sample.message(), at: Sample.time).text
    for relayed in [Relay.addsReceived(signed), Relay.stripsTrailingBlanks(signed), Relay.refolds(signed)] {
      #expect(try Sample.verifier().results(for: relayed.octets).map(\.verdict) == [.pass, .pass])
      #expect(
        try Peer.verdicts(Peer.dkimpy, dkimpy, message: relayed.octets, keys: keys) == ["True", "True"])
      #expect(try Peer.verdicts(Peer.openDKIM, openDKIM, message: relayed.octets, keys: keys) == openDKIMPass)
    }
  }

  @Test(
    .enabled(if: Peer.openDKIM != nil, "no libopendkim (apt-get install opendkim-tools)"),
    arguments: ["0 0", "0 1", "1 0", "1 1"])
  func `what OpenDKIM signs is right for us`(rules: String) throws {
    let pem = try Fixture.text("rsa2048.pem")
    let signed = try Peer.run(
      Peer.openDKIM ?? "", ["-c", openDKIMSigner, pem] + rules.split(separator: " ").map(String.init),
      input: Sample.message().bytes)
    #expect(signed.hasPrefix("DKIM-Signature: "))
    #expect(try Sample.verifier().results(for: signed.octets).map(\.verdict) == [.pass])
    let changed = signed.replacing("Sunday", with: "Monday")
    #expect(try Sample.verifier().results(for: changed.octets).map(\.verdict) == [.fail])
  }

  @Test(.enabled(if: Peer.openDKIMSigner != nil, "no opendkim-testmsg (apt-get install opendkim-tools)"))
  func `the SHA-1 of OpenDKIM's test program is refused`() throws {
    let message = try Sample.message().text.replacing("\r\n", with: "\n")
    let key = Fixture.folder.appending(path: "rsa2048.pem").path(percentEncoded: false)
    let signed = try Peer.run(
      Peer.openDKIMSigner ?? "", ["-d", "example.com", "-s", "mail2026", "-k", key], input: message.octets)
    let results = try Sample.verifier().results(for: signed.octets)
    #expect(results.map(\.algorithm) == ["rsa-sha1"])
    #expect(results.map(\.verdict) == [.permerror])
  }

  @Test(
    .enabled(if: Peer.dkimpy != nil, "no python3 with dkimpy (pip install dkimpy pynacl)"),
    arguments: ["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed", "relaxed/relaxed l"])
  func `what dkimpy signs is right for us`(rules: String) throws {
    let pem = try Fixture.text("rsa2048.pem")
    let signed = try Peer.run(
      Peer.dkimpy ?? "", ["-c", dkimpySigner, pem] + rules.split(separator: " ").map(String.init),
      input: Sample.message().bytes)
    let results = try Sample.verifier().results(for: signed.octets)
    #expect(results.map(\.verdict) == [.pass])
    #expect(results.first?.reason.contains("l=") == rules.hasSuffix("l"))
    let longer = try Sample.verifier().results(for: (signed + "more\r\n").octets)
    #expect(longer.map(\.verdict) == [rules.hasSuffix("l") ? .pass : .fail])
  }

  @Test(.enabled(if: Peer.openssl != nil, "openssl is not installed"))
  func `openssl reads the keys that we make`() throws {
    var generator = SeededGenerator(seed: 5)
    for algorithm in DKIMAlgorithm.allCases {
      let key = try DKIMKey.generated(algorithm, using: &generator)
      let read = try Peer.run(
        Peer.openssl ?? "", ["pkey", "-pubout", "-outform", "PEM"], input: key.pem.octets)
      let body = read.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
      let info = Array(try #require(Data(base64Encoded: body)))
      #expect(info.suffix(key.publicKey.octets.count) == key.publicKey.octets[...])
      #expect(try DKIMKey(pem: key.pem, name: "new").publicKey == key.publicKey)
    }
  }

  /// Debian's OpenDKIM is built with Ed25519.
  private let openDKIMPass = ["True", "True"]
}

/// What relays do.
enum Relay {
  static func addsReceived(_ message: String) -> String {
    "Received: from a.example (a.example [192.0.2.1])\r\n\tby b.example; Sun, 22 Nov 2026 10:08:00 +0000\r\n"
      + message
  }

  static func stripsTrailingBlanks(_ message: String) -> String {
    message.replacing(/[ \t]+\r\n/, with: "\r\n").replacing(/(\r\n)+$/, with: "\r\n")
  }

  static func refolds(_ message: String) -> String {
    message.replacing("Sunday", with: "Sunday").replacing(" run of", with: "\r\n\t run of")
  }
}

private let dkimpy = """
  import base64, dkim, json, sys
  given = json.load(sys.stdin)
  message = base64.b64decode(given['message'])
  keys = given['keys']
  def lookup(name, timeout=5):
      return keys.get(name.decode().rstrip('.'), '').encode() or None
  verifier = dkim.DKIM(message)
  count = sum(1 for name, _ in verifier.headers if name.lower() == b'dkim-signature')
  for index in range(count):
      try:
          print(dkim.DKIM(message).verify(idx=index, dnsfunc=lookup))
      except dkim.DKIMException:
          print(False)
  """

private let dkimpySigner = """
  import dkim, sys
  message = sys.stdin.buffer.read()
  rules = tuple(part.encode() for part in sys.argv[2].split('/'))
  signature = dkim.sign(message, b'mail2026', b'example.com', sys.argv[1].encode(), canonicalize=rules,
                        length=len(sys.argv) > 3)
  sys.stdout.buffer.write(signature + message)
  """

private let openDKIM = """
  import base64, ctypes, json, sys
  given = json.load(sys.stdin)
  message = base64.b64decode(given['message'])
  lib = ctypes.CDLL('libopendkim.so.11')
  pointer, text = ctypes.c_void_p, ctypes.c_char_p
  for name in ('dkim_init', 'dkim_verify'):
      getattr(lib, name).restype = pointer
  for name in ('dkim_sig_getselector', 'dkim_sig_getdomain', 'dkim_sig_geterrorstr'):
      getattr(lib, name).restype = text
  @ctypes.CFUNCTYPE(ctypes.c_int, pointer, pointer, pointer, ctypes.c_size_t)
  def lookup(_, signature, buffer, length):
      signature = pointer(signature)
      name = lib.dkim_sig_getselector(signature) + b'._domainkey.' + lib.dkim_sig_getdomain(signature)
      key = given['keys'].get(name.decode())
      if key is None:
          return 2
      ctypes.memmove(buffer, key.encode() + b'\\0', len(key) + 1)
      return 0
  library = pointer(lib.dkim_init(None, None))
  lib.dkim_set_key_lookup(library, lookup)
  status = ctypes.c_int()
  handle = pointer(lib.dkim_verify(library, b'test', None, ctypes.byref(status)))
  lib.dkim_chunk(handle, message, ctypes.c_size_t(len(message)))
  lib.dkim_chunk(handle, None, ctypes.c_size_t(0))
  lib.dkim_eom(handle, None)
  signatures, count = ctypes.POINTER(pointer)(), ctypes.c_int()
  lib.dkim_getsiglist(handle, ctypes.byref(signatures), ctypes.byref(count))
  for index in range(count.value):
      signature = pointer(signatures[index])
      passed = lib.dkim_sig_getflags(signature) & 4 != 0 and lib.dkim_sig_getbh(signature) == 0
      print(passed)
  """

private let openDKIMSigner = """
  import ctypes, sys
  message = sys.stdin.buffer.read()
  lib = ctypes.CDLL('libopendkim.so.11')
  pointer = ctypes.c_void_p
  lib.dkim_init.restype = lib.dkim_sign.restype = pointer
  library = pointer(lib.dkim_init(None, None))
  status, rsa_sha256 = ctypes.c_int(), 1
  handle = pointer(lib.dkim_sign(library, b'test', None, sys.argv[1].encode(), b'mail2026', b'example.com',
                                 int(sys.argv[2]), int(sys.argv[3]), rsa_sha256, ctypes.c_ssize_t(-1),
                                 ctypes.byref(status)))
  lib.dkim_chunk(handle, message, ctypes.c_size_t(len(message)))
  lib.dkim_chunk(handle, None, ctypes.c_size_t(0))
  lib.dkim_eom(handle, None)
  field = ctypes.create_string_buffer(4096)
  lib.dkim_getsighdr(handle, field, ctypes.c_size_t(4096), ctypes.c_size_t(16))
  signature = field.value.replace(b'\\r\\n', b'\\n').replace(b'\\n', b'\\r\\n')
  sys.stdout.buffer.write(b'DKIM-Signature: ' + signature + b'\\r\\n' + message)
  """
