// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in our own targets; dependencies keep their own rules.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// `make fuzz` builds one executable with libFuzzer's own `main`, which no other build can link.
let isFuzzing = Context.environment["POSTFLIGHT_FUZZ"] != nil
let fuzzed: [Target.Dependency] = [
  "Checklist", "Review", "Signing", "Report", "Export", "TextGrid",
]

let package = Package(
  name: "postflight",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "postflight", targets: ["postflight"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    .target(
      name: "Checklist",
      dependencies: [.product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(name: "Review", dependencies: ["Checklist"], swiftSettings: strict),
    .target(
      name: "Signing",
      dependencies: [
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftASN1", package: "swift-asn1"),
      ],
      swiftSettings: strict),
    .target(
      name: "Report", dependencies: ["Checklist", "Review", "Signing"], swiftSettings: strict),
    .target(name: "TextGrid", swiftSettings: strict),
    .target(
      name: "Export",
      dependencies: ["Checklist", "Review", "Report", "Signing", "TextGrid"], swiftSettings: strict),
    .target(
      name: "ReviewUI",
      dependencies: ["Checklist", "Review", "TextGrid"], swiftSettings: strict),
    .target(name: "CShippedChecklists"),
    .target(name: "CSignals"),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Archive", dependencies: ["CZlib"], swiftSettings: strict),
    .target(
      name: "CNcursesw",
      linkerSettings: [
        .linkedLibrary("ncursesw", .when(platforms: [.linux])),
        .linkedLibrary("tinfo", .when(platforms: [.linux])),
        .linkedLibrary("ncurses", .when(platforms: [.macOS])),
      ]),
    .target(
      name: "Terminal", dependencies: ["CNcursesw", "TextGrid"], swiftSettings: strict),
    .executableTarget(
      name: "postflight",
      dependencies: [
        "Checklist", "Review", "Signing", "Report", "Export", "TextGrid", "ReviewUI",
        "Terminal", "Archive", "CShippedChecklists", "CSignals",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ChecklistTests",
      dependencies: ["Checklist", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .testTarget(
      name: "ReviewTests", dependencies: ["Checklist", "Review"], swiftSettings: strict),
    .testTarget(name: "SigningTests", dependencies: ["Signing"], swiftSettings: strict),
    .testTarget(
      name: "ReportTests",
      dependencies: ["Checklist", "Review", "Signing", "Report", "ReportMutants"],
      swiftSettings: strict),
    // Every small change to a complete report: a sample for the tests, all for `make exhaustive`.
    .target(
      name: "ReportMutants", dependencies: ["Report"], path: "Tests/ReportMutants",
      swiftSettings: strict),
    .executableTarget(
      name: "Exhaustive", dependencies: ["Report", "ReportMutants", "Review", "Signing"],
      path: "Tests/Exhaustive", exclude: ["run"], swiftSettings: strict),
    .testTarget(name: "TextGridTests", dependencies: ["TextGrid"], swiftSettings: strict),
    .testTarget(name: "ArchiveTests", dependencies: ["Archive"], swiftSettings: strict),
    .testTarget(
      name: "ExportTests",
      dependencies: ["Checklist", "Review", "Signing", "Report", "Export"],
      exclude: ["Goldens", "Schemas", "check_oscal.py", "check_sarif.py", "page.py"],
      swiftSettings: strict),
    // A report in memory with a screen over it, and random keys for both.
    .target(
      name: "ReviewStories", dependencies: ["Checklist", "Review", "ReviewUI", "TextGrid"],
      path: "Tests/ReviewStories", swiftSettings: strict),
    .executableTarget(
      name: "Soak", dependencies: ["ReviewStories"], path: "Tests/Soak", swiftSettings: strict),
    .testTarget(
      name: "ReviewUITests",
      dependencies: ["Checklist", "Review", "ReviewStories", "ReviewUI", "TextGrid"],
      exclude: ["Screens", "Transcripts"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: ["postflight", "Checklist", "Report", "Review", "Signing"],
      swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["postflight", "ReviewStories"], swiftSettings: strict),
    .testTarget(
      name: "TerminalScreenTests", dependencies: ["ScreenDemo", "Terminal"], swiftSettings: strict),
    // What the shipped checklists say and ask.
    .testTarget(name: "ShippedTests", dependencies: ["Checklist"], swiftSettings: strict),
    // `make bench`: parts of the program beside the bare work in them.
    .executableTarget(
      name: "BareBenchmark",
      dependencies: [
        "Checklist", "Review", "Signing", "Report", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      path: "Benchmarks/Bare", swiftSettings: strict),
    // What the tests of Terminal run in real terminals.
    .executableTarget(
      name: "ScreenDemo", dependencies: ["Terminal", "TextGrid"], path: "Tests/ScreenDemo",
      swiftSettings: strict),
  ],
  cLanguageStandard: .c2x
)

// What is fuzzed runs in the test suite too, on its seeds and on every input that once failed.
if isFuzzing {
  package.targets.append(
    .executableTarget(
      name: "Fuzz", dependencies: fuzzed, path: "Tests/Fuzz",
      exclude: ["Dictionaries", "Inputs", "FuzzInputTests.swift", "run", "uncounted"],
      swiftSettings: strict))
} else {
  package.targets.append(
    .testTarget(
      name: "FuzzTests", dependencies: fuzzed, path: "Tests/Fuzz",
      exclude: ["Dictionaries", "Inputs", "Driver.swift", "run", "uncounted"],
      swiftSettings: strict))
}
