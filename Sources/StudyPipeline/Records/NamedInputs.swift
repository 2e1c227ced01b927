import Foundation
import Results

/// The files behind results: those that their manifest, or that of a run, names as inputs.
package enum NamedInputs {
  /// The inputs behind a folder of results, of a cohort, or of both.
  package static func paths(behind folder: String) -> [String] {
    var paths = FormerResults(folder).inputPaths
    let cohort = CohortFolder.path(for: folder)
    let seal = "\(cohort)/\(CohortSummary.fileName)"
    guard let summary = try? JSONText.read(CohortSummary.self, from: seal, what: "a cohort") else {
      return paths
    }
    for source in summary.folders {
      paths += FormerResults(source.path).inputPaths
      paths += source.tables.map { "\(source.path)/\($0.path)" }
    }
    return paths
  }
}
