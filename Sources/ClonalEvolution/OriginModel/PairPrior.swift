import NumericalMethods

/// The weights of a patient's cells among listed sites, before the patient's own sites are seen.
///
/// The study's nine classes are spread over their cells times the mean chance of being listed. Of
/// artefacts, reads identify those alone that recur in both samples; their share is the geometric
/// mean of the default and of three times the recurrent share of the study's other patients. Of several later
/// samples, each has as many that recur.
struct PairPrior {
  /// The weight of each cell; they add to 1.
  private(set) var cells: [Double]
  /// The weight of each class of clones on the scale of listed sites.
  private(set) var classes: [Double]
  /// The class's spread over cells, `[class][cell]`.
  private let spread: [Double]
  private let defaultClasses: [Double]
  private let defaultArtefacts: [Double]
  private let germline: Double
  private let blood: Double
  /// By tail, the lesser over the greater of both samples' mean chances of listing an artefact.
  private let bothListed: [Double]
  private let artefactShare: Double
  /// A factor on the odds of each pattern of artefacts.
  private let times: [Double]

  /// The classes of what some cells of one sample have and the other sample lacks.
  private static let laterOnly = 1
  private static let earlierOnly = 3

  /// Creates the prior of a pair.
  ///
  /// - Parameters:
  ///   - meanListing: The mean chance of being listed over the patient's sites, by cell.
  ///   - bothListed: See the property.
  ///   - defaults: The share of each class among all mutations.
  ///   - artefactShare: The default share of artefacts among listed sites.
  ///   - hasNormal: Whether inherited variants can be told.
  ///   - hasBlood: Whether clones of blood cells can be told.
  ///   - laterSamples: The mean number of later samples that say something of a site.
  init(
    meanListing: [Double], bothListed: [Double],
    defaults: [Double] = OriginCells.defaultClasses,
    artefactShare: Double = OriginCells.defaultArtefacts, hasNormal: Bool, hasBlood: Bool,
    laterSamples: Double = 1
  ) {
    let times = [1, 1, max(1, laterSamples)]
    self.times = times
    let (states, clones) = (OriginCells.states, OriginCells.clones)
    var spread = [Double](repeating: 0, count: OriginCells.classes * clones)
    var mass = [Double](repeating: 0, count: OriginCells.classes)
    for a in 0..<3 {
      for b in 0..<3 where a + b > 0 {
        let index = 3 * a + b
        for i in 0..<states {
          for j in 0..<states {
            let cell = OriginCells.clone(i, j)
            let value = OriginCells.spread[a][i] * OriginCells.spread[b][j] * meanListing[cell]
            spread[index * clones + cell] = value
            mass[index] += value
          }
        }
        if mass[index] > 0 {
          for cell in 0..<clones { spread[index * clones + cell] /= mass[index] }
        }
      }
    }
    self.spread = spread
    var listed = zip(defaults, mass).map { $0 * $1 }
    let total = listed.reduce(0, +)
    listed = listed.map { $0 / total }
    defaultClasses = listed
    classes = listed
    self.bothListed = bothListed
    self.artefactShare = artefactShare
    germline = hasNormal ? OriginCells.defaultGermline : 0
    blood = hasBlood ? BloodClones.share : 0
    var artefacts: [Double] = []
    for pattern in 0..<3 {
      let start = clones + pattern * OriginCells.tails
      let row = (0..<OriginCells.tails).map { meanListing[start + $0] }
      let sum = row.reduce(0, +)
      artefacts += row.map { sum > 0 ? $0 / sum / 3 : 1 / Double(3 * row.count) }
    }
    defaultArtefacts = artefacts.map { $0 * artefactShare }
    cells = []
    write(artefacts: defaultArtefacts)
  }

  /// Moves the prior to what the study's other patients tell.
  mutating func learn(from study: StudyTable) {
    guard study.patients > 0 else { return }
    let strength = StudyTable.defaultStrength
    var classes = defaultClasses.indices.map { strength * defaultClasses[$0] + study.classes[$0] }
    let total = classes.reduce(0, +)
    classes = classes.map { $0 / total }
    self.classes = classes
    let tails = OriginCells.tails
    var recurrent = 0.0
    for h in 0..<tails { recurrent += 3 * study.artefacts[2 * tails + h] * bothListed[h] }
    // Where few sites are in one sample alone, fewer of them can be artefacts.
    let usual = defaultClasses[Self.laterOnly] + defaultClasses[Self.earlierOnly]
    let found = classes[Self.laterOnly] + classes[Self.earlierOnly]
    let guide = artefactShare * min(1, usual > 0 ? found / usual : 1)
    let share =
      (guide * (strength * artefactShare + recurrent)
      / (strength + study.clones + recurrent)).squareRoot()
    var artefacts = defaultArtefacts.indices.map {
      strength * defaultArtefacts[$0] + study.artefacts[$0]
    }
    for pattern in 0..<3 {
      let range = pattern * tails..<(pattern + 1) * tails
      let sum = artefacts[range].reduce(0, +)
      for i in range { artefacts[i] *= share / (3 * sum) }
    }
    write(artefacts: artefacts)
  }

  private mutating func write(artefacts: [Double]) {
    let clones = OriginCells.clones
    let rest = artefacts.reduce(0, +) + germline + blood
    var cells = [Double](repeating: 0, count: OriginCells.count)
    for (index, weight) in classes.enumerated() where weight > 0 {
      let share = weight * (1 - rest)
      for cell in 0..<clones { cells[cell] += share * spread[index * clones + cell] }
    }
    for (index, value) in artefacts.enumerated() {
      cells[clones + index] = times[index / OriginCells.tails] * value
    }
    cells[OriginCells.germline] = germline
    cells[OriginCells.blood] = blood
    // The factors are on odds, so that they leave room for clones whatever the number of samples.
    if times.contains(where: { $0 != 1 }) {
      let total = cells.reduce(0, +)
      for cell in cells.indices { cells[cell] /= total }
    }
    self.cells = cells
  }

  /// The expected table counts that a patient's cells give the study.
  ///
  /// With `α = A w` and `n` the expected number of sites in a cell, `α [ψ(α + n) − ψ(α)]` from one
  /// site on and `n` below; clones' counts are divided over the classes that a cell belongs to.
  func contribution(counts: [Double], strength: Double) -> StudyTable {
    var table = StudyTable()
    table.patients = 1
    let clones = OriginCells.clones
    for cell in 1..<OriginCells.germline {
      let n = counts[cell]
      guard n > 0 else { continue }
      let alpha = max(strength * cells[cell], 1e-12)
      let digamma = SpecialFunctions.digamma
      let tables = n < 1 ? n : alpha * (digamma(alpha + n) - digamma(alpha))
      guard cell < clones else {
        table.artefacts[cell - clones] = tables
        continue
      }
      table.clones += tables
      var sum = 0.0
      for index in 1..<OriginCells.classes { sum += classes[index] * spread[index * clones + cell] }
      guard sum > 0 else { continue }
      for index in 1..<OriginCells.classes {
        table.classes[index] += tables * classes[index] * spread[index * clones + cell] / sum
      }
    }
    return table
  }
}
