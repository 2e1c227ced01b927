import NumericalMethods
import TumorModel

extension Treatment {
  /// Draws a patient's lines: endocrine therapy up to the metastatic biopsy, then what followed.
  static func course(
    of patient: SimulatedPatient, hasActivatedHER2: Bool, using random: RandomSource
  ) -> [Treatment] {
    let id = patient.evidence.id
    let biopsy = patient.evidence.samples.last?.day ?? 1000
    let agents = [
      ("tamoxifen", "serm"), ("letrozole", "aromatase_inhibitor"),
      ("anastrozole", "aromatase_inhibitor"), ("exemestane", "aromatase_inhibitor"),
    ]
    var lines: [Treatment] = []
    let start = random.integer(in: 45...150)
    let count = biopsy > 1500 ? 2 : 1
    var day = start
    for line in 0..<count {
      let (agent, kind) = random.element(of: line == 0 ? agents : Array(agents.dropFirst()))
      let stop = line == count - 1 ? biopsy - random.integer(in: 3...30) : (start + biopsy) / 2
      lines.append(
        Treatment(
          patient: id, agent: agent, kind: kind, start: day, stop: stop,
          bestResponse: line == 0 ? "NE" : random.element(of: ["SD", "SD", "PR", "PD"])))
      day = stop + random.integer(in: 7...40)
    }
    let after = biopsy + random.integer(in: 10...35)
    let length = random.integer(in: 40...420)
    if hasActivatedHER2, random.chance(0.6) {
      lines.append(
        Treatment(
          patient: id, agent: "neratinib+fulvestrant", kind: "her2_tki", start: after,
          stop: after + length, bestResponse: random.element(of: ["PR", "PR", "SD", "PD"])))
    } else {
      let next = [
        ("fulvestrant", "serd"), ("palbociclib+fulvestrant", "cdk46_inhibitor"),
        ("capecitabine", "chemotherapy"),
      ]
      let (agent, kind) = random.element(of: next)
      lines.append(
        Treatment(
          patient: id, agent: agent, kind: kind, start: after, stop: after + length,
          bestResponse: random.element(of: ["PR", "SD", "SD", "PD"])))
    }
    return lines
  }
}
