import Foundation
import Testing

@testable import MJML

/// The tags of the catalogue.
enum ComponentNames {
  static let all = componentCatalog.map { $0.tag.string }
}

@Suite struct ComponentCatalogTests {
  private static let notComponents: Set = ["Component", "ComponentCatalog", "ComponentIndex"]

  @Test func `every file of the folder is in the catalogue`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: RepositoryFolder.components.path)
      .filter { $0.hasSuffix(".swift") }.map { String($0.dropLast(6)) }
    #expect(
      Set(files).subtracting(Self.notComponents) == Set(componentCatalog.map { String(describing: $0) }))
  }

  @Test func `tags are different, lower case and known by the index`() {
    let index = ComponentIndex.shared
    #expect(Set(ComponentNames.all).count == componentCatalog.count)
    for (number, component) in componentCatalog.enumerated() {
      #expect(component.tag.string == component.tag.string.lowercased())
      #expect(index.number(of: component.tag) == number)
      #expect(!component.summary.string.isEmpty)
    }
  }

  @Test func `children and defaults that are declared exist`() {
    for component in componentCatalog {
      if case .components(let tags) = component.content {
        for tag in tags { #expect(ComponentNames.all.contains(tag.string), "\(component.tag): \(tag)") }
      }
      let names = component.attributes.map { $0.name }
      #expect(Set(names).count == names.count, "\(component.tag) declares an attribute twice")
      for attribute in component.attributes {
        guard let value = attribute.defaultValue else { continue }
        #expect(
          AttributeValue.fits(Array(value.utf8Buffer)[...], attribute.type),
          "\(component.tag): the default of \(attribute.name.text) is not of its type")
      }
    }
  }

  @Test func `every component is of the head, the body or neither`() {
    for component in componentCatalog where component.tag.string != "mj-raw" {
      #expect(!(component is any HeadComponent.Type && component is any BodyComponent.Type))
    }
  }
}
