import Editorial
import Markup

extension PageFields {
  func image() -> Found<Picture>? {
    let base = head.base
    let picture = { (text: String?) -> Picture? in
      guard let text else { return nil }
      // A page of a file may not say where it is from; its images stay as they are written.
      if base == nil, !text.contains(":"), let src = Picture.Source(text) {
        return Picture(src: src, alt: "")
      }
      guard let url = try? LinkURL(text, on: base), url.host != nil, let src = Picture.Source(url.text)
      else { return nil }
      return Picture(src: src, alt: "")
    }
    let found = first([
      ("og:image", { openGraphImage(picture) }),
      (
        "twitter:image",
        {
          picture(head["twitter:image"] ?? head["twitter:image:src"]).map {
            with($0, alt: head["twitter:image:alt"])
          }
        }
      ),
      ("json-ld image", { data.image(on: base) }), ("link image_src", { picture(head.imageLink) }),
      (
        "meta image",
        {
          picture(
            head["image"] ?? head["thumbnail"] ?? head["parsely-image-url"] ?? head["sailthru.image.full"])
        }
      ),
      ("itemprop image", { picture(addresses(ofProperty: "image").first) }),
    ])
    guard var found else { return nil }
    if let described = data.image(on: base), described.src == found.value.src {
      found.value.caption = found.value.caption ?? described.caption
      found.value.credit = found.value.credit ?? described.credit
    }
    return found
  }

  private func openGraphImage(_ picture: (String?) -> Picture?) -> Picture? {
    guard var image = picture(head["og:image:secure_url"] ?? head["og:image"] ?? head["og:image:url"]) else {
      return nil
    }
    image.alt = head["og:image:alt"] ?? ""
    func pixels(_ name: String) -> Int? {
      head[name].flatMap { Int($0.prefix { $0.isNumber }) }.flatMap { (1...20_000).contains($0) ? $0 : nil }
    }
    image.width = pixels("og:image:width")
    image.height = pixels("og:image:height")
    return image
  }

  private func with(_ picture: Picture, alt: String?) -> Picture {
    var picture = picture
    picture.alt = alt ?? ""
    return picture
  }
}
