import CommandLine
import Testing

@Suite("Progress bars") struct ProgressBarTests {
    private func bar(_ completed: Int, of total: Int = 54_000, seconds: Double = 0.5, note: String = "loss 0.0123")
        -> ProgressBar
    {
        ProgressBar(
            title: "training", completed: completed, total: total, unit: "images", seconds: seconds, note: note)
    }

    @Test("A wide terminal has room for counts, rate, time left and a note")
    func wide() {
        #expect(
            bar(27_000).text(columns: 120)
                == "training   │████████████            │  27,000/54,000  54,000 images/s  0:01 left  loss 0.0123")
        #expect(bar(0).text(columns: 120) == "training   │                        │       0/54,000  loss 0.0123")
        #expect(
            bar(54_000).text(columns: 120)
                == "training   │████████████████████████│  54,000/54,000  108,000 images/s  loss 0.0123")
    }

    @Test("Eighths of a character show what has come since the last whole one", arguments: Array(0...8))
    func eighths(_ eighths: Int) {
        let text = ProgressBar(title: "x", completed: eighths, total: 192, unit: "images", seconds: 0).text(
            columns: 120)
        let shown = text.drop { $0 != "│" }.dropFirst().prefix { $0 != "│" }
        #expect(shown.count == 24)
        #expect(shown.first == Array(" ▏▎▍▌▋▊▉█")[eighths])
    }

    @Test("What has no room is left out in turn, the note first and the time left last")
    func narrow() {
        let bar = bar(27_000, seconds: 60)
        #expect(
            bar.text(columns: 80) == "training   │██████▌      │  27,000/54,000  450 images/s  1:00 left  loss 0.0123")
        #expect(bar.text(columns: 70) == "training   │████████        │  27,000/54,000  450 images/s  1:00 left")
        #expect(bar.text(columns: 60) == "training   │██████████          │  27,000/54,000  1:00 left")
        #expect(bar.text(columns: 40) == "training   │████▌    │  50\u{a0}%  1:00 left")
        #expect(bar.text(columns: 36) == "training   │█████▌     │  1:00 left")
        #expect(bar.text(columns: 5) == "trai")
    }

    @Test("No line is as long as the terminal is wide", arguments: [1, 10, 24, 25, 40, 41, 57, 80, 81, 100, 200])
    func fits(_ columns: Int) {
        for completed in [0, 1, 999, 12_345, 53_999, 54_000] {
            for seconds in [0, 0.001, 3, 5_000, 4e9] {
                let bars = [
                    bar(completed, seconds: seconds), bar(completed, of: 0, seconds: seconds),
                    bar(completed, seconds: seconds, note: "train-images-idx3-ubyte.gz"),
                ]
                for bar in bars { #expect(bar.text(columns: columns).count < max(columns, 1) + (columns == 0 ? 1 : 0)) }
            }
        }
    }

    @Test("Every terminal of 40 columns or more shows a bar and the time left")
    func keepsTimeLeft() {
        for columns in 40...200 {
            let text = bar(27_000, seconds: 7_200).text(columns: columns)
            #expect(text.contains("█") && text.contains("2:00:00 left"), "\(columns): \(text)")
        }
    }

    @Test(
        "Durations are minutes and seconds, with hours where there are any",
        arguments: [
            (0, "0:00"), (7.4, "0:07"), (59.6, "1:00"), (760, "12:40"), (11_100, "3:05:00"), (-1, "0:00"),
            (.infinity, "0:00"), (.nan, "0:00"),
        ]) func duration(_ seconds: Double, _ text: String)
    {
        #expect(ProgressBar.duration(seconds) == text)
    }
}
