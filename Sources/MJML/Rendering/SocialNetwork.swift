/// What is known about a social network: its colour, icon and address for sharing.
struct SocialNetwork: Sendable {
  let name: StaticString
  let color: StaticString
  let icon: StaticString
  /// The parts before and after the address that is shared; nil where links
  /// lead to the address itself.
  var sharing: (before: StaticString, after: StaticString)?

  static let iconFolder: StaticString = "https://www.mailjet.com/images/theme/v1/icons/ico-social/"

  static let all: [SocialNetwork] = [
    SocialNetwork(
      name: "facebook", color: "#3b5998", icon: "facebook.png",
      sharing: ("https://www.facebook.com/sharer/sharer.php?u=", "")),
    SocialNetwork(
      name: "twitter", color: "#55acee", icon: "twitter.png",
      sharing: ("https://twitter.com/intent/tweet?url=", "")),
    SocialNetwork(
      name: "x", color: "#000000", icon: "twitter-x.png",
      sharing: ("https://twitter.com/intent/tweet?url=", "")),
    SocialNetwork(
      name: "google", color: "#dc4e41", icon: "google-plus.png",
      sharing: ("https://plus.google.com/share?url=", "")),
    SocialNetwork(
      name: "pinterest", color: "#bd081c", icon: "pinterest.png",
      sharing: ("https://pinterest.com/pin/create/button/?url=", "&media=&description=")),
    SocialNetwork(
      name: "linkedin", color: "#0077b5", icon: "linkedin.png",
      sharing: ("https://www.linkedin.com/shareArticle?mini=true&url=", "&title=&summary=&source=")),
    SocialNetwork(name: "instagram", color: "#3f729b", icon: "instagram.png"),
    SocialNetwork(name: "web", color: "#4BADE9", icon: "web.png"),
    SocialNetwork(name: "snapchat", color: "#FFFA54", icon: "snapchat.png"),
    SocialNetwork(name: "youtube", color: "#EB3323", icon: "youtube.png"),
    SocialNetwork(
      name: "tumblr", color: "#344356", icon: "tumblr.png",
      sharing: ("https://www.tumblr.com/widgets/share/tool?canonicalUrl=", "")),
    SocialNetwork(name: "github", color: "#000000", icon: "github.png"),
    SocialNetwork(
      name: "xing", color: "#296366", icon: "xing.png",
      sharing: ("https://www.xing.com/app/user?op=share&url=", "")),
    SocialNetwork(name: "vimeo", color: "#53B4E7", icon: "vimeo.png"),
    SocialNetwork(name: "medium", color: "#000000", icon: "medium.png"),
    SocialNetwork(name: "soundcloud", color: "#EF7F31", icon: "soundcloud.png"),
    SocialNetwork(name: "dribbble", color: "#D95988", icon: "dribbble.png"),
  ]

  /// The network of that name, or of that name with `-noshare` behind it.
  static func named(_ name: ArraySlice<UInt8>) -> SocialNetwork? {
    let suffix = Array("-noshare".utf8)
    if let network = all.first(where: { name.elementsEqual($0.name.utf8Buffer) }) { return network }
    guard name.suffix(suffix.count).elementsEqual(suffix) else { return nil }
    var network = all.first { name.dropLast(suffix.count).elementsEqual($0.name.utf8Buffer) }
    network?.sharing = nil
    return network
  }
}
