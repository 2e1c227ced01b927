package import CohortStatistics
import TumorModel

/// Patients with a non-primary sample whose assays look at the same genes.
package struct PanelTally: Sendable {
  /// What their non-primary samples' assays look at.
  let coverages: [AssayCoverage]
  /// The patients.
  package private(set) var patients = 0
  /// The patients by their number of mutated genes of the panel.
  package private(set) var burdens: [Int: Int] = [:]
  /// Patients with a mutation, by number of the gene's name.
  package private(set) var mutated: [Int] = []
  /// Overlaps of the genes that are followed.
  package private(set) var overlap: OverlapTally
  // By number of a gene's name.
  private var answers: [Bool?] = []

  init(_ coverages: [AssayCoverage], followed: Int) {
    self.coverages = coverages
    overlap = OverlapTally(size: followed)
  }

  /// What several samples' assays look at together, in a form that is equal where the genes are.
  static func combined(_ coverages: [AssayCoverage]) -> [AssayCoverage] {
    // Where no file tells, every gene is taken to be looked at.
    if coverages.contains(where: { $0 == .everyGene || $0 == .unknown }) { return [.everyGene] }
    var distinct: [String: AssayCoverage] = [:]
    for case .panel(let panel) in coverages { distinct[panel.name] = .panel(panel) }
    return distinct.isEmpty
      ? [.notSequenced] : distinct.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Whether any of the assays looks at a gene.
  package func covers(_ gene: String) -> Bool {
    AssayCoverage.allowsAbsence(of: gene, inAnyOf: coverages)
  }

  /// The same of a gene by the number of its name, which is remembered.
  private mutating func covers(_ gene: Int, _ names: NameTable) -> Bool {
    while answers.count <= gene { answers.append(nil) }
    if let known = answers[gene] { return known }
    let answer = covers(names.names[gene])
    answers[gene] = answer
    return answer
  }

  /// Adds a patient; genes that the panel does not look at are left out.
  ///
  /// - Parameters:
  ///   - patient: The patient.
  ///   - followed: The genes that are followed and mutated, as place and number of the name.
  mutating func add(
    _ patient: CohortPatient, followed: [(place: Int, gene: Int)], names: NameTable
  ) {
    patients += 1
    var burden = 0
    for gene in patient.genes where gene.isMutated && covers(gene.gene, names) {
      while mutated.count <= gene.gene { mutated.append(0) }
      mutated[gene.gene] += 1
      burden += 1
    }
    burdens[burden, default: 0] += 1
    let present = followed.filter { covers($0.gene, names) }.map(\.place)
    overlap.add(present, burden: burden)
  }
}
