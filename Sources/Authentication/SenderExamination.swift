internal import DKIM

/// Compares what the DNS has with what `send` will use.
public struct SenderExamination {
  let sender: SenderIdentity
  let lookup: any NameLookup

  /// Prepares to ask the DNS about a sender.
  public init(_ sender: SenderIdentity, asking lookup: any NameLookup) {
    self.sender = sender
    self.lookup = lookup
  }

  /// Asks, and judges the answers.
  public func observations() -> [Observation] {
    let (addresses, unknown) = sendingAddresses()
    return keys() + unknown + spf(addresses) + policyAndAlignment() + mailServers() + addresses.map(reverse)
  }

  private func sendingAddresses() -> ([IPAddress], [Observation]) {
    if !sender.addresses.isEmpty { return (sender.addresses, []) }
    var found = IPAddress(sender.server).map { [$0] } ?? []
    if found.isEmpty {
      do throws(LookupFailure) {
        found = try lookup.addresses(of: sender.server, .four) + lookup.addresses(of: sender.server, .six)
      } catch { return ([], [Observation(.spf, error)]) }
    }
    let open = found.filter { !$0.isPrivate }
    guard open.isEmpty else { return (open, []) }
    return (
      [],
      [
        Observation(
          .spf, .doubtful, sender.server,
          "has no address that receivers see, so nobody can say whether SPF lets it send",
          help: ["--address IP says where the server's mail leaves from"])
      ]
    )
  }
}

// DKIM.
extension SenderExamination {
  private func keys() -> [Observation] {
    guard !sender.keys.isEmpty else {
      return [
        Observation(
          .dkim, .bad, sender.signingDomain, "signs nothing: no selector is configured",
          help: ["'broadsheet dkim keygen --selector NAME' makes a key"])
      ]
    }
    return sender.keys.map(key)
  }

  private func key(_ key: SenderIdentity.Key) -> Observation {
    let name = "\(key.selector)._domainkey.\(sender.signingDomain)"
    let print = ["'broadsheet dkim dns' prints what to publish"]
    let texts: [String]
    do throws(LookupFailure) { texts = try lookup.texts(of: name) } catch { return Observation(.dkim, error) }
    guard let text = texts.first else {
      return Observation(.dkim, .bad, name, "does not exist, so nobody can verify a signature", help: print)
    }
    guard texts.count == 1 else {
      return Observation(
        .dkim, .bad, name, "has \(texts.count) records; receivers take any", record: text, help: print)
    }
    let record: DKIMKeyRecord
    do throws(InvalidDKIMKeyRecord) { record = try DKIMKeyRecord(text) } catch {
      return Observation(.dkim, .bad, name, error.description, record: text, help: print)
    }
    return judged(record, key, name, text, print)
  }

  private func judged(
    _ record: DKIMKeyRecord, _ key: SenderIdentity.Key, _ name: String, _ text: String, _ print: [String]
  ) -> Observation {
    guard let published = record.publicKey else {
      return Observation(.dkim, .bad, name, "was revoked: its p= is empty", record: text, help: print)
    }
    guard published == key.publicKey else {
      return Observation(
        .dkim, .bad, name, "has another key than the one that signs", record: text, help: print)
    }
    if let hashes = record.hashes, !hashes.contains("sha256") {
      return Observation(.dkim, .bad, name, "forbids SHA-256 (h=)", record: text, help: print)
    }
    if let services = record.services, !services.contains("*"), !services.contains("email") {
      return Observation(.dkim, .bad, name, "is not for mail (s=)", record: text, help: print)
    }
    if record.flags.contains("y") {
      return Observation(
        .dkim, .doubtful, name, "is the key that signs, but says that you are only testing (t=y)",
        record: text,
        help: ["take t=y out"])
    }
    let kind = published.algorithm == .rsaSHA256 ? "RSA, \(published.bits) bits" : "Ed25519"
    return Observation(.dkim, .good, name, "is the key that signs: \(kind)", record: text)
  }
}

// MX and PTR.
extension SenderExamination {
  private func mailServers() -> [Observation] {
    let purposes = [(sender.fromDomain, "replies"), (sender.returnPathDomain, "bounces")]
    return purposes.enumerated().filter { $0.offset == 0 || $0.element.0 != purposes[0].0 }.map {
      servers(
        $0.element.0,
        takes: sender.fromDomain == sender.returnPathDomain ? "replies and bounces" : $0.element.1)
    }
  }

  private func servers(_ domain: String, takes what: String) -> Observation {
    do throws(LookupFailure) {
      let servers = try lookup.mailServers(of: domain).sorted { $0.preference < $1.preference }
      if servers.contains(where: \.name.isEmpty) {
        return Observation(.mx, .bad, domain, "says that it takes no mail (null MX): \(what) will not arrive")
      }
      if let first = servers.first {
        let others = servers.count > 1 ? " and \(servers.count - 1) more" : ""
        return Observation(
          .mx, .good, domain, "takes \(what) at \(first.name)\(others)",
          record: servers.map { "\($0.preference) \($0.name)" }.joined(separator: ", "))
      }
      let implicit = try lookup.addresses(of: domain, .four) + lookup.addresses(of: domain, .six)
      if let address = implicit.first {
        return Observation(
          .mx, .doubtful, domain, "has no MX; \(what) go to the address of the name itself, \(address)",
          help: ["publish an MX record"])
      }
      return Observation(
        .mx, .bad, domain, "takes no mail: there is neither an MX nor an address",
        help: ["publish an MX record: \(what) go there, and receivers refuse senders that cannot be answered"]
      )
    } catch { return Observation(.mx, error) }
  }

  /// Gmail wants a name for the address, and the address for that name.
  private func reverse(_ address: IPAddress) -> Observation {
    let help = ["whoever runs the server's network sets the PTR record"]
    do throws(LookupFailure) {
      let names = try lookup.names(of: address)
      guard let first = names.first else {
        return Observation(.ptr, .bad, address.description, "has no name (PTR)", help: help)
      }
      for name in names.prefix(SPFCheck.nameLimit)
      where try lookup.addresses(of: name, address.family).contains(address) {
        return Observation(
          .ptr, .good, address.description, "is \(name), which leads back to it", record: name)
      }
      return Observation(
        .ptr, .bad, address.description, "is called \(first), which does not lead back to it", record: first,
        help: help)
    } catch { return Observation(.ptr, error) }
  }
}
