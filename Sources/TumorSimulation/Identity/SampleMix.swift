import NumericalMethods
import TumorModel

/// A patient put together of samples of several: what a mix-up in a laboratory makes.
struct SampleMix {
  /// One sample of the new patient.
  struct Part {
    /// What the study says of it.
    var label: Sample
    /// Where its reads come from.
    var source: SimulatedPatient
    var sample: Int
  }

  let id: String
  let parts: [Part]

  /// Counts every site of every part in every part; at another person's or tumour's site there are
  /// errors alone. Sites that no sample shows well enough to be called are left out.
  func patient(using random: RandomSource) -> SimulatedPatient {
    let places = parts.map { part in
      Dictionary(
        uniqueKeysWithValues: part.source.evidence.mutations.enumerated().map {
          ($1.variant, $0)
        })
    }
    var sites: [Variant: Mutation] = [:]
    for part in parts {
      for mutation in part.source.evidence.mutations { sites[mutation.variant] = mutation }
    }
    var rows: [(mutation: Mutation, reads: [ReadCounts], truth: MutationTruth)] = []
    for (variant, mutation) in sites.sorted(by: { $0.key < $1.key }) {
      let reads = parts.indices.map { index in
        self.reads(parts[index], at: variant, place: places[index][variant], using: random)
      }
      guard reads.contains(where: { $0.alternate >= 3 && 50 * $0.alternate >= $0.depth }) else {
        continue
      }
      rows.append((mutation, reads, truth(at: variant, places: places)))
    }
    let samples = parts.map(sample)
    let copies = parts.map { part in rows.map { Self.copies(part, $0.mutation.variant) } }
    let evidence = PatientEvidence(
      id: id, sex: parts[0].source.evidence.sex, build: .hg19, samples: samples,
      mutations: rows.map(\.mutation),
      observations: parts.indices.map { part in rows.map { .counted($0.reads[part]) } },
      copyNumbers: copies,
      depths: parts.indices.map { part in rows.map { $0.reads[part].depth }.sorted() },
      flags: rows.map { _ in [] })
    guard let evidence else { preconditionFailure("tables of different shapes") }
    var patient = parts[0].source
    patient.evidence = evidence
    patient.mutations = rows.map(\.truth)
    patient.samples = parts.map { $0.source.samples[$0.sample] }
    patient.segments = parts.map { $0.source.segments[$0.sample] }
    patient.copyNumbers = copies.map { $0.map { $0 ?? .normal } }
    patient.isRelated = false
    patient.germline =
      parts.contains { $0.source.germline.isEmpty }
      ? [] : parts.map { $0.source.germline[$0.sample] }
    return patient
  }

  private func reads(
    _ part: Part, at variant: Variant, place: Int?, using random: RandomSource
  ) -> ReadCounts {
    if let place, let counts = part.source.evidence.observations[part.sample][place].counts {
      return counts
    }
    let depths = part.source.evidence.depths[part.sample]
    let depth = depths.isEmpty ? 0 : Int(random.element(of: depths))
    let truth = part.source.samples[part.sample]
    let alternate = random.betaBinomial(
      trials: depth, mean: variant.isDeamination ? truth.deaminationRate : truth.errorRate,
      precision: truth.errorPrecision)
    guard let counts = ReadCounts(alternate: alternate, depth: depth) else {
      preconditionFailure("more reads than the depth")
    }
    return counts
  }

  private static func copies(_ part: Part, _ variant: Variant) -> CopyNumber? {
    part.source.segments[part.sample].first {
      $0.chromosome == variant.chromosome && $0.range.contains(variant.position)
    }?.copyNumber
  }

  /// The truth of the first part as the earlier and of the last one as the later sample.
  private func truth(at variant: Variant, places: [[Variant: Int]]) -> MutationTruth {
    func state(_ index: Int) -> (fraction: Double, multiplicity: Int) {
      guard let place = places[index][variant] else { return (0, 0) }
      let truth = parts[index].source.mutations[place]
      let isEarlier = parts[index].source.evidence.samples[parts[index].sample].role == .primary
      return isEarlier
        ? (truth.earlierFraction ?? 0, truth.earlierMultiplicity)
        : (truth.laterFraction, truth.laterMultiplicity)
    }
    let (earlier, later) = (state(0), state(parts.count - 1))
    return MutationTruth(
      earlierFraction: earlier.fraction, laterFraction: later.fraction,
      earlierMultiplicity: earlier.multiplicity, laterMultiplicity: later.multiplicity,
      isDeletedEarlier: false, isRelated: false)
  }

  /// The label with what the laboratory measured of the tissue itself.
  private func sample(_ part: Part) -> Sample {
    var sample = part.label
    let tissue = part.source.evidence.samples[part.sample]
    sample.purity = tissue.purity
    sample.purityDeviation = tissue.purityDeviation
    sample.specimen = tissue.specimen
    return sample
  }
}
