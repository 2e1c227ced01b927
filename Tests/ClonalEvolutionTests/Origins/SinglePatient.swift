import TumorModel

/// A made-up patient for one point each.
struct SinglePatient {
  /// One sample's settings.
  struct Biopsy {
    var role: SampleRole
    var day: Int?
    var purity: Double?
    var specimen: Specimen?
    var errorRate: Double?

    init(
      _ role: SampleRole, day: Int? = nil, purity: Double? = 0.7, specimen: Specimen? = nil,
      errorRate: Double? = nil
    ) {
      self.role = role
      self.day = day
      self.purity = purity
      self.specimen = specimen
      self.errorRate = errorRate
    }
  }

  /// Builds the evidence.
  ///
  /// - Parameters:
  ///   - biopsies: The samples.
  ///   - sites: For each mutation the (alternate, depth) of each sample; `nil` where there is no
  ///     row.
  ///   - copyNumbers: For each sample one copy number at all sites; 1+1 by default.
  ///   - normal: The (alternate, depth) of each mutation in a normal sample, if there is one.
  static func evidence(
    _ biopsies: [Biopsy], _ sites: [[(Int, Int)?]], copyNumbers: [(Int, Int)?]? = nil,
    sex: Sex? = .female, chromosome: String = "17", bases: (String, String) = ("G", "T"),
    id: String = "P", normal: [(Int, Int)]? = nil
  ) -> PatientEvidence? {
    guard let chromosome = Chromosome(chromosome) else { return nil }
    let samples = biopsies.enumerated().map { index, biopsy in
      var sample = Sample(id: "S\(index)", patient: id, role: biopsy.role)
      sample.day = biopsy.day
      sample.purity = biopsy.purity.flatMap(Purity.init)
      sample.specimen = biopsy.specimen
      sample.errorRate = biopsy.errorRate
      return sample
    }
    let mutations = sites.indices.compactMap { index in
      Variant(
        chromosome: chromosome, position: 50_000_000 + 5_000 * index, reference: bases.0,
        alternate: bases.1
      ).map { Mutation(variant: $0, gene: "G\(index)", proteinChange: "", classification: "") }
    }
    let observations = samples.indices.map { sample in
      sites.map { row -> SiteObservation in
        guard let counts = row[sample] else { return .uncalled }
        return ReadCounts(alternate: counts.0, depth: counts.1).map(SiteObservation.counted)
          ?? .notAssayed
      }
    }
    var supporting = SupportingEvidence()
    if let normal {
      supporting.normals = [Sample(id: "N", patient: id, role: .normal)]
      supporting.normalObservations = [
        normal.map {
          ReadCounts(alternate: $0.0, depth: $0.1).map(SiteObservation.counted) ?? .notAssayed
        }
      ]
    }
    return PatientEvidence(
      id: id, sex: sex, build: .hg19, samples: samples, mutations: mutations,
      observations: observations,
      copyNumbers: samples.indices.map { sample in
        let pair = copyNumbers.map { $0[sample] } ?? (1, 1)
        return sites.map { _ in pair.flatMap { CopyNumber(major: $0.0, minor: $0.1) } }
      },
      depths: observations.map { $0.compactMap { $0.counts?.depth }.sorted() },
      flags: sites.map { _ in [] }, supporting: supporting)
  }
}

extension PatientEvidence {
  /// The same evidence with samples of known purity and error rate.
  ///
  /// - Parameters:
  ///   - purities: The purity of each sample, stated without doubt.
  ///   - errorRate: P(read alternate | molecule reference) of all samples.
  func stating(purities: [Double], errorRate: Double) -> PatientEvidence? {
    let samples = zip(samples, purities).map { sample, purity in
      var sample = sample
      sample.purity = Purity(purity)
      sample.purityDeviation = 0
      sample.errorRate = errorRate
      return sample
    }
    return PatientEvidence(
      id: id, sex: sex, build: build, samples: samples, mutations: mutations,
      observations: observations, copyNumbers: copyNumbers, depths: depths, flags: flags,
      supporting: supporting)
  }
}
