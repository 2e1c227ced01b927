import ClonalEvolution
import CohortStatistics
package import Results
import TumorModel
import Wording

/// What a reader of a cohort should know, as values.
extension CohortGathering {
  /// What differs between the folders, then genes and classes that no mutation has.
  package func warnings(_ folders: [CohortSummary.Folder]) -> [CohortWarning] {
    var warnings = Self.differences(between: folders.map(\.parameters))
    if Set(folders.map(\.isSynthetic)).count > 1 { warnings.append(.partlySynthetic) }
    if reader.builds.count > 1 {
      warnings.append(.severalAssemblies(reader.builds.map(\.rawValue).sorted()))
    }
    for (target, gathered) in zip(targets, gathered) {
      if gathered.funnel.mutated == 0 {
        warnings.append(
          .notMutated(target.gene, suggestion: GeneNameHint.symbol(for: target.gene)))
      } else if gathered.funnel.ofClass == 0, !target.isAnyClass {
        warnings.append(.noneOfClass(gene: target.gene, className: target.className))
      }
    }
    return warnings
  }

  private static func differences(between parameters: [ManifestParameters]) -> [CohortWarning] {
    ManifestParameters.Choice.allCases.compactMap { choice in
      let values = Set(parameters.map { $0.value(of: choice) }).sorted()
      return values.count > 1 ? .choicesDiffer(choice, values: values) : nil
    }
  }

  /// With fewer mutated genes, their number in a patient depends much on any pair of them.
  private static let fewGenes = 20

  /// What limits the answers.
  package func caveats(_ folders: [CohortSummary.Folder]) -> [CohortCaveat] {
    var caveats: [CohortCaveat] = [
      .thresholds(Set(folders.map(\.parameters.threshold)).sorted())
    ]
    if folders.contains(where: { $0.parameters.uncalled == .censored }) {
      caveats.append(.censored)
    } else if gathered.contains(where: { $0.funnel.missingReasons[.notAssessable] != nil }) {
      caveats.append(.missingRows)
    }
    if gathered.contains(where: { $0.funnel.ofClass > $0.funnel.assessable }) {
      caveats.append(.missingPatients)
    }
    for (target, gathered) in zip(targets, gathered)
    where gathered.curves.varied.isEmpty && gathered.curves.main.patients > 0 {
      caveats.append(.withoutAssumptions(gene: target.gene))
    }
    if withUnknownCoverage > 0 { caveats.append(.coverageAssumed) }
    let named = tally.genes.count { $0.mutated > 0 }
    if named > 1, named < Self.fewGenes { caveats.append(.fewGenes(named)) }
    if withTreatments > 0 { caveats.append(.association(withoutTreatment: withoutTreatments)) }
    return caveats
  }
}
