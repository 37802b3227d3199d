// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]

let package = Package(
  name: "netproof-benchmarks",
  dependencies: [
    .package(name: "netproof", path: ".."),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .target(name: "Clusters", swiftSettings: settings),
    .executableTarget(
      name: "netproof-generate",
      dependencies: [
        "Clusters", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(name: "netproof-bare", dependencies: ["CLibYAML"], swiftSettings: settings),
    .executableTarget(
      name: "netproof-microbenchmarks",
      dependencies: [
        "Clusters", .product(name: "Netproof", package: "netproof"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ], swiftSettings: settings),
  ]
)
