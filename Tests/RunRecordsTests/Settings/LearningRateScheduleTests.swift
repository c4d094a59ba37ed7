import Foundation
import RunRecords
import Testing

struct LearningRateScheduleTests {
    @Test("A constant rate is the same at every step")
    func constant() {
        #expect(LearningRateSchedule.constant.rates(steps: 3, peak: 0.25) == [0.25, 0.25, 0.25])
        #expect(LearningRateSchedule.constant.rates(steps: 0, peak: 0.25) == [])
    }

    @Test("A warm-up rises by equal amounts and ends exactly at the peak")
    func warmUp() {
        let rates = LearningRateSchedule.constant.rates(steps: 8, peak: 0.25, warmUp: 0.5)
        #expect(rates == [0.0625, 0.125, 0.1875, 0.25, 0.25, 0.25, 0.25, 0.25])
        #expect(LearningRateSchedule.constant.rates(steps: 1, peak: 0.25, warmUp: 0.9) == [0.25])
    }

    @Test("A cosine falls from the peak to zero one step after the last", arguments: [0, 0.1, 0.2])
    func cosine(warmUp: Double) {
        let rates = LearningRateSchedule.cosine.rates(steps: 1_000, peak: 0.004, warmUp: warmUp)
        let rising = Int(1_000 * warmUp)
        for step in rising + 1...1_000 {
            let angle = Double.pi * Double(step - rising) / Double(1_001 - rising)
            #expect(abs(rates[step - 1] - 0.002 * (1 + cos(angle))) < 1e-17)
        }
        #expect(rates.count == 1_000)
        #expect(rates.allSatisfy { 0 < $0 && $0 <= 0.004 })
        #expect(zip(rates[max(rising - 1, 0)...], rates[max(rising, 1)...]).allSatisfy { $0 > $1 })
        if rising > 0 { #expect(rates[rising - 1] == 0.004) }
    }

    @Test("A cosine is half of the peak in the middle, and as far below it before as above it after")
    func symmetry() {
        let rates = LearningRateSchedule.cosine.rates(steps: 9, peak: 1)
        #expect(abs(rates[4] - 0.5) < 1e-15)
        for step in 0..<9 { #expect(abs(rates[step] + rates[8 - step] - 1) < 1e-15) }
    }
}
