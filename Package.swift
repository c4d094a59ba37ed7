// swift-tools-version: 6.2
import PackageDescription

/// Optimized in debug builds too, without which training would take hours; `squareRoot()` without an `errno`.
let optimized = ["-O", "-Xcc", "-fno-math-errno"]

/// The kernels are one folder, compiled once for each instruction set; the program chooses at its start, so it is fast
/// without a flag and never meets an instruction that the processor lacks, wherever the build ends up.
var kernels: [Target] = [
    .target(name: "Kernels", dependencies: ["KernelContracts", "CProcessor"], swiftSettings: [.unsafeFlags(optimized)])
]
#if arch(x86_64)
    for (name, define, level) in [("KernelsAVX2", "KERNELS_AVX2", "v3"), ("KernelsAVX512", "KERNELS_AVX512", "v4")] {
        let flags = optimized + ["-Xcc", "-march=x86-64-\(level)"]
        kernels.append(
            .target(
                name: name, dependencies: ["KernelContracts", "CProcessor"],
                swiftSettings: [.define(define), .unsafeFlags(flags)]))
    }
#endif

let package = Package(
    name: "lenet",
    platforms: [.macOS(.v26)],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
    ],
    targets: [
        // What a user runs, then each module it stands on, in the order in which the road is walked.
        .executableTarget(
            name: "lenet",
            dependencies: [
                "Reporting", "Training", "NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "Charts",
                "DurableFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "Reporting", dependencies: ["RunRecords", "Charts", "CCMarkGFM"]),
        .target(
            name: "Training",
            dependencies: ["NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "TorchRandom"],
            resources: [.embedInCode("Excerpts/LeNet5.swift.txt"), .embedInCode("Excerpts/Experiment.swift.txt")]),
        .target(name: "Charts", dependencies: ["CCairo", "CZlib"]),
        .target(name: "RunRecords"),
        .target(
            name: "NeuralNetworks",
            dependencies: ["TorchRandom", "KernelContracts", "CProcessor"] + kernels.map { .target(name: $0.name) },
            swiftSettings: [.unsafeFlags(["-O"])]),
        .target(
            name: "Datasets",
            dependencies: [
                "TorchRandom", "DurableFiles", "CZlib", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: [.unsafeFlags(["-O"])]),
        .target(name: "TorchRandom", swiftSettings: [.unsafeFlags(["-O"])]),
        .target(name: "DurableFiles"),
        .target(name: "KernelContracts", swiftSettings: [.unsafeFlags(["-O"])]),
        .target(name: "CProcessor"),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .target(name: "RunRecordFixtures", dependencies: ["RunRecords"], path: "Tests/RunRecordFixtures"),
        .target(
            name: "PyTorchGolden", path: "Tests/PyTorchGolden", resources: [.embedInCode("golden.txt")]),
        .testTarget(name: "CommandLineTests", dependencies: ["lenet"]),
        .testTarget(name: "ReportingTests", dependencies: ["Reporting", "RunRecordFixtures"]),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Training", "NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "TorchRandom",
                "PyTorchGolden",
            ]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "RunRecordsTests", dependencies: ["RunRecords", "RunRecordFixtures"]),
        .testTarget(
            name: "NeuralNetworksTests",
            dependencies: [
                "NeuralNetworks", "KernelContracts", "TorchRandom", "PyTorchGolden",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
        .testTarget(name: "TorchRandomTests", dependencies: ["TorchRandom"]),
        .testTarget(name: "DurableFilesTests", dependencies: ["DurableFiles"]),
    ] + kernels,
    swiftLanguageModes: [.v6]
)
