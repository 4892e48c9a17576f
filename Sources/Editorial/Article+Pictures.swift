extension Article {
  /// All pictures: the leading one, and those of the text in their order, also those among words.
  public var pictures: [Picture] {
    var pictures: [Picture] = []
    _ = withPictures { picture in
      pictures.append(picture)
      return picture
    }
    return pictures
  }

  /// The article with each picture changed.
  public func withPictures(_ change: @escaping (Picture) -> Picture) -> Article {
    ArticleMapping(picture: change).mapped(self)
  }
}
