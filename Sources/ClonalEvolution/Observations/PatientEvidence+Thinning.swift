import TumorModel

extension PatientEvidence {
  /// The same patient with at most so many mutations, evenly spread over the genome.
  func thinned(to limit: Int) -> PatientEvidence {
    let count = mutations.count
    guard count > limit else { return self }
    let kept = (0..<limit).map { $0 * count / limit }
    func pick<Element>(_ values: [Element]) -> [Element] { kept.map { values[$0] } }
    return PatientEvidence(
      id: id, sex: sex, build: build, samples: samples, mutations: pick(mutations),
      observations: observations.map(pick), copyNumbers: copyNumbers.map(pick), depths: depths,
      flags: pick(flags), supporting: supporting.keeping(mutations: kept)) ?? self
  }
}
