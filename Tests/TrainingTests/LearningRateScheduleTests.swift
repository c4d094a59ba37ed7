import Testing
import Training

struct LearningRateScheduleTests {
    @Test("A constant rate is the same at every step")
    func constant() {
        #expect(LearningRateSchedule.constant.rates(steps: 3, peak: 0.25) == [0.25, 0.25, 0.25])
        #expect(LearningRateSchedule.constant.rates(steps: 0, peak: 0.25) == [])
    }
}
