import DrugResponse
import Figures
import Foundation
import Results
import Testing

@testable import Commands
@testable import StudyPipeline

/// Drug responses from files to tables, on the simulated experiment.
@Suite("Responses from the command line")
struct ResponseTests {
  private func withExperiment(_ body: (String) async throws -> Void) async throws {
    try await withTemporaryFolder { folder in
      #expect(await Metachron.start(["simulate", "her2-neratinib", "-o", folder + "/x"]) == 0)
      try await body(folder)
    }
  }

  @Test func `mutants need more fulvestrant, and say so`() async throws {
    try await withExperiment { folder in
      let out = folder + "/out"
      #expect(
        await Metachron.start([
          "response", "curves", folder + "/x/plates.tsv", "--reference", "GFP", "-o", out, "-q",
        ]) == 0)
      let curves = try tableRows(out, ResponseCurveRow.self)
      // Two lines, six genotypes, two drugs, two measures.
      #expect(curves.count == 48)
      let changes = try tableRows(out, ResponseComparisonRow.self).filter {
        $0.drug == "fulvestrant" && $0.measure == .viability
      }
      #expect(changes.count == 10)
      for row in changes where row.genotype != "ERBB2 WT" {
        let low = try #require(row.foldChange.low)
        #expect(low > 5 && (row.foldP ?? 1) < 1e-3 && (row.curveP ?? 1) < 1e-3, "\(row.genotype)")
      }
      let grades = try tableRows(out, PlateQualityRow.self)
      #expect(grades.count == 36 && grades.allSatisfy { $0.zPrime != nil })
      // No dose tested leaves half of the GFP cells under neratinib: nothing is extrapolated.
      let flat = curves.filter { $0.drug == "neratinib" && $0.genotype == "GFP" }
      #expect(flat.allSatisfy { $0.absolute.value == nil && $0.absoluteAnswer != .reached })
      let text = try String(contentsOfFile: out + "/response_curves.tsv", encoding: .utf8)
      #expect(text.hasPrefix("# synthetic data\n"))
      for figure in ["dose-response", "ic50"] {
        #expect(
          await Metachron.start(["figure", figure, out, "-o", "\(out)/\(figure).vl.json"]) == 0)
      }
    }
  }

  @Test func `wells that were measured over days have proliferation rates`() async throws {
    try await withTemporaryFolder { folder in
      var text =
        "# synthetic data\nplate\twell\tcell_line\tdrug_a\tdose_a\tunit\ttime_h\tvalue\tcontrol\n"
      // Doublings a day fall from 1 to -0.5; half-way at 20 nM, and none is left at 40 nM.
      for column in 1...8 {
        for row in ["A", "B", "C"] {
          let dose = column == 1 ? 0 : 2.5 * pow(2, Double(column - 1))
          let rate = (-0.5 + 1.5 / (1 + dose / 20)) / 24
          for hours in stride(from: 0.0, through: 96, by: 12) {
            let wobble =
              1 + 0.01 * sin(Double(column) * 7 + hours + (row == "A" ? 0 : row == "B" ? 2 : 4))
            let value = 1_000 * pow(2, rate * hours) * wobble
            text +=
              "p\t\(row)\(column)\tMCF7\t\(dose == 0 ? "" : "neratinib")\t"
              + "\(dose == 0 ? "" : "\(dose)")\tnM\t\(hours)\t\(value)\t"
              + "\(dose == 0 ? "vehicle" : "")\n"
          }
        }
      }
      try text.write(toFile: folder + "/plate.tsv", atomically: false, encoding: .utf8)
      let out = folder + "/out"
      #expect(
        await Metachron.start(["response", "curves", folder + "/plate.tsv", "-o", out, "-q"]) == 0)
      let rates = try tableRows(out, ResponseCurveRow.self).filter {
        $0.measure == .proliferationRate
      }
      #expect(rates.count == 1 && rates[0].hours == 96 && rates[0].points == 24)
      let stasis = rates[0].absolute
      #expect(rates[0].absoluteAnswer == .reached)
      #expect(abs(try #require(stasis.value) - 40) < 2)
      let (low, high) = (try #require(stasis.low), try #require(stasis.high))
      #expect(low < 40 && high > 40)
      #expect(abs(try #require(rates[0].e0.value) * 24 - 1) < 0.03)
      #expect(
        await Metachron.start([
          "figure", "dose-response", out, "--measure", "proliferation_rate", "-o",
          out + "/rates.vl.json",
        ]) == 0)
      let chart = try String(contentsOfFile: out + "/rates.vl.json", encoding: .utf8)
      #expect(chart.contains("Doublings per hour") && chart.contains("dose of stasis"))
    }
  }

  @Test func `neratinib restores what its target carries, and nothing beside the gatekeeper`()
    async throws
  {
    try await withExperiment { folder in
      for threads in ["1", "2"] {
        #expect(
          await Metachron.start([
            "response", "combinations", folder + "/x/plates.tsv", "--reference", "GFP",
            "--replicates", "40", "--threads", threads, "-o", "\(folder)/\(threads)", "-q",
          ]) == 0)
      }
      for name in CombinationsRun.fileNames {
        let texts = try ["1", "2"].map {
          try String(contentsOfFile: "\(folder)/\($0)/\(name)", encoding: .utf8)
        }
        #expect(texts[0] == texts[1], "\(name)")
      }
      let found = try tableRows(folder + "/1", RestorationRow.self).filter {
        $0.drug == "fulvestrant"
      }
      let answers = Dictionary(grouping: found, by: \.genotype).mapValues {
        Set($0.map(\.answer))
      }
      for genotype in ["ERBB2 S310F", "ERBB2 L755S", "ERBB2 V777L"] {
        let answer = try #require(answers[genotype])
        #expect(answer.isSubset(of: [.restores, .sensitizes]), "\(genotype): \(answer)")
      }
      #expect(answers["ERBB2 L869R/T798I"] == [.onlyAdds])
      let potency = try tableRows(folder + "/1", CombinationRow.self).filter {
        $0.quantity == .potencyOfA && $0.genotype == "ERBB2 L755S"
      }
      #expect(potency.count == 2 && potency.allSatisfy { ($0.value.low ?? 0) > 2 })
      for figure in ["synergy", "isobologram"] {
        #expect(
          await Metachron.start([
            "figure", figure, folder + "/1", "-o", "\(folder)/\(figure).vl.json",
          ]) == 0)
      }
    }
  }

  @Test func `courses give rates and survival`() async throws {
    try await withExperiment { folder in
      let out = folder + "/out"
      #expect(
        await Metachron.start([
          "response", "clinical", folder + "/x/courses.tsv", "-o", out, "-q",
        ]) == 0)
      let courses = try tableRows(out, CourseRow.self)
      let rates = try tableRows(out, ResponseRateRow.self)
      let rate = try #require(rates.first { $0.rate == .response && $0.group == SurvivalRow.all })
      #expect(
        rate.patients == 12 && rate.responders == Double(courses.count { $0.best.isResponse }))
      #expect((rate.share.low ?? 1) < (rate.share.value ?? 0))
      let steps = try tableRows(out, SurvivalRow.self)
      #expect(
        Set(steps.map(\.endpoint)) == ["progression_free", "duration_of_response", "overall"])
      for (_, own) in Dictionary(grouping: steps, by: \.endpoint) {
        let values = own.compactMap(\.survival.value)
        #expect(values == values.sorted(by: >))
      }
      for figure in ["waterfall", "spider", "survival"] {
        #expect(
          await Metachron.start(["figure", figure, out, "-o", "\(out)/\(figure).vl.json"]) == 0)
      }
    }
  }

  @Test func `wrong tables and options are told in words`() async throws {
    try await withTemporaryFolder { folder in
      let plate = folder + "/plate.tsv"
      try "well\tcell_line\tdrug_a\tdose_a\tunit\ttime_h\tvalue\nA1\tMCF7\tx\t1\tnM\t72\t5\n".write(
        toFile: plate, atomically: true, encoding: .utf8)
      #expect(await Metachron.start(["response", "curves", plate, "-q"]) == 65)
      #expect(await Metachron.start(["response", "combinations", plate, "--margin", "1"]) == 64)
      #expect(await Metachron.start(["response", "clinical", plate, "--gene", "ERBB2"]) == 64)
      #expect(await Metachron.start(["response", "curves", folder + "/none.tsv", "-q"]) == 66)
    }
  }
}
