// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

/// A target of the core: values and functions; no clock, no file, no socket.
func core(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A target at the edge: it talks to servers, databases, people.
func edge(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: Target.Dependency..., exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "broadsheet",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),

    core("Diagnostics"),
    core("Records", "Diagnostics", .product(name: "Yams", package: "Yams")),
    core("Editorial", "Diagnostics", "Records"),
    core("Templating", "Diagnostics", "Editorial", "Records", .product(name: "Mustache", package: "swift-mustache")),
    core("InternetMessage", "CIDN2", "Diagnostics"),
    core("MJML"),
    core("Composition", "Diagnostics", "Editorial", "InternetMessage", "MJML", "Templating", crypto),
    core("MailingLists", "Diagnostics", "InternetMessage", crypto),
    core("Delivery", "Diagnostics", "InternetMessage", "MailingLists"),

    tests("DiagnosticsTests", "Diagnostics"),
    tests("TemplatingTests", "Diagnostics", "Editorial", "Templating"),
  ]
)
