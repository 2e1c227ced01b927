/// What a study's other patients tell of a patient's mutations before any is looked at: the shares
/// of the nine classes among all mutations, and artefacts that recur.
///
/// Counts are expected numbers of tables of a Dirichlet-multinomial: a patient counts a class about
/// as often as it must have drawn it anew from the study's table.
struct StudyTable: Sendable {
  /// Expected table counts of the nine classes.
  var classes = [Double](repeating: 0, count: OriginCells.classes)
  /// Expected table counts of artefacts, `[pattern][tail]`.
  var artefacts = [Double](repeating: 0, count: 3 * OriginCells.tails)
  /// Expected table counts of all clones.
  var clones = 0.0
  /// The patients behind the counts.
  var patients = 0

  /// The weight of the default table, in table counts.
  static let defaultStrength = 20.0

  /// A study of no patients.
  init() {}

  /// The share of each class, the default table counting ``defaultStrength``.
  func classShares(defaults: [Double]) -> [Double] {
    let total = defaults.indices.map { Self.defaultStrength * defaults[$0] + classes[$0] }
    let sum = total.reduce(0, +)
    return total.map { $0 / sum }
  }

  /// Adds a patient's counts.
  ///
  /// - Parameter share: A factor on the counts.
  mutating func add(_ other: StudyTable, times share: Double = 1) {
    for i in classes.indices { classes[i] += share * other.classes[i] }
    for i in artefacts.indices { artefacts[i] += share * other.artefacts[i] }
    clones += share * other.clones
    patients += other.patients
  }

  /// The same study without some of its counts.
  func without(_ other: StudyTable) -> StudyTable {
    var rest = self
    for i in classes.indices { rest.classes[i] = max(0, classes[i] - other.classes[i]) }
    for i in artefacts.indices { rest.artefacts[i] = max(0, artefacts[i] - other.artefacts[i]) }
    rest.clones = max(0, clones - other.clones)
    rest.patients = max(0, patients - other.patients)
    return rest
  }
}
