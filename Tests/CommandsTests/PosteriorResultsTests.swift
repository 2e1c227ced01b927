import ClonalEvolution
import Figures
import Foundation
import Report
import Results
import Testing
import TumorModel

@testable import StudyPipeline

@Suite("posteriors.tsv")
struct PosteriorResultsTests {
  private func run(
    _ study: FakeStudy, in folder: String, hasPosteriors: Bool = true
  ) async throws {
    var run = OriginsRun(source: study, folder: folder, parameters: OriginParameters())
    run.genes = ["ERBB2"]
    _ = try await run.run(priorPatients: 0) { patient in
      var parameters = OriginParameters()
      parameters.sensitivity = .genes(hasPosteriors ? ["ERBB2"] : [])
      let context = StudyContext(
        learningFrom: [patient], parameters: parameters, variantFrequencies: [:])
      return OriginAnalysis(parameters: parameters, context: context).origins(of: patient)
    }
  }

  @Test func `holds a call's posterior, which adds to 1 beside the call's interval`()
    async throws
  {
    try await withTemporaryFolder { folder in
      try await run(try FakeStudy.made(3), in: folder)
      let tables = try StudyTables(folder)
      let posteriors = try tables.folder.table(of: PosteriorRow.self)
      for id in tables.patients {
        var patient = try tables.patient(id)
        patient.posteriors = try posteriors.rows(of: id)
        for call in patient.calls {
          let bins = patient.posterior(of: call)
          guard call.gene == "ERBB2" else {
            #expect(bins.isEmpty)
            continue
          }
          try #require(bins.count == EarlierPosterior.edges.count + 1)
          #expect(bins.first?.high == 0 && bins.last?.low == 1)
          #expect(abs(bins.reduce(0) { $0 + $1.probability } - 1) < 1e-5)
          // The interval is of a fraction that is there, from 0 on where that is not certain.
          let low = try #require(call.earlier.cellFractionLow)
          #expect((low == 0) == (bins[0].probability > 0.05))
        }
      }
    }
  }

  @Test func `adds its figure to a report, also under other names`() async throws {
    try await withTemporaryFolder { folder in
      let study = try FakeStudy.made(2)
      func figures(_ name: String, hasPosteriors: Bool, isPseudonymised: Bool) async throws -> [Int]
      {
        let results = "\(folder)/\(name)"
        try await run(study, in: results, hasPosteriors: hasPosteriors)
        let sections = try PatientSections(folder: results, isPseudonymised: isPseudonymised)
        return try sections.compared.map { try sections.part($0).section.figures.count }
      }
      let without = try await figures("a", hasPosteriors: false, isPseudonymised: false)
      #expect(without.count == 2)
      for (name, isPseudonymised) in [("b", false), ("c", true)] {
        let drawn = try await figures(name, hasPosteriors: true, isPseudonymised: isPseudonymised)
        #expect(drawn == without.map { $0 + 1 })
      }
    }
  }
}
