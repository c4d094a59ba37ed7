// swift-tools-version: 6.2
import PackageDescription

/// Optimized in debug builds too, without which training would take hours; `squareRoot()` without an `errno`.
let optimized = ["-O", "-Xcc", "-fno-math-errno"]
/// Optimization removes assertions, of which kernels have one for each buffer; debug builds keep them all the same.
let asserting = SwiftSetting.unsafeFlags(["-assert-config", "Debug"], .when(configuration: .debug))

/// The kernels are one folder, compiled once for each instruction set; the program chooses at its start, so it is fast
/// without a flag and never meets an instruction that the processor lacks, wherever the build ends up.
var kernels: [Target] = [
    .target(
        name: "Kernels", dependencies: ["KernelContracts", "RandomStreams", "CProcessor"],
        swiftSettings: [.unsafeFlags(optimized), asserting])
]
#if arch(x86_64)
    for (name, define, level) in [("KernelsAVX2", "KERNELS_AVX2", "v3"), ("KernelsAVX512", "KERNELS_AVX512", "v4")] {
        let flags = optimized + ["-Xcc", "-march=x86-64-\(level)"]
        kernels.append(
            .target(
                name: name, dependencies: ["KernelContracts", "RandomStreams", "CProcessor"],
                swiftSettings: [.define(define), .unsafeFlags(flags), asserting]))
    }
#endif

let package = Package(
    name: "lenet",
    platforms: [.macOS(.v26)],
    dependencies: [
        // Exact versions: the same source promises the same bits and the same words, which includes what it is built with.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        // What a user runs, then each module it stands on, in the order in which the road is walked.
        .executableTarget(name: "lenet", dependencies: ["CommandLine"]),
        .target(
            name: "CommandLine",
            dependencies: [
                "Reporting", "Templates", "Studies", "Training", "NeuralNetworks", "KernelContracts", "Datasets",
                "RunRecords",
                "Charts", "ContentHashing", "DurableFiles",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "Reporting",
            dependencies: [
                "RunRecords", "Charts", "Images", "ContentHashing", "LivePageModules", "Templates", "CCMarkGFM",
            ],
            resources: [.embedInCode("Templates/BuiltIn/report.md"), .embedInCode("Templates/BuiltIn/summary.md")]),
        .target(name: "Templates"),
        .target(
            name: "Studies",
            dependencies: ["Training", "KernelContracts", "Datasets", "RunRecords", "ContentHashing", "DurableFiles"]),
        .target(
            name: "LivePageModules", resources: [.embedInCode("Page")], swiftSettings: [.unsafeFlags(["-Onone"])]),
        .target(
            name: "Training",
            dependencies: ["NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "RandomStreams", "Images"],
            resources: [.embedInCode("Excerpts/LeNet5.swift.txt"), .embedInCode("Excerpts/Experiment.swift.txt")]),
        .target(name: "Charts", dependencies: ["CCairo", "CFreeType", "CFontconfig", "CPNG", "CDeflate"]),
        .target(name: "RunRecords", dependencies: ["KernelContracts", "Images"]),
        .target(
            name: "NeuralNetworks",
            dependencies: ["RandomStreams", "Images", "KernelContracts", "CProcessor"]
                + kernels.map { .target(name: $0.name) },
            swiftSettings: [.unsafeFlags(["-O"])]),
        .target(
            name: "Datasets",
            dependencies: [
                "RandomStreams", "Images", "ContentHashing", "DurableFiles", "CCurl", "CJPEG", "CPNG", "CDeflate",
                "CZlib",
            ],
            swiftSettings: [.unsafeFlags(["-O"])]),
        .target(name: "Images"),
        .target(name: "RandomStreams", swiftSettings: [.unsafeFlags(["-O"])]),
        .target(
            name: "ContentHashing", dependencies: [.target(name: "CCrypto", condition: .when(platforms: [.linux]))]),
        .target(name: "DurableFiles"),
        .target(name: "KernelContracts", swiftSettings: [.unsafeFlags(["-O"])]),
        .target(name: "CProcessor"),
        .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"]), .brew(["cairo"])]),
        .systemLibrary(
            name: "CCMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
        .systemLibrary(
            name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
        .systemLibrary(
            name: "CFontconfig", pkgConfig: "fontconfig",
            providers: [.apt(["libfontconfig-dev"]), .brew(["fontconfig"])]),
        .systemLibrary(
            name: "CFreeType", pkgConfig: "freetype2", providers: [.apt(["libfreetype-dev"]), .brew(["freetype"])]),
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),

        .target(name: "TestFolders", path: "Tests/TestFolders"),
        .target(name: "RunRecordFixtures", dependencies: ["RunRecords", "Images"], path: "Tests/RunRecordFixtures"),
        .target(
            name: "PyTorchGolden", dependencies: ["NeuralNetworks"], path: "Tests/PyTorchGolden",
            resources: [.embedInCode("golden.json")]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: [
                "lenet", "CommandLine", "Reporting", "Training", "NeuralNetworks", "Datasets", "RunRecords", "Charts",
                "Images", "DurableFiles", "TestFolders",
            ]),
        .testTarget(
            name: "ReportingTests", dependencies: ["Reporting", "Images", "ContentHashing", "RunRecordFixtures"]),
        .testTarget(
            name: "TrainingTests",
            dependencies: [
                "Training", "NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "RandomStreams", "Images",
                "PyTorchGolden",
            ]),
        .testTarget(name: "TemplatesTests", dependencies: ["Templates"]),
        .testTarget(
            name: "StudiesTests",
            dependencies: ["Studies", "NeuralNetworks", "KernelContracts", "Datasets", "RunRecords", "TestFolders"]),
        .testTarget(name: "ChartsTests", dependencies: ["Charts"]),
        .testTarget(name: "RunRecordsTests", dependencies: ["RunRecords", "RunRecordFixtures", "Images"]),
        .testTarget(
            name: "NeuralNetworksTests",
            dependencies: [
                "NeuralNetworks", "KernelContracts", "RandomStreams", "Images", "PyTorchGolden", "ContentHashing",
            ]),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets", "Images", "ContentHashing", "TestFolders"]),
        .testTarget(name: "ImagesTests", dependencies: ["Images"]),
        .testTarget(
            name: "RandomStreamsTests", dependencies: ["RandomStreams", "NeuralNetworks", "PyTorchGolden"]),
        .testTarget(name: "ContentHashingTests", dependencies: ["ContentHashing"]),
        .testTarget(name: "DurableFilesTests", dependencies: ["DurableFiles", "TestFolders"]),
    ] + kernels,
    swiftLanguageModes: [.v6]
)

// Tests that compute little are compiled without optimization, which halves the time of their build.
for target in package.targets where target.type == .test {
    if !["NeuralNetworksTests", "TrainingTests", "DatasetsTests", "RandomStreamsTests"].contains(target.name) {
        target.swiftSettings = [.unsafeFlags(["-Onone"])]
    }
}
