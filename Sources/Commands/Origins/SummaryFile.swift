import Foundation
import Reporting

/// `summary.json` of a results folder: what `origins --json` prints.
struct SummaryFile {
  static let name = "summary.json"

  let summary: OriginsSummary

  /// Reads the summary of a results folder.
  init(folder: String) throws {
    let path = "\(folder)/\(Self.name)"
    guard access(path, R_OK) == 0 else {
      throw FileFailure(path: path, action: .read, code: errno)
    }
    do {
      summary = try JSONDecoder().decode(
        OriginsSummary.self, from: Data(contentsOf: URL(filePath: path)))
    } catch is DecodingError {
      throw CommandFailure(.badData, "\(path): error: expected a summary of metachron")
    }
  }

  /// The funnel of a gene that was asked for.
  func steps(of gene: String) throws -> [FunnelFigure.Step] {
    guard let found = summary.genes.first(where: { $0.gene == gene }) else {
      let known = summary.genes.map(\.gene)
      throw CommandFailure(
        .badData,
        "error: the results have no funnel of '\(gene)'; expected "
          + (known.isEmpty
            ? "a run with origins --genes \(gene)" : "one of \(known.joined(separator: ", "))"))
    }
    return found.steps
  }
}

extension GeneSummary {
  /// The funnel's steps, then the calls that share the last one.
  var steps: [FunnelFigure.Step] {
    var steps = [
      FunnelFigure.Step("patients of the study", patients: funnel.patients),
      FunnelFigure.Step("with a mutation of \(gene) in a later sample", patients: funnel.mutated),
    ]
    if isClassified {
      steps.append(FunnelFigure.Step("with an activating one", patients: funnel.activating))
    }
    steps.append(
      FunnelFigure.Step("with an earlier sample to compare with", patients: funnel.compared))
    steps.append(.init("acquired", patients: funnel.acquired, call: "acquired"))
    steps.append(.init("pre-existing", patients: funnel.preexisting, call: "preexisting"))
    steps.append(.init("indeterminate", patients: funnel.indeterminate, call: "indeterminate"))
    if funnel.other > 0 {
      steps.append(.init("lost or artefact", patients: funnel.other, call: "lost"))
    }
    return steps
  }
}
