/// The files of the page on which one draws, as they stand in `Page`: plain JavaScript modules, a style sheet, the frame.
///
/// A module of its own, because the compiler takes long over files embedded as code, most of all when it optimizes.
package enum LivePageFiles {
    package static var frame: [UInt8] { PackageResources.page_html }
    package static var style: [UInt8] { PackageResources.style_css }

    /// The scripts, each before those that import it, so that the last one finds everything defined.
    package static var scripts: [[UInt8]] {
        [
            PackageResources.elements_js, PackageResources.network_js, PackageResources.arithmetic_js,
            PackageResources.explanation_js, PackageResources.resize_js, PackageResources.preparation_js,
            PackageResources.picture_js, PackageResources.colors_js, PackageResources.words_js,
            PackageResources.pad_js, PackageResources.sheets_js, PackageResources.stages_js,
            PackageResources.classes_js, PackageResources.inspector_js, PackageResources.gallery_js,
            PackageResources.main_js,
        ]
    }
}
