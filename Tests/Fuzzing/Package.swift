// swift-tools-version: 6.2
import PackageDescription

// Built by Tests/fuzz with -sanitize=fuzzer, which brings main(); a plain build has none to link.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
  .unsafeFlags(["-parse-as-library"]),
]

/// An executable that libFuzzer drives, from the folder of its name.
///
/// - Parameter product: What of the package it drives.
func reader(_ name: String, _ product: String = "Studies") -> Target {
  .executableTarget(
    name: name, dependencies: ["FuzzSupport", .product(name: product, package: "metachron")],
    swiftSettings: settings)
}

// The commands that read results need the whole program.
let isOfResults = Context.environment["METACHRON_FUZZING"] == "results"

let package = Package(
  name: "Fuzzing",
  dependencies: [.package(name: "metachron", path: "../..")],
  targets: [
    .target(
      name: "FuzzSupport", dependencies: [.product(name: "Studies", package: "metachron")],
      swiftSettings: settings),
    reader("fuzz-maf"),
    reader("fuzz-plates", "PlateFiles"),
    reader("fuzz-portal"),
    reader("fuzz-segments"),
    reader("fuzz-sheet"),
    reader("fuzz-targets"),
    reader("fuzz-vcf"),
  ] + (isOfResults ? [reader("fuzz-results", "Commands")] : []),
  swiftLanguageModes: [.v6]
)
