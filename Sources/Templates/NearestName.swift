/// Which known name somebody may have meant.
enum NearestName {
    /// The known name with the fewest changes of letters, the first of several; `nil` where none is near.
    static func of(_ name: String, among known: [String]) -> String? {
        let limit = max(2, name.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in known {
            let distance = distance(name, candidate)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        // Somebody may know the last part alone: `accuracy` for `test.accuracy`.
        return best?.name ?? known.filter { $0.hasSuffix("." + name) }.min { $0.count < $1.count }
    }

    /// Letters added, removed, replaced or exchanged with their neighbor to make one word the other (optimal string
    /// alignment).
    static func distance(_ first: String, _ second: String) -> Int {
        let (a, b) = (Array(first.lowercased()), Array(second.lowercased()))
        var (beforeLast, last) = ([Int](), Array(0...b.count))
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var least = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { least = min(least, beforeLast[j - 1] + 1) }
                row.append(least)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
