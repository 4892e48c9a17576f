import Editorial

/// What a frame or a player on a page shows: the address where people watch or listen to it.
///
/// Only hosts that are known count; a frame of anybody else is left out.
struct EmbeddedPlayer: Hashable {
  let action: Action
  let url: LinkURL

  /// A player of a page's own.
  init(_ action: Action, _ url: LinkURL) { (self.action, self.url) = (action, url) }

  /// Reads the address of a frame.
  init?(_ frame: LinkURL) {
    guard let host = frame.host else { return nil }
    let bare = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    let parts = AddressParts(frame)
    guard let rule = Self.rules.first(where: { bare == $0.host || bare.hasSuffix("." + $0.host) }),
      let address = rule.address(parts), let url = try? LinkURL(address)
    else { return nil }
    (action, self.url) = (rule.action, url)
  }

  /// The player in its place: a card where the project knows the service, or else a call to action.
  func block(title: String?, lexicon: Lexicon) -> Block {
    if let provider = lexicon.providers.provider(for: url), [.watch, .listen].contains(provider.action) {
      return .embed(Embed(url: url, provider: provider.id, title: title?.nonEmptyLine))
    }
    return .callToAction(CallToAction(action, title: title?.nonEmptyLine, url: url))
  }

  private struct Rule: Sendable {
    var host: String
    var action: Action
    var address: @Sendable (AddressParts) -> String?

    init(_ host: String, _ action: Action, _ address: @escaping @Sendable (AddressParts) -> String?) {
      (self.host, self.action, self.address) = (host, action, address)
    }
  }

  private static let rules: [Rule] = [
    Rule("youtube.com", .watch, youTube), Rule("youtube-nocookie.com", .watch, youTube),
    Rule("youtu.be", .watch) { parts in parts.path.first.map { "https://www.youtube.com/watch?v=\($0)" } },
    Rule("player.vimeo.com", .watch) { $0.after("video").map { "https://vimeo.com/\($0)" } },
    Rule("vimeo.com", .watch) { $0.text },
    Rule("dailymotion.com", .watch) { parts in
      (parts.after("video") ?? parts.query["video"]).map { "https://www.dailymotion.com/video/\($0)" }
    },
    Rule("player.twitch.tv", .watch) { parts in
      parts.query["channel"].map { "https://www.twitch.tv/\($0)" }
        ?? parts.query["video"].map { "https://www.twitch.tv/videos/\($0.drop { $0 == "v" })" }
    },
    Rule("clips.twitch.tv", .watch) { $0.query["clip"].map { "https://clips.twitch.tv/\($0)" } },
    Rule("embed.ted.com", .watch) { $0.after("talks").map { "https://www.ted.com/talks/\($0)" } },
    Rule("facebook.com", .watch) { $0.path.first == "plugins" ? $0.query["href"] : nil },
    Rule("tiktok.com", .watch) { $0.text },
    Rule("loom.com", .watch) { $0.after("embed").map { "https://www.loom.com/share/\($0)" } },
    Rule("streamable.com", .watch) { $0.path.last.map { "https://streamable.com/\($0)" } },
    Rule("rumble.com", .watch) { $0.path.first == "embed" ? $0.text : nil },
    Rule("wistia.net", .watch) { $0.text }, Rule("wistia.com", .watch) { $0.text },
    Rule("players.brightcove.net", .watch) { $0.text }, Rule("jwplayer.com", .watch) { $0.text },
    Rule("archive.org", .watch) { $0.after("embed").map { "https://archive.org/details/\($0)" } },
    Rule("arte.tv", .watch) { $0.text },
    Rule("open.spotify.com", .listen, spotify),
    Rule("embed.podcasts.apple.com", .listen) { $0.onHost("podcasts.apple.com") },
    Rule("embed.music.apple.com", .listen) { $0.onHost("music.apple.com") },
    Rule("w.soundcloud.com", .listen) { parts in
      guard let url = parts.query["url"], url.contains("://soundcloud.com/") else { return parts.text }
      return url
    },
    Rule("bandcamp.com", .listen) { $0.text }, Rule("mixcloud.com", .listen, mixcloud),
    Rule("widget.deezer.com", .listen) { parts in
      parts.path.count >= 3 ? "https://www.deezer.com/" + parts.path.suffix(2).joined(separator: "/") : nil
    },
    Rule("share.transistor.fm", .listen) { $0.after("e").map { "https://share.transistor.fm/s/\($0)" } },
    Rule("buzzsprout.com", .listen) { $0.text }, Rule("libsyn.com", .listen) { $0.text },
    Rule("simplecast.com", .listen) { $0.text }, Rule("megaphone.fm", .listen) { $0.text },
    Rule("acast.com", .listen) { $0.text }, Rule("podbean.com", .listen) { $0.text },
    Rule("podigee.io", .listen) { $0.text }, Rule("captivate.fm", .listen) { $0.text },
    Rule("spreaker.com", .listen) { $0.text }, Rule("ausha.co", .listen) { $0.text },
    Rule("anchor.fm", .listen) { $0.text }, Rule("ivoox.com", .listen) { $0.text },
    Rule("npr.org", .listen) { $0.path.first == "player" ? $0.text : nil },
  ]

  private static func youTube(_ parts: AddressParts) -> String? {
    if let list = parts.query["list"], parts.path.last == "videoseries" || parts.path.isEmpty {
      return "https://www.youtube.com/playlist?list=\(list)"
    }
    let id = parts.after("embed") ?? parts.after("v") ?? parts.after("shorts") ?? parts.query["v"]
    return id.map { "https://www.youtube.com/watch?v=\($0)" }
  }

  private static func spotify(_ parts: AddressParts) -> String? {
    var path = parts.path
    if path.first.map({ $0.hasPrefix("embed") }) ?? false { path.removeFirst() }
    guard path.count >= 2 else { return nil }
    return "https://open.spotify.com/" + path.prefix(2).joined(separator: "/")
  }

  private static func mixcloud(_ parts: AddressParts) -> String? {
    parts.query["feed"].map { $0.hasPrefix("/") ? "https://www.mixcloud.com" + $0 : $0 }
  }
}

/// The parts of an address that a rule looks at.
struct AddressParts {
  let text: String
  let path: [String]
  let query: [String: String]

  init(_ url: LinkURL) {
    text = url.text
    let rest = url.text.dropFirst(url.scheme.count + 3).drop { !"/?#".contains($0) }.prefix { $0 != "#" }
    let path = rest.prefix { $0 != "?" }
    self.path = path.split(separator: "/").map(String.init)
    var query: [String: String] = [:]
    for pair in rest.dropFirst(path.count + 1).split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      let value = pair.dropFirst(name.count + 1)
      if query[String(name)] == nil { query[String(name)] = value.queryDecoded }
    }
    self.query = query
  }

  /// The part of the path after a word.
  func after(_ word: String) -> String? {
    guard let index = path.lastIndex(of: word), index + 1 < path.count else { return nil }
    return path[index + 1]
  }

  /// The same path on another host.
  func onHost(_ host: String) -> String {
    "https://\(host)/" + path.joined(separator: "/") + (query["i"].map { "?i=\($0)" } ?? "")
  }
}

extension String {
  /// The text on one line, or nil when nothing is left of it.
  var nonEmptyLine: String? {
    let line = collapsedLine
    return line.isEmpty ? nil : line
  }
}
