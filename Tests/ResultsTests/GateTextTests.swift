import ClonalEvolution
import Testing

@testable import Results

@Suite("The gate's numbers in tables")
struct GateTextTests {
  @Test func `patients are grouped by the gate's power`() {
    let power = OriginGate.power
    #expect(PowerGroups.group(of: 0) == 0)
    #expect(PowerGroups.group(of: PowerGroups.bounds[0]) == 1)
    #expect(PowerGroups.group(of: power.nextDown) == 1)
    #expect(PowerGroups.group(of: power) == 2 && PowerGroups.group(of: 1) == 2)
    #expect(PowerGroups.group(of: nil) == PowerGroups.count - 1)
    #expect(PowerGroups.words == "below 0.5, from 0.5 to below 0.8, from 0.8 on, and unknown")
  }

  @Test func `a run without options is recorded with the defaults of an analysis`() {
    var recorded = ManifestParameters()
    let standard = ManifestParameters(OriginParameters())
    #expect(recorded.choices(differingFrom: standard) == [.classPrior])
    recorded.classPrior = standard.classPrior
    #expect(recorded == standard)
    recorded.threshold = 0.1
    recorded.slab = .uniform
    #expect(recorded.choices(differingFrom: standard) == [.threshold, .slab])
  }

  @Test func `shares are whole percents`() {
    #expect(GateText.limitPower == "95 %" && GateText.percent(0.3) == "30 %")
  }
}
