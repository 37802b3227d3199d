// swift-tools-version: 6.2
import PackageDescription

let safe: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

/// The two wrappers of C libraries are the only places where pointers may appear.
let unsafe: [SwiftSetting] = Array(safe.dropLast())

let package = Package(
  name: "netproof",
  products: [
    .executable(name: "netproof", targets: ["netproof"]),
    .executable(name: "netproof-check", targets: ["netproof-check"]),
    .library(
      name: "Netproof",
      targets: [
        "ClusterModel", "Intents", "Readers", "Evaluation", "ExplicitEngine", "Covers",
        "ProofFolders", "Formula", "Compilation", "SymbolicEngine", "Claims", "LRAT",
        "Verification", "Analysis", "Reports",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "CZ3", pkgConfig: "z3", providers: [.apt(["libz3-dev"]), .brew(["z3"])]),

    // What was written.
    .target(name: "ClusterModel", swiftSettings: safe),
    .target(name: "Intents", dependencies: ["ClusterModel"], swiftSettings: safe),
    .target(name: "YAML", dependencies: ["CYAML"], swiftSettings: unsafe),
    .target(
      name: "Readers", dependencies: ["ClusterModel", "Intents", "YAML"], swiftSettings: safe),

    // The concrete reading. It shares nothing with the symbolic one but the objects above.
    .target(
      name: "Evaluation", dependencies: ["ClusterModel", "Intents"], swiftSettings: safe),
    .target(
      name: "ExplicitEngine", dependencies: ["Evaluation", "ClusterModel", "Intents"],
      swiftSettings: safe),

    // Readable case splits, which are produced and checked by the concrete reading alone.
    .target(
      name: "Covers", dependencies: ["Evaluation", "ClusterModel", "Intents"], swiftSettings: safe),

    // A folder of certificates with the inputs that they are about.
    .target(
      name: "ProofFolders",
      dependencies: [
        "Covers", "LRAT", "Readers", "YAML", "Evaluation", "ClusterModel", "Intents",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: safe),
    .executableTarget(
      name: "netproof-check", dependencies: ["ProofFolders", "Covers"], swiftSettings: safe),

    // The symbolic reading.
    .target(name: "Formula", swiftSettings: safe),
    .target(
      name: "Compilation", dependencies: ["ClusterModel", "Intents", "Formula"],
      swiftSettings: safe),
    .target(name: "Z3", dependencies: ["CZ3"], swiftSettings: unsafe),
    .target(
      name: "SymbolicEngine",
      dependencies: ["Compilation", "Formula", "Z3", "ClusterModel", "Intents"],
      swiftSettings: safe),

    // Claims as text for other programs.
    .target(
      name: "Claims", dependencies: ["Compilation", "Formula", "LRAT", "ClusterModel", "Intents"],
      swiftSettings: safe),
    // Proofs that need neither reading.
    .target(name: "LRAT", swiftSettings: safe),

    // Both readings meet here and in the layers above.
    .target(
      name: "Verification",
      dependencies: [
        "ClusterModel", "Intents", "Evaluation", "ExplicitEngine", "Formula", "Compilation",
        "SymbolicEngine",
      ], swiftSettings: safe),
    // What users ask besides intents.
    .target(
      name: "Analysis",
      dependencies: [
        "ClusterModel", "Intents", "Evaluation", "ExplicitEngine", "SymbolicEngine", "Verification",
      ], swiftSettings: safe),
    .target(
      name: "Reports",
      dependencies: ["Analysis", "Verification", "Evaluation", "ClusterModel", "Intents"],
      swiftSettings: safe),
    .executableTarget(
      name: "netproof",
      dependencies: [
        "Readers", "Analysis", "Verification", "Reports", "Covers", "ProofFolders", "Evaluation",
        "Claims", "LRAT", "YAML", "Z3", "ClusterModel", "Intents",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ], swiftSettings: safe),

    // What tests of several targets need: samples made by hand and at random.
    .target(
      name: "Samples", dependencies: ["ClusterModel", "Intents"], path: "Tests/Samples",
      swiftSettings: safe),
    .testTarget(
      name: "EvaluationTests", dependencies: ["Evaluation", "ClusterModel", "Intents", "Samples"],
      swiftSettings: safe),
    .testTarget(
      name: "ExplicitEngineTests",
      dependencies: ["ExplicitEngine", "Evaluation", "ClusterModel", "Intents", "Samples"],
      swiftSettings: safe),
    .testTarget(
      name: "CoversTests",
      dependencies: [
        "Covers", "ExplicitEngine", "Evaluation", "Readers", "ClusterModel", "Intents", "Samples",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "CertificateTests",
      dependencies: [
        "netproof", "ProofFolders", "Covers", "Claims", "LRAT", "Verification", "SymbolicEngine",
        "Evaluation", "Readers", "ClusterModel", "Intents", "Samples",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "Verification", "Evaluation", "SymbolicEngine", "ClusterModel", "Intents", "Samples",
      ],
      swiftSettings: safe),
    .testTarget(
      name: "AnalysisTests",
      dependencies: [
        "Analysis", "Readers", "Verification", "Evaluation", "SymbolicEngine", "ExplicitEngine",
        "ClusterModel", "Intents", "Samples",
      ], swiftSettings: safe),
    .testTarget(
      name: "CorpusTests",
      dependencies: [
        "Readers", "Analysis", "SymbolicEngine", "ExplicitEngine", "Evaluation", "ClusterModel",
        "Intents", "Samples",
      ], swiftSettings: safe),
    .testTarget(
      name: "AgreementTests",
      dependencies: [
        "SymbolicEngine", "ExplicitEngine", "Evaluation", "ClusterModel", "Intents", "Samples",
      ], swiftSettings: safe),
    .testTarget(
      name: "ClusterModelTests", dependencies: ["ClusterModel"], swiftSettings: safe),
    .testTarget(
      name: "YAMLTests", dependencies: ["YAML", "Samples"], swiftSettings: safe),
    .testTarget(
      name: "ReadersTests", dependencies: ["Readers", "ClusterModel", "Intents", "YAML"],
      exclude: ["Fixtures"], swiftSettings: safe),
    .testTarget(
      name: "ClaimsTests",
      dependencies: [
        "Claims", "Readers", "Analysis", "SymbolicEngine", "Compilation", "Formula", "LRAT", "Z3",
        "ClusterModel", "Intents", "Samples",
      ], swiftSettings: safe),
    .testTarget(name: "LRATTests", dependencies: ["LRAT", "Samples"], swiftSettings: safe),
    .testTarget(name: "FormulaTests", dependencies: ["Formula"], swiftSettings: safe),
    .testTarget(
      name: "CompilationTests",
      dependencies: ["Compilation", "Formula", "ClusterModel", "Intents"], swiftSettings: safe),
    .testTarget(name: "Z3Tests", dependencies: ["Z3"], swiftSettings: safe),
    .testTarget(
      name: "SymbolicEngineTests",
      dependencies: ["SymbolicEngine", "ClusterModel", "Intents"], swiftSettings: safe),
    .testTarget(
      name: "IntentReaderTests",
      dependencies: ["Readers", "ClusterModel", "Intents", "YAML", "Samples"],
      exclude: ["Meanings", "Mistakes"], swiftSettings: safe),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["Reports", "Verification", "ClusterModel", "Intents", "Samples"],
      swiftSettings: safe),
    .testTarget(
      name: "RowTests", dependencies: ["Readers", "Verification", "Intents", "ClusterModel"],
      exclude: ["Fixtures"], swiftSettings: safe),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "netproof", "Readers", "ProofFolders", "Verification", "Intents", "ClusterModel",
      ],
      exclude: ["Transcripts"], swiftSettings: safe),
  ]
)
