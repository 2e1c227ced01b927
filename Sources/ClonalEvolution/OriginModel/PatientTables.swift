import Glibc
import NumericalMethods
import TumorModel

/// The likelihoods of all samples of a patient, computed once for all its pairs.
struct PatientTables {
  /// One entry per sample, in the patient's order.
  let samples: [ReadTables]
  private let identities: [Sample]
  let patient: PatientEvidence
  /// Each sample's observations.
  let data: [SampleData]
  /// ln of the likelihood of each of ``BloodClones``' frequencies in the blood samples, by site;
  /// empty where none was read.
  private let bloods: [[Double]]
  /// Factors from the matched normals on a somatic mutation and on an inherited variant, one pair
  /// per site; empty where no normal was read.
  let normals: [(somatic: Double, germline: Double)]
  /// The mutations' order in the genome decides which of many the fits rest on.
  private let sites: Int

  /// Reads below which another sample cannot have listed a mutation.
  private static let unlisted = 3
  /// Mutations that a fit rests on at most; the others are judged by it.
  static let fittedSites = 200

  /// Computes the tables.
  ///
  /// - Parameters:
  ///   - data: Each sample's observations.
  ///   - keepsCurves: Whether likelihood curves will be asked for.
  init(
    patient: PatientEvidence, data: [SampleData], parameters: OriginParameters,
    keepsCurves: Bool = false
  ) {
    sites = patient.mutations.count
    identities = patient.samples
    self.patient = patient
    self.data = data
    samples = data.enumerated().map { index, own in
      let sample = own.sample
      let hasUnknown = own.kinds.contains { $0.copyNumber == nil && $0.mixture == nil }
      return ReadTables(
        data: own,
        clone: CloneGrid(
          sample: sample, hasUnknownCopyNumbers: hasUnknown, precision: parameters.precision,
          learnt: own.allelePrecision),
        noise: NoiseGrid(
          rate: sample.errorRate ?? parameters.errorRate, mismatches: own.mismatches,
          isFixed: sample.isDamaged(parameters)),
        listing: Self.rule(own, others: data.indices.filter { $0 != index }.map { data[$0] }),
        caller: parameters.callerRule,
        weighsOrientation: parameters.errorModels.weighsOrientation, keepsCurves: keepsCurves)
    }
    normals = Self.normals(of: patient)
    bloods = Self.isPlasmaRead(data) && !normals.isEmpty ? Self.bloods(of: patient) : []
  }

  /// The listing rule that a sample's own mutations show.
  static func rule(_ data: SampleData, others: [SampleData]) -> ListingRule {
    var (alternates, frequencies): ([Double], [Double]) = ([], [])
    for site in 0..<data.count where data.use[site] == .counted {
      guard others.allSatisfy({ $0.alternate[site] < unlisted }) else { continue }
      alternates.append(Double(data.alternate[site]))
      frequencies.append(Double(data.alternate[site]) / Double(data.depth[site]))
    }
    let isPlasma = data.sample.isOfPlasma
    return ListingRule(alternates: alternates, frequencies: frequencies)
      ?? (isPlasma
        ? .usualPlasma : .usual(alternates: alternates, frequencies: frequencies))
  }

  /// The tables of a pair.
  ///
  /// - Parameters:
  ///   - earlier: The earlier samples' indices.
  ///   - later: The later samples' indices.
  func pair(earlier: [Int], later: [Int]) -> PairTables {
    // By name: sums must not depend on the sheet's order.
    let others = samples.indices.filter { !later.contains($0) && !earlier.contains($0) }
      .sorted { identities[$0].id < identities[$1].id }
    return PairTables(
      earlier: earlier.map { samples[$0] }, later: later.map { samples[$0] },
      others: others.map { samples[$0] },
      areOthersEarlier: others.map { other in
        !earlier.contains { SampleOrder.precedes(identities[$0], identities[other]) }
      },
      normals: normals, blood: blood(earlier: earlier, later: later),
      hidden: hidden(earlier: earlier, later: later),
      deaminations: deaminations(earlier + later))
  }

  private func deaminations(_ pair: [Int]) -> [Bool] {
    guard pair.contains(where: { samples[$0].noise.isFixed }) else { return [] }
    return patient.mutations.map(\.variant.isDeamination)
  }

  private func hidden(earlier: [Int], later: [Int]) -> [Double] {
    let hidden = (0..<sites).map {
      patient.lossMayHide($0, earlier: earlier, later: later) ? CopyLossAlternative.hidden : 0
    }
    return hidden.contains { $0 > 0 } ? hidden : []
  }

  private static func isPlasmaRead(_ data: [SampleData]) -> Bool {
    data.contains { $0.sample.isOfPlasma }
  }

  /// The likelihood of a clone of blood cells at each site, on the scale of a pair's rows.
  private func blood(earlier: [Int], later: [Int]) -> [Double] {
    let pair = earlier + later
    guard !bloods.isEmpty, pair.contains(where: { identities[$0].isOfPlasma }) else { return [] }
    return (0..<sites).map { site in
      guard !bloods[site].isEmpty else { return 0 }
      var product = bloods[site]
      for index in pair {
        let row = samples[index].row[site]
        guard row >= 0, data[index].use[site] == .counted,
          let counts = ReadCounts(
            alternate: Int(data[index].alternate[site]), depth: Int(data[index].depth[site]))
        else { continue }
        let values = BloodClones.sample(
          counts, isPlasma: identities[index].isOfPlasma,
          rate: samples[index].noise.centralRate, scale: samples[index].logScale[Int(row)])
        for f in product.indices { product[f] *= values[f] }
      }
      return product.reduce(0, +) / Double(product.count)
    }
  }

  /// The blood samples' likelihoods, on the scale of ``normals``; empty at sites without reads.
  private static func bloods(of patient: PatientEvidence) -> [[Double]] {
    patient.mutations.indices.map { site in
      var result: [Double] = []
      for normal in patient.supporting.normalObservations {
        guard let counts = normal[site].counts, counts.depth > 0 else { continue }
        let best = scale(counts)
        let values = BloodClones.blood(counts).map { exp($0 - best) }
        result = result.isEmpty ? values : zip(result, values).map { $0 * $1 }
      }
      return result
    }
  }

  /// ln of the greatest likelihood of a normal sample's counts.
  private static func scale(_ counts: ReadCounts) -> Double {
    likelihoods(counts).max() ?? 0
  }

  /// ln of the likelihoods of errors, tumour cells in the normal and an inherited variant.
  private static func likelihoods(_ counts: ReadCounts) -> [Double] {
    [(0.5, 0.5 / NoiseGrid.usualRate), (1, 30), (20, 20)].map {
      BetaBinomialBatch.logProbability(
        Int(counts.alternate), Int(counts.depth), alpha: $0.0, beta: $0.1)
    }
  }

  /// The sites that a pair's fit rests on: those that one of its samples lists, evenly spread over the
  /// genome where there are many.
  ///
  /// Where the patient has no other sample, one of the two has listed every site.
  func fitted(_ tables: PairTables) -> [Int] {
    let all = (0..<sites).filter {
      tables.isAssessable($0) && !tables.isListedElsewhere($0)
    }
    guard all.count > Self.fittedSites else { return all }
    return (0..<Self.fittedSites).map { all[$0 * all.count / Self.fittedSites] }
  }

  /// The fit of a pair.
  ///
  /// - Parameters:
  ///   - study: What the study's other patients tell.
  ///   - gene: What they tell of a gene's mutations; `nil` where that is what they tell of all.
  func fit(
    earlier: [Int], later: [Int], study: StudyTable, gene: (String) -> StudyTable? = { _ in nil },
    parameters: OriginParameters
  ) -> PairFit {
    let tables = pair(earlier: earlier, later: later)
    var fit = PairFit(
      tables: tables, sites: fitted(tables), study: study, defaults: parameters.classPrior)
    if parameters.learnsPrior { fit.settle(study) }
    for site in 0..<sites {
      if let told = gene(patient.mutations[site].gene) { fit.studies[site] = told }
    }
    return fit
  }

  /// A sample's grids: as the fit of most samples leaves them that compares it, of several the first by their
  /// names, or as they were before any.
  func side(
    _ sample: Int, in fits: [(earlier: [Int], later: [Int], fit: PairFit)]
  ) -> SideState {
    let named = fits.sorted {
      (-($0.earlier.count + $0.later.count), name($0.earlier, $0.later))
        < (-($1.earlier.count + $1.later.count), name($1.earlier, $1.later))
    }
    for (earlier, later, fit) in named {
      if let place = later.firstIndex(of: sample) { return fit.later[place] }
      if let region = earlier.firstIndex(of: sample) { return fit.earlier[region] }
    }
    return SideState(tables: samples[sample], sites: [])
  }

  private func name(_ earlier: [Int], _ later: [Int]) -> String {
    (earlier + later).map { identities[$0].id }.joined(separator: "\u{0}")
  }

  // MARK: Normals

  /// Of an inherited variant: Beta(20, 20); of a somatic mutation errors, or tumour cells in the
  /// normal with a share of 5 %: Beta(1, 30).
  private static func normals(
    of patient: PatientEvidence
  ) -> [(somatic: Double, germline: Double)] {
    let observations = patient.supporting.normalObservations
    guard observations.contains(where: { $0.contains { ($0.counts?.depth ?? 0) > 0 } }) else {
      return []
    }
    return patient.mutations.indices.map { site in
      var (somatic, germline) = (1.0, 1.0)
      for normal in observations {
        guard let counts = normal[site].counts, counts.depth > 0 else { continue }
        let logs = likelihoods(counts)
        let (error, tumor, inherited) = (logs[0], logs[1], logs[2])
        let best = scale(counts)
        somatic *= 0.95 * exp(error - best) + 0.05 * exp(tumor - best)
        germline *= exp(inherited - best)
      }
      return (somatic, germline)
    }
  }
}
