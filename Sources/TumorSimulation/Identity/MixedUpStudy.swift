import NumericalMethods
import TumorModel

/// A simulated study in which samples of patients were exchanged, and some later biopsies are of a
/// second cancer.
///
/// All other patients are those of ``StudySimulator`` under the same seed. Two samples are exchanged
/// between two patients each: as a rule the primaries, of one pair in two the later biopsies.
public struct MixedUpStudy: Sendable {
  /// The patients, in order.
  public let patients: [SimulatedPatient]
  /// The two patients of each exchange.
  public let exchanges: [[String]]
  /// Patients whose later biopsy is of another tumour.
  public let secondPrimaries: [String]
  /// Patients with two primaries, of which the second one is of another tumour than the metastasis.
  public let extraPrimaries: [String]
  /// The inherited variants that were read; `nil` for none.
  public let panel: GermlinePanel?

  /// Simulates a study.
  ///
  /// - Parameters:
  ///   - scenarios: As for ``StudySimulator``.
  ///   - seed: As for ``StudySimulator``.
  ///   - count: The number of patients.
  ///   - exchanges: How many pairs of samples are exchanged.
  ///   - secondPrimaries: How many later biopsies are of another tumour of the same patient.
  ///   - extraPrimaries: How many patients have a further primary of another tumour.
  ///   - germlineSites: Common inherited variants read in every sample; 0 for none.
  /// - Precondition: There are patients enough for all.
  public init(
    scenarios: [Scenario], seed: UInt64, patients count: Int, exchanges: Int,
    secondPrimaries: Int, extraPrimaries: Int = 0, germlineSites: Int
  ) {
    precondition(
      2 * exchanges + secondPrimaries + extraPrimaries <= count,
      "a patient has one trouble at most")
    let random = RandomSource(seed: RandomSource.seed(base: seed, stream: 0xE8C4A46E))
    var order = Array(0..<count)
    random.shuffle(&order)
    let exchanged = order.prefix(2 * exchanges)
    let second = Set(order.dropFirst(2 * exchanges).prefix(secondPrimaries))
    let extra = order.dropFirst(2 * exchanges + secondPrimaries).prefix(extraPrimaries)
    let panel = germlineSites > 0 ? GermlinePanel(sites: germlineSites, seed: seed) : nil

    let plain = StudySimulator(scenarios: scenarios, seed: seed)
    let apart = StudySimulator(scenarios: scenarios.map(Self.unrelated), seed: seed)
    var patients = (0..<count).map { index in
      Self.withGermline(
        (second.contains(index) ? apart : plain).patient(index), panel: panel,
        seed: RandomSource.seed(base: seed, stream: UInt64(index) | 1 << 40))
    }
    var names: [[String]] = []
    for pair in 0..<exchanges {
      let (a, b) = (exchanged[2 * pair], exchanged[2 * pair + 1])
      let sample = pair % 2
      let before = (patients[a], patients[b])
      patients[a] = Self.replacing(sample, of: before.0, by: before.1, using: random)
      patients[b] = Self.replacing(sample, of: before.1, by: before.0, using: random)
      names.append([before.0.evidence.id, before.1.evidence.id])
    }
    for index in extra {
      // A tumour of its own: that of a patient beyond the study, with this one's inherited variants.
      var other = plain.patient(count + index)
      other.germline = patients[index].germline
      patients[index] = Self.adding(other, to: patients[index], using: random)
    }
    self.patients = patients
    self.exchanges = names
    self.secondPrimaries = second.sorted().map { patients[$0].evidence.id }
    self.extraPrimaries = extra.sorted().map { patients[$0].evidence.id }
    self.panel = panel
  }

  private static func unrelated(_ scenario: Scenario) -> Scenario {
    var scenario = scenario
    scenario.unrelatedShare = 1
    return scenario
  }

  private static func withGermline(
    _ patient: SimulatedPatient, panel: GermlinePanel?, seed: UInt64
  ) -> SimulatedPatient {
    guard let panel else { return patient }
    var patient = patient
    let random = RandomSource(seed: seed)
    let person = panel.person(using: random)
    patient.germline = zip(patient.segments, patient.samples).map {
      panel.reads(of: person, segments: $0, truth: $1, using: random)
    }
    return patient
  }

  private static func replacing(
    _ sample: Int, of patient: SimulatedPatient, by other: SimulatedPatient,
    using random: RandomSource
  ) -> SimulatedPatient {
    let parts = patient.evidence.samples.enumerated().map { index, label in
      SampleMix.Part(label: label, source: index == sample ? other : patient, sample: index)
    }
    return SampleMix(id: patient.evidence.id, parts: parts).patient(using: random)
  }

  private static func adding(
    _ other: SimulatedPatient, to patient: SimulatedPatient, using random: RandomSource
  ) -> SimulatedPatient {
    let labels = patient.evidence.samples
    var extra = Sample(id: labels[0].id + "2", patient: labels[0].patient, role: labels[0].role)
    extra.day = labels[0].day
    let parts = [
      SampleMix.Part(label: labels[0], source: patient, sample: 0),
      SampleMix.Part(label: extra, source: other, sample: 0),
      SampleMix.Part(label: labels[1], source: patient, sample: 1),
    ]
    return SampleMix(id: patient.evidence.id, parts: parts).patient(using: random)
  }
}
