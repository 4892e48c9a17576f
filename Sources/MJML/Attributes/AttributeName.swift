import Synchronization

/// The name of an attribute, as a number.
///
/// A name gets its number when it is first used; the resolved attributes of an
/// element are a table with one place for each name.
struct AttributeName: Hashable, Sendable {
  let id: Int
  let text: StaticString

  init(_ text: StaticString) {
    self.text = text
    id = Self.registry.withLock { registry in
      let name = text.string
      if let known = registry.ids[name] { return known }
      let id = registry.ids.count
      registry.ids[name] = id
      return id
    }
  }

  static func == (left: AttributeName, right: AttributeName) -> Bool { left.id == right.id }

  func hash(into hasher: inout Hasher) { hasher.combine(id) }

  private struct Registry {
    var ids: [String: Int] = [:]
  }

  private static let registry = Mutex(Registry())
}

/// The names that more than one component declares or reads.
///
/// A component that brings a name of its own declares it in its own file.
extension AttributeName {
  static let align = AttributeName("align")
  static let alt = AttributeName("alt")
  static let backgroundColor = AttributeName("background-color")
  static let backgroundHeight = AttributeName("background-height")
  static let backgroundPosition = AttributeName("background-position")
  static let backgroundPositionX = AttributeName("background-position-x")
  static let backgroundPositionY = AttributeName("background-position-y")
  static let backgroundRepeat = AttributeName("background-repeat")
  static let backgroundSize = AttributeName("background-size")
  static let backgroundURL = AttributeName("background-url")
  static let backgroundWidth = AttributeName("background-width")
  static let baseURL = AttributeName("base-url")
  static let border = AttributeName("border")
  static let borderBottom = AttributeName("border-bottom")
  static let borderColor = AttributeName("border-color")
  static let borderLeft = AttributeName("border-left")
  static let borderRadius = AttributeName("border-radius")
  static let borderRight = AttributeName("border-right")
  static let borderStyle = AttributeName("border-style")
  static let borderTop = AttributeName("border-top")
  static let borderWidth = AttributeName("border-width")
  static let cellpadding = AttributeName("cellpadding")
  static let cellspacing = AttributeName("cellspacing")
  static let color = AttributeName("color")
  static let containerBackgroundColor = AttributeName("container-background-color")
  static let cssClass = AttributeName("css-class")
  static let cssInline = AttributeName("css-inline")
  static let dir = AttributeName("dir")
  static let direction = AttributeName("direction")
  static let fluidOnMobile = AttributeName("fluid-on-mobile")
  static let fontFamily = AttributeName("font-family")
  static let fontSize = AttributeName("font-size")
  static let fontStyle = AttributeName("font-style")
  static let fontWeight = AttributeName("font-weight")
  static let fullWidth = AttributeName("full-width")
  static let gap = AttributeName("gap")
  static let gutter = AttributeName("gutter")
  static let hamburger = AttributeName("hamburger")
  static let height = AttributeName("height")
  static let href = AttributeName("href")
  static let icoAlign = AttributeName("ico-align")
  static let icoClose = AttributeName("ico-close")
  static let icoColor = AttributeName("ico-color")
  static let icoFontFamily = AttributeName("ico-font-family")
  static let icoFontSize = AttributeName("ico-font-size")
  static let icoLineHeight = AttributeName("ico-line-height")
  static let icoOpen = AttributeName("ico-open")
  static let icoPadding = AttributeName("ico-padding")
  static let icoPaddingBottom = AttributeName("ico-padding-bottom")
  static let icoPaddingLeft = AttributeName("ico-padding-left")
  static let icoPaddingRight = AttributeName("ico-padding-right")
  static let icoPaddingTop = AttributeName("ico-padding-top")
  static let icoTextDecoration = AttributeName("ico-text-decoration")
  static let icoTextTransform = AttributeName("ico-text-transform")
  static let iconAlign = AttributeName("icon-align")
  static let iconHeight = AttributeName("icon-height")
  static let iconPadding = AttributeName("icon-padding")
  static let iconPosition = AttributeName("icon-position")
  static let iconSize = AttributeName("icon-size")
  static let iconUnwrappedAlt = AttributeName("icon-unwrapped-alt")
  static let iconUnwrappedURL = AttributeName("icon-unwrapped-url")
  static let iconWidth = AttributeName("icon-width")
  static let iconWrappedAlt = AttributeName("icon-wrapped-alt")
  static let iconWrappedURL = AttributeName("icon-wrapped-url")
  static let id = AttributeName("id")
  static let inline = AttributeName("inline")
  static let innerBackgroundColor = AttributeName("inner-background-color")
  static let innerBorder = AttributeName("inner-border")
  static let innerBorderBottom = AttributeName("inner-border-bottom")
  static let innerBorderLeft = AttributeName("inner-border-left")
  static let innerBorderRadius = AttributeName("inner-border-radius")
  static let innerBorderRight = AttributeName("inner-border-right")
  static let innerBorderTop = AttributeName("inner-border-top")
  static let innerPadding = AttributeName("inner-padding")
  static let innerPaddingBottom = AttributeName("inner-padding-bottom")
  static let innerPaddingLeft = AttributeName("inner-padding-left")
  static let innerPaddingRight = AttributeName("inner-padding-right")
  static let innerPaddingTop = AttributeName("inner-padding-top")
  static let lang = AttributeName("lang")
  static let leftIcon = AttributeName("left-icon")
  static let letterSpacing = AttributeName("letter-spacing")
  static let lineHeight = AttributeName("line-height")
  static let maxHeight = AttributeName("max-height")
  static let mjClass = AttributeName("mj-class")
  static let mode = AttributeName("mode")
  static let name = AttributeName("name")
  static let owa = AttributeName("owa")
  static let padding = AttributeName("padding")
  static let paddingBottom = AttributeName("padding-bottom")
  static let paddingLeft = AttributeName("padding-left")
  static let paddingRight = AttributeName("padding-right")
  static let paddingTop = AttributeName("padding-top")
  static let path = AttributeName("path")
  static let position = AttributeName("position")
  static let rel = AttributeName("rel")
  static let rightIcon = AttributeName("right-icon")
  static let role = AttributeName("role")
  static let sizes = AttributeName("sizes")
  static let src = AttributeName("src")
  static let srcset = AttributeName("srcset")
  static let tableLayout = AttributeName("table-layout")
  static let target = AttributeName("target")
  static let tbBorder = AttributeName("tb-border")
  static let tbBorderRadius = AttributeName("tb-border-radius")
  static let tbHoverBorderColor = AttributeName("tb-hover-border-color")
  static let tbSelectedBorderColor = AttributeName("tb-selected-border-color")
  static let tbWidth = AttributeName("tb-width")
  static let textAlign = AttributeName("text-align")
  static let textDecoration = AttributeName("text-decoration")
  static let textPadding = AttributeName("text-padding")
  static let textTransform = AttributeName("text-transform")
  static let thumbnails = AttributeName("thumbnails")
  static let thumbnailsSrc = AttributeName("thumbnails-src")
  static let title = AttributeName("title")
  static let type = AttributeName("type")
  static let usemap = AttributeName("usemap")
  static let verticalAlign = AttributeName("vertical-align")
  static let width = AttributeName("width")
}
