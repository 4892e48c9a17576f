// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A target of the core: values and functions; no clock, no randomness, no socket.
func core(_ name: String, _ dependencies: Target.Dependency...) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A target at the edge: it talks to servers, databases and people.
func edge(_ name: String, _ dependencies: Target.Dependency..., plugins: [Target.PluginUsage] = []) -> Target
{
  .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

/// The headers of a C library, with typed shims where Swift cannot call it.
func library(_ name: String, pkgConfig: String? = nil, apt packages: [String]) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(packages)])
}

func tests(
  _ name: String, _ dependencies: Target.Dependency..., exclude: [String] = [], resources: [Resource] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "broadsheet",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "broadsheet", targets: ["broadsheet"]),
    .library(name: "MJML", targets: ["MJML"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    library("CArchive", pkgConfig: "libarchive", apt: ["libarchive-dev"]),
    library("CCares", pkgConfig: "libcares", apt: ["libc-ares-dev"]),
    library(
      "CCmarkGFM", pkgConfig: "libcmark-gfm", apt: ["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]),
    // Loaded when it is needed, so not linked: Sources/CCurl/shim.h says why.
    library("CCurl", apt: ["libcurl4-openssl-dev"]),
    library("CIDN2", pkgConfig: "libidn2", apt: ["libidn2-dev"]),
    library("COpenSSL", pkgConfig: "libcrypto", apt: ["libssl-dev"]),
    library(
      "CPictures", pkgConfig: "spng", apt: ["libspng-dev", "libturbojpeg0-dev", "libgif-dev", "libwebp-dev"]),
    library("CXML2", pkgConfig: "libxml-2.0", apt: ["libxml2-dev"]),

    core("Diagnostics"),
    core("Archives", "CArchive", "Diagnostics"),
    core("Charsets"),
    core("Dates"),
    core("Markup", "CXML2"),
    core("Records", "Dates", "Diagnostics", yams),
    core("Editorial", "Diagnostics", "Records"),
    core("ArticleSources", "CCmarkGFM", "Charsets", "Dates", "Diagnostics", "Editorial", "Markup", "Records"),
    core("MJML"),
    core("Templating", "Diagnostics", "Editorial", "Records", mustache),
    core("InternetMessage", "CIDN2", "Charsets", "Dates"),
    core("Composition", "Diagnostics", "Editorial", "InternetMessage", "MJML", "Templating", crypto),
    core("MailingLists", "Charsets", "Dates", "Diagnostics", "InternetMessage", crypto),
    core("Delivery", "InternetMessage", "MailingLists"),
    core("Bounces", "Delivery", "Diagnostics", "InternetMessage", "MailingLists"),
    core("DKIM", "COpenSSL", "Diagnostics", "InternetMessage", crypto),
    core("Authentication", "DKIM", "Diagnostics"),
    edge("TerminalControl", "Diagnostics", "TerminalPreview"),
    core("Pictures", "CPictures"),
    core("Preflight", "Diagnostics"),
    core("TerminalPreview", "Diagnostics", "InternetMessage", "Markup", "Pictures"),

    edge(
      "Newsroom", "Archives", "ArticleSources", "Authentication", "Bounces", "Composition", "DKIM",
      "Delivery",
      "Diagnostics", "Editorial", "InternetMessage", "MailingLists", "Markup", "Pictures", "Preflight",
      "Records",
      "Templating", plugins: ["EmbedStarter"]),
    edge("DNS", "Authentication", "CCares", "Diagnostics"),
    edge("HTTP", "CCurl", "Diagnostics"),
    edge("SMTP", "CCurl", "Delivery", "Diagnostics", "InternetMessage"),
    edge("Ledger", "Delivery", "Diagnostics", "InternetMessage", "MailingLists", grdb, grdbSQLite),
    edge(
      "MailSandbox", "Diagnostics", crypto,
      .product(name: "NIOCore", package: "swift-nio"),
      .product(name: "NIOPosix", package: "swift-nio"),
      .product(name: "NIOTLS", package: "swift-nio"),
      .product(name: "NIOSSL", package: "swift-nio-ssl"),
      .product(name: "SwiftASN1", package: "swift-asn1"),
      .product(name: "X509", package: "swift-certificates")),

    .executableTarget(
      name: "broadsheet",
      dependencies: [
        "Authentication", "Bounces", "Composition", "DKIM", "DNS", "Delivery", "Diagnostics", "HTTP",
        "InternetMessage", "Ledger", "MJML",
        "MailSandbox", "MailingLists", "Newsroom", "Pictures", "SMTP", "TerminalControl", "TerminalPreview",
        argumentParser,
      ],
      swiftSettings: strict),
    .executableTarget(name: "embed-starter", swiftSettings: strict),
    .executableTarget(
      name: "dkim-bench", dependencies: ["DKIM", "InternetMessage"], path: "Benchmarks/DKIM",
      exclude: ["run.sh"], sources: ["DKIMBenchmark.swift"], swiftSettings: strict),
    .executableTarget(
      name: "message-bench", dependencies: ["Composition", "DKIM", "Editorial", "InternetMessage"],
      path: "Benchmarks/Messages", exclude: ["python-email.py", "run.sh"], swiftSettings: strict),
    .executableTarget(
      name: "import-bench", dependencies: ["ArticleSources", "Editorial"], path: "Benchmarks/Import",
      exclude: [
        "layouts.py", "layouts_seen.py", "peers.py", "run.sh", "score.py", "texts", "texts.py",
        "write-pages.py",
      ],
      sources: ["ImportBenchmark.swift"], swiftSettings: strict),
    .executableTarget(
      name: "list-bench", dependencies: ["InternetMessage", "Ledger", "MailingLists", "Newsroom"],
      path: "Benchmarks/Lists",
      exclude: ["run.sh", "write-list.py"], sources: ["ListBenchmark.swift"], swiftSettings: strict),
    .executableTarget(
      name: "mjml-bench", dependencies: ["MJML"], path: "Benchmarks/MJML",
      exclude: ["write-templates.py", "mrml-times.py", "run.sh"], sources: ["MJMLBenchmark.swift"],
      swiftSettings: strict),
    .executableTarget(
      name: "smtp-bench", dependencies: ["Delivery", "InternetMessage", "Ledger", "MailingLists", "SMTP"],
      path: "Benchmarks/SMTP", exclude: ["nodemailer.js", "run.sh", "sink.c"],
      sources: ["SMTPBenchmark.swift"], swiftSettings: strict),
    .plugin(name: "EmbedStarter", capability: .buildTool(), dependencies: ["embed-starter"]),

    tests(
      "CommandLineTests", "Delivery", "Diagnostics", "InternetMessage", "LoopbackServer", "MailingLists",
      "Newsroom", "broadsheet", argumentParser, exclude: ["Snapshots"]),
    tests("ArchitectureTests"),
    tests(
      "ArticleSourcesTests", "ArticleSources", "Diagnostics", "Editorial", "Records",
      exclude: ["Fixtures", "Snapshots"]),
    tests(
      "CompositionTests", "ArticleSources", "Composition", "Diagnostics", "Editorial", "InternetMessage",
      "Templating",
      exclude: ["Snapshots"]),
    tests("CharsetsTests", "Charsets"),
    tests("DatesTests", "Dates"),
    tests("DiagnosticsTests", "Diagnostics"),
    tests("MarkupTests", "Markup"),
    tests("RecordsTests", "Diagnostics", "Records"),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),
    tests("HTTPTests", "Diagnostics", "HTTP", "LoopbackServer"),
    tests("EditorialTests", "Diagnostics", "Editorial", "Records"),
    tests("InternetMessageTests", "InternetMessage", exclude: ["Snapshots"]),
    tests("MJMLTests", "MJML", exclude: ["Snapshots"]),
    tests("TemplatingTests", "Diagnostics", "Editorial", "Templating"),
    tests(
      "TerminalPreviewTests", "Diagnostics", "InternetMessage", "Pictures", "TerminalPreview",
      exclude: ["Newsletters", "Snapshots"]),
    tests("ArchivesTests", "Archives", "Diagnostics", exclude: ["Fixtures"]),
    tests("PicturesTests", "Pictures", exclude: ["Fixtures"]),
    tests("TerminalControlTests", "TerminalControl", "TerminalPreview"),
    tests("PreflightTests", "Diagnostics", "Preflight"),
    tests("AuthenticationTests", "Authentication", "DKIM", "Diagnostics"),
    tests("DNSTests", "Authentication", "DNS", "Diagnostics", "LoopbackServer"),
    tests("BouncesTests", "Bounces", "Delivery", "InternetMessage", exclude: ["Mails"]),
    tests("DKIMTests", "DKIM", "Diagnostics", "InternetMessage", exclude: ["Fixtures"]),
    tests("MailingListsTests", "Charsets", "Diagnostics", "InternetMessage", "MailingLists"),
    tests("DeliveryTests", "Delivery", "InternetMessage", "MailingLists"),
    tests("LedgerTests", "Delivery", "Diagnostics", "InternetMessage", "Ledger", "MailingLists", grdb),
    tests(
      "SMTPTests", "Bounces", "Delivery", "Diagnostics", "InternetMessage", "MailSandbox", "SMTP",
      resources: [.copy("Conversations")]),
    tests(
      "MailSandboxTests", "Diagnostics", "MailSandbox",
      .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
      resources: [.copy("Fixtures")]),
  ]
)
