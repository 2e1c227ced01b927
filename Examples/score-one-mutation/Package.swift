// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "score-one-mutation",
  dependencies: [.package(name: "metachron", path: "../..")],
  targets: [
    .executableTarget(
      name: "score-one-mutation",
      dependencies: [.product(name: "ClonalEvolution", package: "metachron")])
  ],
  swiftLanguageModes: [.v6]
)
