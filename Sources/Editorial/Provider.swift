/// A service that a call to action leads to: Netflix, YouTube, Spotify.
public struct Provider: Hashable, Sendable {
  /// A background and the text on it.
  public struct Colors: Hashable, Sendable {
    /// The colour of the button.
    public var background: Color
    /// The colour of its text.
    public var text: Color

    /// Pairs two colours.
    public init(background: Color, text: Color) {
      self.background = background
      self.text = text
    }
  }

  /// The identifier in kebab-case: `apple-podcasts`.
  public var id: String
  /// The name as readers know it; empty for the generic one.
  public var name: String
  /// Other names that texts use for it.
  public var otherNames: [String]
  /// Its hosts; subdomains belong to them.
  public var hosts: [String]
  /// What is usually done there.
  public var action: Action
  /// The colours on a light screen.
  public var light: Colors
  /// The colours on a dark screen.
  public var dark: Colors

  /// Describes a provider.
  public init(
    id: String, name: String, otherNames: [String] = [], hosts: [String], action: Action, light: Colors,
    dark: Colors
  ) {
    self.id = id
    self.name = name
    self.otherNames = otherNames
    self.hosts = hosts
    self.action = action
    self.light = light
    self.dark = dark
  }

  /// The one for calls to action that lead anywhere else.
  public static let genericID = "generic"

  /// How many characters of a host one of its patterns covers; nil when it is somebody else's.
  func match(host: String) -> Int? {
    hosts.filter { host == $0 || host.hasSuffix("." + $0) }.map(\.count).max()
  }
}
