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
  private var found: [(stream: Int?, mixture: CloneMixture)] = []

  /// The share of loci at which the mutated cells alone have a changed copy number, where that is weighed
  /// against none.
  private static let ownCopies = 0.5
  private static let rounds = 4
  private static let passes = 2

  init(samples: [CloneSample], patterns: ClonePatterns, most: Int) {
    self.samples = samples
    self.patterns = patterns
    self.most = most
    models = samples.map(\.model)
    likelihoods = CloneLikelihoods(
      samples: samples, models: models, patterns: patterns, most: most, fractions: .coarse)
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
      var models = samples.map(\.model)
      for index in models.indices { models[index].ownCopies = share }
      var likelihoods = likelihoods(models)
      var mixture = Self.climbed(likelihoods.problem, nil, seeds, tolerance, rounds: 2)
      for _ in 0..<Self.passes {
        let learnt = learned(models, likelihoods, mixture)
        models = learnt
        likelihoods = self.likelihoods(models)
        mixture = Self.climbed(likelihoods.problem, nil, seeds, tolerance, rounds: Self.rounds)
      }
      if mixture.bound > best?.mixture.bound ?? -.infinity {
        best = (models, likelihoods, mixture)
      }
    }
    guard let best else { return }
    (models, likelihoods) = (best.models, best.likelihoods)
    found = [(nil, best.mixture)]
  }

  private func likelihoods(_ models: [CloneSampleModel]) -> CloneLikelihoods {
    CloneLikelihoods(
      samples: samples, models: models, patterns: patterns, most: most, fractions: .coarse)
  }

  /// The models that a mixture tells.
  private func learned(
    _ models: [CloneSampleModel], _ likelihoods: CloneLikelihoods, _ mixture: CloneMixture
  ) -> [CloneSampleModel] {
    samples.indices.map { index in
      CloneLearning(
        sample: samples[index], data: likelihoods.data[index], fractions: .coarse,
        tallies: mixture.tallies(index), clones: mixture.clones,
        absent: mixture.absentMutations(index)
      ).model(models[index])
    }
  }

  /// Searches from clones that are drawn at random.
  mutating func start(_ random: RandomSource, stream: Int, seeds: Int, tolerance: Double) {
    found.append(
      (
        stream,
        Self.climbed(likelihoods.problem, random, seeds, tolerance, rounds: Self.rounds)
      ))
  }

  private static func climbed(
    _ problem: CloneProblem, _ random: RandomSource?, _ seeds: Int, _ tolerance: Double,
    rounds: Int
  ) -> CloneMixture {
    var mixture = CloneMixture(
      problem, fractions: CloneSeeds.fractions(of: problem, most: seeds, random: random))
    mixture.assign()
    mixture.climb(rounds: 15, tolerance: tolerance)
    _ = mixture.search(rounds: rounds, tolerance: tolerance)
    mixture.climb(rounds: 15, tolerance: tolerance)
    return mixture
  }

  private var best: Int {
    found.indices.reduce(0) { found[$1].mixture.bound > found[$0].mixture.bound ? $1 : $0 }
  }

  /// The best start's clones, to go on from with all mutations.
  func continued(in problem: CloneProblem) -> CloneMixture {
    let mixture = found[best].mixture
    let (coarse, fine) = (CloneFractions.coarse, problem.fractions)
    let ratio = (fine.count - 2) / (coarse.count - 2)
    let fractions = mixture.fractions.map { own in
      var result = [Double](repeating: 0, count: mixture.clones * fine.count)
      for clone in 0..<mixture.clones {
        for g in 0..<coarse.count {
          let place =
            g == 0 ? 0 : g == coarse.clonal ? fine.clonal : 1 + ratio * (g - 1)
          result[clone * fine.count + place] = own[clone * coarse.count + g]
        }
      }
      return result
    }
    let scale = problem.mutations / mixture.problem.mutations
    return CloneMixture(
      problem, fractions: fractions,
      mutations: (0..<mixture.components).map { scale * max(mixture.mutations(of: $0), 0) })
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
  /// The likeliest clone or class of each pattern.
  var labels: [Int] {
    let count = components
    return (0..<problem.patterns).map { pattern in
      (0..<count).reduce(0) {
        shares[pattern * count + $1] > shares[pattern * count + $0] ? $1 : $0
      }
    }
  }

  /// Expected mutations at each row of a sample's table that are in no cell of it.
  fileprivate func absentMutations(_ sample: Int) -> [Double] {
    let (count, samples) = (components, problem.samples)
    var mutations = [Double](repeating: 0, count: problem.tables[sample].rows)
    let chance =
      (0..<clones).map { fractions[sample][$0 * problem.fractions.count] }
      + (0..<problem.classes).map { class_ -> Double in
        class_ == CloneLikelihoods.artefact(samples) || class_ == sample ? 0 : 1
      }
    for pattern in 0..<problem.patterns {
      let row = Int(problem.rows[pattern * samples + sample])
      guard row >= 0 else { continue }
      var sum = 0.0
      for k in 0..<count { sum += shares[pattern * count + k] * chance[k] }
      mutations[row] += problem.weights[pattern] * sum
    }
    return mutations
  }
}
