import Glibc
import NumericalMethods

/// The search for clones among the patterns that stand for all, from several starts, and what the samples do
/// not tell of themselves, learnt on the way.
struct CloneSearch {
  private let samples: [CloneSample]
  private let patterns: ClonePatterns
  private let most: Int
  /// The models of the samples.
  private(set) var models: [CloneSampleModel]
  private var likelihoods: CloneLikelihoods
  /// The models that ``likelihoods`` are under.
  private var likelihoodModels: [CloneSampleModel]
  private var found: [(stream: Int?, mixture: CloneMixture)] = []

  /// The share of loci at which the mutated cells alone have a changed copy number, where that is weighed
  /// against none.
  private static let ownCopies = 0.5
  private static let rounds = 3
  private static let passes = 4
  private static let settledPrecision = 0.3

  init(samples: [CloneSample], patterns: ClonePatterns, most: Int) {
    self.samples = samples
    self.patterns = patterns
    self.most = most
    models = samples.map(\.model)
    likelihoodModels = models
    likelihoods = CloneLikelihoods(
      CloneLikelihoods.curves(of: samples, models, patterns, most: most), models: models,
      patterns: patterns, fractions: .coarse)
  }

  /// Learns the models of the samples from the start that draws nothing at random, and keeps the start.
  ///
  /// Whose copy number was measured is decided by the bound: that of all tumour cells, or at half of the
  /// loci that of the mutated cells alone.
  mutating func learn(seeds: Int, tolerance: Double) {
    let shares =
      samples.contains { $0.hasChangedCopies } ? [0, Self.ownCopies] : [0]
    var best: (models: [CloneSampleModel], likelihoods: CloneLikelihoods, mixture: CloneMixture)?
    for share in shares {
      var models = models
      for index in models.indices { models[index].ownCopies = share }
      let likelihoods = likelihoods(models)
      let mixture = Self.climbed(likelihoods.problem, nil, seeds, tolerance, rounds: 0)
      if best.map({ mixture.bound > $0.mixture.bound }) ?? true {
        best = (models, likelihoods, mixture)
      }
    }
    guard let best else { return }
    (models, likelihoods, likelihoodModels) = (best.models, best.likelihoods, best.models)
    var mixture = best.mixture
    models = learned(mixture, fewCurves, .first)
    for _ in 0..<Self.passes {
      update()
      mixture = Self.searched(
        CloneMixture(likelihoods.problem, shares: mixture.shares), tolerance, rounds: Self.rounds)
      // Clones that are found under too great a precision are too many, and hide how small it is.
      let next = learned(mixture, fewCurves, .precision)
      let isSettled = zip(models, next).allSatisfy {
        abs(log($1.precision / $0.precision)) < Self.settledPrecision
      }
      if isSettled { break }
      models = next
    }
    models = learned(mixture, likelihoods.curves, .purity)
    update()
    mixture = CloneMixture(likelihoods.problem, shares: mixture.shares)
    mixture.assign()
    mixture.climb(rounds: 15, tolerance: tolerance)
    found = [(nil, mixture)]
  }

  /// Finds the likelihoods under the models.
  private mutating func update() {
    likelihoods = likelihoods(models)
    likelihoodModels = models
  }

  /// The curves of a few patterns.
  private var fewCurves: [CloneCurves] {
    CloneLikelihoods.curves(of: samples, models, patterns, most: CloneLearning.first)
  }

  /// The likelihoods under models, from the same curves where the precisions are the same.
  private func likelihoods(_ models: [CloneSampleModel]) -> CloneLikelihoods {
    if models == likelihoodModels { return likelihoods }
    let isSame = zip(likelihoods.curves, models).allSatisfy { $0.precision == $1.precision }
    return CloneLikelihoods(
      isSame
        ? likelihoods.curves
        : CloneLikelihoods.curves(of: samples, models, patterns, most: most),
      models: models, patterns: patterns, fractions: .coarse)
  }

  /// The models that a mixture tells by the curves of its first patterns.
  private func learned(
    _ mixture: CloneMixture, _ curves: [CloneCurves], _ pass: CloneLearning.Pass
  ) -> [CloneSampleModel] {
    samples.indices.map { index in
      CloneLearning(samples[index], at: index, curves[index], start: models[index], mixture)
        .model(pass)
    }
  }

  /// Learns the models again from more patterns than the starts looked at, once these have found clones: the
  /// precisions from some, then the purities from all.
  ///
  /// - Returns: The likelihoods of all patterns.
  mutating func relearn() -> CloneLikelihoods {
    if patterns.sites.count >= Self.relearnt {
      let likelihoods = CloneLikelihoods(
        CloneLikelihoods.curves(of: samples, models, patterns, most: Self.relearnt),
        models: models, patterns: patterns, fractions: .coarse)
      models = learned(settled(in: likelihoods), likelihoods.curves, .last)
    }
    let curves = CloneLikelihoods.curves(of: samples, models, patterns, most: .max)
    if patterns.sites.count > most {
      let likelihoods = CloneLikelihoods(
        curves, models: models, patterns: patterns, fractions: .coarse)
      models = learned(settled(in: likelihoods), curves, .purity)
    }
    return CloneLikelihoods(curves, models: models, patterns: patterns, fractions: .fine)
  }

  /// Patterns from which precisions are learnt again.
  private static let relearnt = 2000

  /// The best start's clones after a few steps with other likelihoods.
  private func settled(in likelihoods: CloneLikelihoods) -> CloneMixture {
    var mixture = continued(in: likelihoods.problem)
    mixture.assign()
    mixture.climb(rounds: 4, tolerance: 1e-6)
    return mixture
  }

  /// Searches from clones that are drawn at random.
  mutating func start(_ random: RandomSource, stream: Int, seeds: Int, tolerance: Double) {
    found.append(
      (
        stream,
        Self.climbed(likelihoods.problem, random, seeds, tolerance, rounds: Self.rounds)
      ))
  }

  /// Weighs the neutral tails of the samples against the clones of the best start.
  mutating func weighTails(tolerance: Double) {
    guard !found.isEmpty else { return }
    let place = best
    for sample in samples.indices {
      guard let other = found[place].mixture.withTail(of: sample, tolerance: tolerance) else {
        continue
      }
      found[place].mixture = Self.searched(other, tolerance, rounds: Self.rounds)
    }
  }

  private static func climbed(
    _ problem: CloneProblem, _ random: RandomSource?, _ seeds: Int, _ tolerance: Double,
    rounds: Int
  ) -> CloneMixture {
    let mixture = CloneMixture(
      problem, fractions: CloneSeeds.fractions(of: problem, most: seeds, random: random))
    return searched(mixture, tolerance, rounds: rounds)
  }

  private static func searched(
    _ start: CloneMixture, _ tolerance: Double, rounds: Int
  ) -> CloneMixture {
    var mixture = start
    mixture.assign()
    mixture.climb(rounds: 15, tolerance: tolerance)
    _ = mixture.search(rounds: rounds, tolerance: tolerance)
    mixture.climb(rounds: 15, tolerance: tolerance)
    return mixture
  }

  /// The start with the greatest bound; of those that are as good, the first.
  private var best: Int {
    found.indices.reduce(0) { best, next in
      let (known, other) = (found[best].mixture.bound, found[next].mixture.bound)
      return other > known + 1e-6 * abs(known) ? next : best
    }
  }

  /// The best start's clones, to go on from with all mutations.
  func continued(in problem: CloneProblem) -> CloneMixture {
    found[best].mixture.transferred(to: problem)
  }

  /// The starts as they are reported.
  var reported: [PatientClones.Start] {
    let labels = found.map { $0.mixture.labels }
    let weights = likelihoods.problem.weights
    return found.enumerated().map { index, entry in
      PatientClones.Start(
        stream: entry.stream, clones: entry.mixture.clones, bound: entry.mixture.bound,
        agreement: AdjustedRandIndex.value(labels[best], labels[index], weights: weights),
        isBest: index == best)
    }
  }
}

extension CloneMixture {
  /// The same clones for other mutations of the patient, on the same grid of fractions or a finer one.
  fileprivate func transferred(to other: CloneProblem) -> CloneMixture {
    let (coarse, fine) = (problem.fractions, other.fractions)
    let ratio = (fine.nodes.count - 3) / (coarse.nodes.count - 3)
    let fractions = fractions.map { own in
      var result = [Double](repeating: 0, count: clones * fine.nodes.count)
      for clone in 0..<clones {
        for g in 0..<coarse.nodes.count {
          let place = g == 0 ? 0 : g == coarse.clonal ? fine.clonal : 1 + ratio * (g - 1)
          result[clone * fine.nodes.count + place] = own[clone * coarse.nodes.count + g]
        }
      }
      return result
    }
    let scale = other.mutations / problem.mutations
    return CloneMixture(
      other, fractions: fractions,
      mutations: (0..<components).map { scale * max(mutations(of: $0), 0) })
  }

  /// The likeliest clone or class of each pattern.
  var labels: [Int] {
    let count = components
    return (0..<problem.patterns).map { pattern in
      (0..<count).reduce(0) {
        shares[pattern * count + $1] > shares[pattern * count + $0] ? $1 : $0
      }
    }
  }

  /// The probability that what belongs to each clone or class is in no cell of a sample.
  func absentChances(_ sample: Int) -> [Double] {
    (0..<clones).map { fractions[sample][$0 * problem.fractions.nodes.count] }
      + (0..<problem.classes).map {
        $0 == CloneLikelihoods.artefact(problem.samples) || $0 == sample ? 0 : 1
      }
  }
}
