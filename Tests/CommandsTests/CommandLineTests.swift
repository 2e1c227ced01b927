import ArgumentParser
import ClonalEvolution
import Foundation
import Testing
import Wording
import _TestSupport

@testable import Commands
@testable import StudyPipeline

@Suite("The command line")
struct CommandLineTests {
  @Test(
    "refuses wrong usage with 64",
    arguments: [
      ["origins"], ["origins", "samples.csv"], ["origins", "-o", "x"],
      ["origins", "a.csv", "-o", "x", "--threshold", "0"],
      ["origins", "a.csv", "-o", "x", "--threshold", "nan"],
      ["origins", "a.csv", "-o", "x", "--threads", "0"],
      ["origins", "a.csv", "-o", "x", "--threads", "9223372036854775807"],
      ["counts", "a.csv", "-o", "x", "--threads", "1025"],
      ["report", "r", "-o", "x", "--threads", "0"],
      ["origins", "a.csv", "-o", "x", "--uncalled", "zero"],
      ["origins", "a.csv", "-o", "x", "--caller-threshold", "3"],
      ["origins", "a.csv", "-o", "x", "--build", "mm10"],
      ["origins", "a.csv", "-o", "x", "--relabel", "y"],
      ["simulate", "study", "-o", "x", "--patients", "9223372036854775807"],
      ["simulate", "study", "-o", "x", "--patients", "0"],
      ["power", "--depth", "30"], ["power", "--depth", "thirty", "--purity", "0.5"],
      ["power", "--depth", "30", "--purity", "0"], ["power", "--depth", "-1", "--purity", "0.5"],
      ["power", "--depth", "30", "--purity", "0.5", "--multiplicity", "3"],
      ["power", "--ccf", "0.05", "--purity", "0.5"],
      ["power", "--power", "0.9", "--purity", "0.5"],
      ["power", "--ccf", "2", "--power", "0.9", "--purity", "0.5"],
      ["origins", "a.csv", "-o", "x", "--genes", ""],
      ["run", "a.csv", "-o", "x", "--genes", " , "],
      ["origins", "a.csv", "-o", "x", "--sample-order", ","],
      ["cohort", "r", "-o", "x", "--gene", "ERBB2", "--with", ","],
      ["explain", "results"], ["unknown"],
    ])
  func usage(arguments: [String]) async {
    #expect(await Metachron.start(arguments) == 64)
  }

  @Test func `ends with 0 for help and version`() async {
    #expect(await Metachron.start(["--version"]) == 0)
    #expect(await Metachron.start(["power", "--help"]) == 0)
  }

  @Test func `the version names the libraries`() {
    #expect(ToolVersion.description.hasPrefix("metachron 0.1.0 (GSL 2."))
    #expect(ToolVersion.description.contains("htslib 1."))
  }

  @Test func `input that is missing is 66, wrong 65, an output that cannot be 74`() async throws {
    try await withTemporaryFolder { folder in
      let sheet = folder + "/samples.csv"
      #expect(await Metachron.start(["origins", sheet, "-o", folder + "/r", "-q"]) == 66)
      try "patient,sample\nP,S\n".write(toFile: sheet, atomically: false, encoding: .utf8)
      #expect(await Metachron.start(["origins", sheet, "-o", folder + "/r", "-q"]) == 65)
      try "patient,sample,role\nP,S,primary\n"
        .write(toFile: sheet, atomically: false, encoding: .utf8)
      #expect(await Metachron.start(["origins", sheet, "-o", folder + "/r", "-q"]) == 65)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["samples.csv"])
      try "patient,sample,role\nP,S,primary\nP,M,metastasis\n"
        .write(toFile: sheet, atomically: false, encoding: .utf8)
      #expect(await Metachron.start(["origins", sheet, "-o", sheet, "-q"]) == 74)
      #expect(await Metachron.start(["origins", sheet, "-o", "/proc/none", "-q"]) == 74)
      #expect(
        await Metachron.start(["explain", folder, "--patient", "P", "--mutation", "G"]) == 66)
    }
  }

  @Test func `options reach the parameters`() throws {
    let command = try OriginsCommand.parse([
      "a.csv", "-o", "x", "--threshold", "0.1", "--uncalled", "censored", "--caller-threshold",
      "5,0.1", "--pairs", "all", "--prior", "default", "--precision", "inf", "--genes",
      "ERBB2, ESR1,ERBB2",
    ])
    var parameters = OriginParameters()
    command.apply(to: &parameters, genes: ["TP53"])
    #expect(parameters.threshold == 0.1)
    #expect(parameters.uncalled == .censored)
    #expect(parameters.callerRule == CallerRule(minimumAlternate: 5, minimumFrequency: 0.1))
    #expect(parameters.pairs == .all)
    #expect(!parameters.learnsPrior)
    #expect(parameters.precision == .infinity)
    #expect(parameters.sensitivity == .genes(["TP53"]))
    #expect(command.study.geneList == ["ERBB2", "ESR1"])
  }

  @Test func `numbers and lists are worded`() {
    #expect(Wording.number(0.05) == "0.05")
    #expect(Wording.number(0.012_345) == "0.0123")
    #expect(Wording.number(0.97654) == "0.977")
    #expect(Wording.number(1e-9) == "below 0.0005")
    #expect(Wording.number(0.99999) == "above 0.999")
    #expect(Wording.number(0) == "0" && Wording.number(1) == "1")
    #expect(Wording.count(1, "patient") == "1 patient")
    #expect(Wording.count(1_234_567, "read") == "1,234,567 reads")
    #expect(Wording.list(["a", "b", "c"]) == "a, b and c")
  }
}
