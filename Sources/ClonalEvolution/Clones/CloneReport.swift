/// What is reported of a mixture.
struct CloneReport {
  let mixture: CloneMixture
  let models: [CloneSampleModel]
  /// The patient's sample at each place of the mixture's.
  let order: [Int]

  private var problem: CloneProblem { mixture.problem }

  func write(to result: inout PatientClones) {
    let samples = problem.samples
    var clones = (0..<mixture.clones).map { clone in
      PatientClones.Clone(
        mutations: mixture.mutations(of: clone),
        fractions: (0..<samples).map { fraction(clone, $0) })
    }
    // By falling mean fraction; of equal ones the larger first.
    func mean(_ clone: Int) -> Double {
      clones[clone].fractions.reduce(0) { $0 + $1.median } / Double(samples)
    }
    let means = clones.indices.map(mean)
    let sorted = clones.indices.sorted {
      (means[$0], clones[$0].mutations, $1) > (means[$1], clones[$1].mutations, $0)
    }
    var numbers = [Int](repeating: 0, count: clones.count)
    for (number, clone) in sorted.enumerated() { numbers[clone] = number }
    let places = result.places
    for index in clones.indices {
      let own = clones[index].fractions
      clones[index].fractions = places.map { own[$0] }
    }
    result.clones = sorted.map { clones[$0] }
    result.curves = sorted.map { clone in places.map { curve(clone, $0) } }
    result.tails = places.map { max(0, mixture.mutations(of: mixture.clones + $0)) }
    result.artefacts = max(
      0, mixture.mutations(of: mixture.clones + CloneLikelihoods.artefact(samples)))
    result.rows = problem.rows
    result.own = problem.tables.map { ownFractions($0) }
    let labels = mixture.labels
    let memberships = labels.map { label -> CloneMembership in
      if label < mixture.clones { return .clone(numbers[label]) }
      let other = label - mixture.clones
      if other < samples { return .tail(order[other]) }
      return other == CloneLikelihoods.artefact(samples) ? .artefact : .absent
    }
    let count = mixture.components
    result.memberships = result.patternOfMutation.map {
      $0 < 0 ? .notAssessable : memberships[Int($0)]
    }
    result.shares = (0..<problem.patterns).flatMap { pattern in
      sorted.map { Float(mixture.shares[pattern * count + $0]) }
    }
    result.probabilities = result.patternOfMutation.map {
      $0 < 0 ? 1 : Float(mixture.shares[Int($0) * count + labels[Int($0)]])
    }
  }

  /// The origins of mutations between two sides of a patient's samples, as their clones tell them.
  ///
  /// - Parameters:
  ///   - comparisons: The sides; their samples by the places in the patient.
  ///   - places: The place of each of the patient's samples among the mixture's.
  ///   - artefacts: The share of listed mutations that are artefacts, before any is looked at.
  ///   - threshold: c*.
  func origins(
    _ comparisons: [JointComparison], places: [Int], artefacts: Double, threshold: Double
  ) -> [CloneOrigins] {
    let finder = CloneOriginFinder(
      mixture: mixture,
      known: (0..<mixture.clones).map { clone in
        (0..<problem.samples).map { knownInformation(clone, $0, peak(clone, $0)) }
      },
      deviations: models.map {
        ($0.purityDeviation * $0.purityDeviation + Self.unmodelled).squareRoot()
      },
      leastTold: models.map(\.leastTold), artefactShare: artefacts, threshold: threshold)
    return comparisons.map { comparison in
      let earlier = comparison.earlier.samples.map { places[$0] }
      let later = comparison.later.samples.map { places[$0] }
      return CloneOrigins(
        earlier: comparison.earlier.samples, later: comparison.later.samples,
        isJoint: (comparison.earlier.isJoint, comparison.later.isJoint),
        byPattern: (0..<problem.patterns).map {
          finder.origin($0, earlier: earlier, later: later)
        })
    }
  }

  /// The node of a clone's most probable fraction in a sample.
  private func peak(_ clone: Int, _ sample: Int) -> Int {
    let points = problem.fractions.nodes.count
    let own = mixture.fractions[sample]
    let start = clone * points
    return (0..<points).reduce(0) { own[start + $1] > own[start + $0] ? $1 : $0 }
  }

  /// The cancer cell fraction of each row's own reads.
  private func ownFractions(_ table: CloneTable) -> [CloneFraction] {
    table.values.withUnsafeBufferPointer { values in
      guard let start = values.baseAddress else { return [] }
      return (0..<table.rows).map {
        CloneDistribution(start + $0 * table.points, .single).summary
      }
    }
  }

  /// The cancer cell fraction of a clone in a sample.
  ///
  /// Its posterior takes who belongs where as known, and is too narrow where that is in doubt. So the
  /// likelihood is raised to the share of the information about the fraction that does not go with that
  /// doubt,
  /// ```
  /// 1 − Σ_n r (1 − r) s² / Σ_n r s²
  /// ```
  /// with `s` the slope of the ln likelihood of mutation `n` at the peak: the missing information of an EM
  /// algorithm. The sample's purity, which all its clones have in common, widens what is left.
  func fraction(_ clone: Int, _ sample: Int) -> CloneFraction {
    let curve = curve(clone, sample)
    return CloneDistribution(
      curve.logs, problem.fractions, deviation: curve.deviation,
      leastTold: models[sample].leastTold
    ).summary
  }

  /// ln of the likelihood of a clone's reads in a sample, raised to what is known of it.
  private func curve(_ clone: Int, _ sample: Int) -> TemperedCurve {
    let points = problem.fractions.nodes.count
    let start = clone * points
    let known = knownInformation(clone, sample, peak(clone, sample))
    let logs = (0..<points).map { known * mixture.logFractions[sample][start + $0] }
    let purity = models[sample].purityDeviation
    return TemperedCurve(
      logs: logs, fractions: problem.fractions,
      deviation: (purity * purity + Self.unmodelled).squareRoot())
  }

  /// The variance of the ln of what no model of copy numbers, capture and errors knows better: half a
  /// percent.
  private static let unmodelled = 0.005 * 0.005

  private static let leastKnown = 0.1

  private func knownInformation(_ clone: Int, _ sample: Int, _ peak: Int) -> Double {
    let table = problem.tables[sample]
    let points = table.points
    let (low, high) = (max(peak - 1, 1), min(peak + 1, points - 3))
    guard low < high else { return 1 }
    var (all, missing) = (0.0, 0.0)
    let count = mixture.components
    for pattern in 0..<problem.patterns {
      let row = Int(problem.rows[pattern * problem.samples + sample])
      let share = mixture.shares[pattern * count + clone]
      guard row >= 0, share > 1e-6 else { continue }
      let slope = table.values[row * points + high] - table.values[row * points + low]
      let part = problem.weights[pattern] * share * slope * slope
      all += part
      missing += part * (1 - share)
    }
    return all > 0 ? max(Self.leastKnown, 1 - missing / all) : 1
  }
}
