// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "metachron",
  products: [
    .executable(name: "metachron", targets: ["metachron"]),
    .library(name: "ClonalEvolution", targets: ["ClonalEvolution", "TumorModel"]),
    .library(name: "CohortStatistics", targets: ["CohortStatistics", "TumorModel"]),
    .library(name: "GenomicFiles", targets: ["DelimitedText", "GenomicFiles", "TumorModel"]),
    .library(
      name: "Studies", targets: ["DelimitedText", "GenomicFiles", "Studies", "TumorModel"]),
    .library(name: "DrugResponse", targets: ["DrugResponse"]),
    .library(name: "PlateFiles", targets: ["DelimitedText", "DrugResponse", "PlateFiles"]),
    .library(
      name: "Results", targets: ["ClonalEvolution", "DelimitedText", "Results", "TumorModel"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // MARK: - Doors to C libraries
    .systemLibrary(
      name: "CGSL", providers: [.apt(["libgsl-dev", "libopenblas-dev"])]),
    .systemLibrary(
      name: "CHTSlib", pkgConfig: "htslib", providers: [.apt(["libhts-dev"])]),
    .systemLibrary(
      name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CLaneKernels"),
    .target(
      name: "NumericalMethods", dependencies: ["CGSL", "CLaneKernels"], swiftSettings: strict),
    // The chart runtime of HTML pages, which `.ci/setup` makes.
    .target(name: "CVegaRuntime", exclude: ["generated"]),
    .target(name: "CHTSlibShims", dependencies: ["CHTSlib"]),
    .target(name: "HTSlib", dependencies: ["CHTSlib", "CHTSlibShims"], swiftSettings: strict),

    // MARK: - Values
    .target(name: "TumorModel", swiftSettings: strict),

    // MARK: - Files
    .target(name: "DelimitedText", swiftSettings: strict),
    .target(
      name: "GenomicFiles", dependencies: ["DelimitedText", "HTSlib", "TumorModel"],
      swiftSettings: strict),
    .target(
      name: "Studies", dependencies: ["DelimitedText", "GenomicFiles", "HTSlib", "TumorModel"],
      swiftSettings: strict),

    // MARK: - Analyses
    .target(
      name: "ClonalEvolution", dependencies: ["NumericalMethods", "TumorModel"],
      swiftSettings: strict),
    .target(
      name: "CohortStatistics", dependencies: ["NumericalMethods", "TumorModel"],
      swiftSettings: strict),
    .target(
      name: "DrugResponse", dependencies: ["NumericalMethods"], swiftSettings: strict),
    // Reads what DrugResponse analyses.
    .target(
      name: "PlateFiles", dependencies: ["DelimitedText", "DrugResponse"], swiftSettings: strict),
    .target(
      name: "VariantKnowledge", dependencies: ["TumorModel"],
      resources: [.embedInCode("Resources")], swiftSettings: strict),
    .target(
      name: "TumorSimulation", dependencies: ["NumericalMethods", "TumorModel"],
      swiftSettings: strict),

    // MARK: - Results, and what people see of them
    .target(
      name: "Results",
      dependencies: [
        "CCrypto", "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse",
        "TumorModel",
      ],
      swiftSettings: strict),
    .target(
      name: "Wording",
      dependencies: [
        "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Results",
        "TumorModel", "VariantKnowledge",
      ],
      swiftSettings: strict),
    .target(
      name: "Figures",
      dependencies: [
        "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Results",
        "TumorModel", "Wording",
      ],
      swiftSettings: strict),
    .target(
      name: "Report",
      dependencies: ["CVegaRuntime", "CZlib", "Figures", "Results", "TumorModel", "Wording"],
      resources: [.embedInCode("Resources")], swiftSettings: strict),

    // MARK: - The command line
    .target(
      name: "StudyPipeline",
      dependencies: [
        "ClonalEvolution", "CohortStatistics", "DelimitedText", "DrugResponse", "Figures",
        "GenomicFiles", "HTSlib", "NumericalMethods", "PlateFiles", "Report", "Results", "Studies",
        "TumorModel", "TumorSimulation", "VariantKnowledge", "Wording",
      ], swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "ClonalEvolution", "DelimitedText", "DrugResponse", "Figures", "GenomicFiles", "PlateFiles",
        "Results", "Studies", "StudyPipeline", "TumorModel", "TumorSimulation", "VariantKnowledge",
        "Wording", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .executableTarget(name: "metachron", dependencies: ["Commands"], swiftSettings: strict),

    // MARK: - Tests
    .target(
      name: "_TestSupport", path: "Tests/_TestSupport", exclude: ["References"],
      swiftSettings: strict),
    .testTarget(
      name: "HouseTests", dependencies: ["Results", "_TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "NumericalMethodsTests", dependencies: ["NumericalMethods", "_TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "TumorModelTests", dependencies: ["TumorModel", "_TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GenomicFilesTests",
      dependencies: [
        "DelimitedText", "GenomicFiles", "HTSlib", "Studies", "TumorModel", "_TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "ClonalEvolutionTests",
      dependencies: [
        "ClonalEvolution", "NumericalMethods", "TumorModel", "TumorSimulation", "_TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "CohortStatisticsTests",
      dependencies: ["CohortStatistics", "NumericalMethods", "TumorModel", "_TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DrugResponseTests",
      dependencies: ["DrugResponse", "NumericalMethods", "_TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "PlateFilesTests",
      dependencies: [
        "DelimitedText", "DrugResponse", "GenomicFiles", "PlateFiles", "_TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "VariantKnowledgeTests",
      dependencies: ["TumorModel", "VariantKnowledge", "_TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TumorSimulationTests",
      dependencies: ["NumericalMethods", "TumorModel", "TumorSimulation", "_TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ResultsTests",
      dependencies: [
        "ClonalEvolution", "CohortStatistics", "DelimitedText", "Results", "TumorModel", "Wording",
        "_TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "WordingTests",
      dependencies: [
        "ClonalEvolution", "CohortStatistics", "DrugResponse", "Results", "TumorModel",
        "VariantKnowledge", "Wording",
      ], swiftSettings: strict),
    .testTarget(
      name: "FiguresTests",
      dependencies: [
        "CohortStatistics", "DrugResponse", "Figures", "Report", "Results", "TumorModel", "Wording",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "CZlib", "ClonalEvolution", "CohortStatistics", "Commands",
        "DelimitedText", "DrugResponse", "Figures", "GenomicFiles", "NumericalMethods",
        "PlateFiles", "Report", "Results", "Studies", "StudyPipeline", "TumorModel", "Wording",
        "_TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)

// Tests/fuzz drives commands, which nobody else needs as a library.
if Context.environment["METACHRON_FUZZING"] == "results" {
  package.products.append(
    .library(name: "Commands", targets: ["Commands", "Results", "StudyPipeline"]))
}
