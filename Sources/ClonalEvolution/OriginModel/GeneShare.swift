import TumorModel

/// The part of a study's table that one gene's mutations tell.
///
/// It is left out of what that gene's mutations are judged by: a gene that is often acquired, or often in
/// every cell, must not be its own witness.
struct GeneShare: Sendable {
  private var sum = StudyTable()
  private var byPatient: [String: StudyTable] = [:]
  /// Patients who tell nothing without the gene.
  private var alone: Set<String> = []

  /// A gene stays where it tells a smaller part than this of every class: no class's prior odds would
  /// move by more than twice that.
  static let least = 0.005

  /// What other patients tell, with the number of those who tell nothing else; `nil` where it is nothing.
  func others(than patient: String) -> StudyTable? {
    var others = byPatient[patient].map { sum.without($0) } ?? sum
    others.patients = alone.count - (alone.contains(patient) ? 1 : 0)
    return byPatient.count > (byPatient[patient] == nil ? 0 : 1) ? others : nil
  }

  /// The genes of a study.
  ///
  /// - Parameters:
  ///   - fits: The patients and their fits.
  ///   - contributions: What each tells with all genes.
  ///   - total: What they tell together.
  ///   - defaults: The share of each class before any study.
  static func all(
    _ fits: some Sequence<(PatientEvidence, PairFit)>, contributions: [StudyTable],
    of total: StudyTable, defaults: [Double]
  ) -> [String: GeneShare] {
    var genes: [String: GeneShare] = [:]
    for ((patient, fit), whole) in zip(fits, contributions) {
      var places: [String: [Int]] = [:]
      for (place, site) in fit.sites.enumerated() {
        let gene = patient.mutations[site].gene
        if !gene.isEmpty { places[gene, default: []].append(place) }
      }
      for (gene, places) in places {
        let rest = fit.contribution(without: places)
        var own = whole.without(rest)
        own.patients = 0
        genes[gene, default: GeneShare()].sum.add(own)
        genes[gene]?.byPatient[patient.id] = own
        if places.count == fit.sites.count { genes[gene]?.alone.insert(patient.id) }
      }
    }
    return genes.filter { $0.value.sum.isPart(least, of: total, defaults: defaults) }
  }
}

extension StudyTable {
  /// Whether the counts are at least a share of some class's, the default table among them, or of all that
  /// tells of artefacts in both samples.
  fileprivate func isPart(_ share: Double, of total: StudyTable, defaults: [Double]) -> Bool {
    let strength = StudyTable.defaultStrength
    let recurrent = OriginCells.sharedArtefacts.map { $0 - OriginCells.clones }
    return classes.indices.contains {
      classes[$0] > 0
        && classes[$0] >= share * (strength * defaults[$0] + total.classes[$0])
    } || recurrent.contains { artefacts[$0] > 0 && artefacts[$0] >= share * total.artefacts[$0] }
  }
}
