/// How a template is rendered.
public struct MJMLOptions: Sendable {
  /// What happens where a template is wrong.
  public enum Validation: String, CaseIterable, Hashable, Sendable {
    /// It is not rendered.
    case strict
    /// It is rendered as well as possible, and the problems are reported.
    case soft
    /// It is rendered as well as possible, and nothing is reported.
    case skip
  }

  /// A web font: linked where the result uses a font of that name.
  public struct Font: Hashable, Sendable {
    /// The name of the family.
    public var name: String
    /// The address of its style sheet.
    public var href: String

    /// Names a font.
    public init(name: String, href: String) {
      self.name = name
      self.href = href
    }
  }

  /// How the result is laid out; the white space that differs shows nothing.
  public enum Layout: String, CaseIterable, Hashable, Sendable {
    /// A line for each tag of the layout.
    case lines
    /// As few bytes as possible.
    case minified
    /// Indented.
    case beautified
  }

  /// What happens where a template is wrong.
  public var validation: Validation
  /// Where included files come from; nil refuses all includes.
  public var includes: (any IncludeLoader)?
  /// The fonts that are known without `mj-font`.
  public var fonts: [Font]
  /// All lines of the result are shorter than this, in octets.
  public var lineLimit: Int
  /// How the result is laid out.
  public var layout: Layout

  /// Chooses how to render.
  public init(
    validation: Validation = .soft, includes: (any IncludeLoader)? = nil,
    fonts: [Font] = MJMLOptions.standardFonts, lineLimit: Int = 998, layout: Layout = .lines
  ) {
    self.validation = validation
    self.includes = includes
    self.fonts = fonts
    self.lineLimit = lineLimit
    self.layout = layout
  }

  /// The five families that MJML knows, all at Google Fonts.
  public static let standardFonts = ["Open Sans", "Droid Sans", "Lato", "Roboto", "Ubuntu"].map {
    Font(
      name: $0,
      href: "https://fonts.googleapis.com/css?family="
        + $0.split(separator: " ").joined(separator: "+") + ":300,400,500,700")
  }
}
