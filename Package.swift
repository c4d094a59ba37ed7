// swift-tools-version: 6.2
import PackageDescription

/// The instruction set the kernels are compiled for: by default that of the machine that builds, so that it is
/// fast without a flag and cannot meet an instruction it lacks. `LENET_ARCH=x86-64-v3` builds for other machines.
/// The bits of every result are the same for each choice. ARM's baseline already has what the kernels need.
#if arch(x86_64)
let architecture = ["-Xcc", "-march=\(Context.environment["LENET_ARCH"] ?? "native")"]
#else
let architecture: [String] = []
#endif

/// Optimised in debug builds too, without which training would take hours; `squareRoot()` without an `errno`.
let numeric: [SwiftSetting] = [.unsafeFlags(["-O", "-wmo", "-Xcc", "-fno-math-errno"] + architecture)]

let package = Package(
    name: "lenet",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    ],
    targets: [
        // What a user runs, then each module it stands on, in the order in which the road is walked.
        .executableTarget(
            name: "lenet",
            dependencies: [
                "Reporting", "Training", "NeuralNetworks", "Datasets", "RunRecords", "Charts", "DurableFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "Reporting", dependencies: ["RunRecords", "Charts", "CCMarkGFM"]),
        .target(name: "Training", dependencies: ["NeuralNetworks", "Datasets", "RunRecords", "TorchRandom"]),
        .target(name: "Charts", dependencies: ["CCairo"]),
        .target(name: "RunRecords"),
        .target(name: "NeuralNetworks", dependencies: ["TorchRandom"], swiftSettings: numeric),
        .target(
            name: "Datasets",
            dependencies: [
                "TorchRandom", "DurableFiles", "CZlib", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: numeric),
        .target(name: "TorchRandom", swiftSettings: numeric),
        .target(name: "DurableFiles"),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .target(name: "RunRecordFixtures", dependencies: ["RunRecords"], path: "Tests/RunRecordFixtures"),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting", "RunRecordFixtures"]),
        .testTarget(name: "TrainingTests", dependencies: ["Training"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "RunRecordsTests", dependencies: ["RunRecords", "RunRecordFixtures"]),
        .testTarget(name: "NeuralNetworksTests", dependencies: ["NeuralNetworks"]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
        .testTarget(name: "TorchRandomTests", dependencies: ["TorchRandom"]),
        .testTarget(name: "DurableFilesTests", dependencies: ["DurableFiles"]),
    ],
    swiftLanguageModes: [.v6]
)
