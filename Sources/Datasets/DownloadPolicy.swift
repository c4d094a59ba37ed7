import Foundation

/// How patient a download is.
package struct DownloadPolicy: Sendable {
    /// How long a mirror may take to answer.
    package var responseTimeout: Duration = .seconds(15)
    /// How long a transfer may bring next to nothing: fewer than `stallBytes`.
    package var stallTimeout: Duration = .seconds(30)
    package var stallBytes = 1024
    /// The pauses before the second and each later attempt at the same mirror; there are no more attempts than that.
    package var delays: [Duration] = [.seconds(1), .seconds(3), .seconds(9)]
    /// How long another process may take to fetch the same files.
    package var lockTimeout: Duration = .seconds(600)

    package init() {}
}
