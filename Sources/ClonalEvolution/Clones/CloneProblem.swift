/// What mutations are clustered by: for each distinct pattern of reads over a patient's samples the row of
/// each sample's table.
///
/// A class: its tables are large, and moves look at them from many places.
final class CloneProblem: Sendable {
  let fractions: CloneFractions
  /// One per sample.
  let tables: [CloneTable]
  /// `[pattern][sample]`; -1 where the sample says nothing.
  let rows: [Int32]
  /// The number of mutations of each pattern.
  let weights: [Double]
  /// ln of the likelihood of each pattern under what is no clone, `[pattern][class]`.
  let others: [Double]
  /// The number of classes that are no clones.
  let classes: Int
  /// The Dirichlet parameter of each class that is no clone, and of a clone.
  let priorOfClasses: [Double]
  let priorOfClones: Double

  /// The number of patterns.
  var patterns: Int { weights.count }
  /// The number of samples.
  var samples: Int { tables.count }
  /// The number of mutations.
  let mutations: Double

  init(
    fractions: CloneFractions, tables: [CloneTable], rows: [Int32], weights: [Double],
    others: [Double] = [], priorOfClasses: [Double] = [], priorOfClones: Double = 1
  ) {
    precondition(rows.count == weights.count * tables.count, "a row for each pattern and sample")
    precondition(others.count == weights.count * priorOfClasses.count, "a value for each class")
    self.fractions = fractions
    self.tables = tables
    self.rows = rows
    self.weights = weights
    self.others = others
    self.priorOfClasses = priorOfClasses
    self.priorOfClones = priorOfClones
    classes = priorOfClasses.count
    mutations = weights.reduce(0, +)
  }
}
