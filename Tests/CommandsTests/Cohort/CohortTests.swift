import CohortStatistics
import Foundation
import Reporting
import Testing
import _TestSupport

@testable import Commands

@Suite("metachron cohort")
struct CohortTests {
  private func run(
    _ folders: [String], in folder: String, output: String = "cohort", genes: [String] = ["ERBB2"],
    _ change: (inout CohortRun) -> Void = { _ in }
  ) throws -> CohortSummary {
    var run = CohortRun(
      folders: folders.map { "\(folder)/\($0)" }, output: "\(folder)/\(output)",
      targets: CohortTarget.targets(genes: genes, className: nil, classified: ["ERBB2"]))
    run.others = ["ESR1"]
    change(&run)
    return try run.run()
  }

  /// The rows of a table, without the header.
  private func rows(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// A patient with calls of two genes.
  private func patient(_ index: Int) -> FakeResults.Patient {
    var calls = [FakeResults.Call()]
    calls[0].acquired = 0.5 + Double(index % 7) / 15
    calls[0].evidence = "\(Double(index % 7) - 2)"
    calls[0].call = index % 3 == 0 ? "preexisting" : "acquired"
    if index % 4 == 0 {
      var other = FakeResults.Call()
      (other.gene, other.position, other.functionalClass) = ("ESR1", 200, "")
      calls.append(other)
    }
    return FakeResults.Patient(
      id: "P\(index)", calls: index % 5 == 1 ? [] : calls,
      treatments: [("letrozole", index % 2 == 0 ? "ai" : "serm", 10 * index)])
  }

  @Test func `every patient falls out where it should`() throws {
    try withFolder { folder in
      try FakeResults(patients: FakeResults.everyExit, isSynthetic: true).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      let steps = Dictionary(uniqueKeysWithValues: summary.funnel.map { ($0.step, $0.patients) })
      #expect(
        steps == [
          "patients": 11, "mutated": 7, "of_class": 6, "compared": 4, "assessable": 3,
          "acquired": 1, "preexisting": 1, "indeterminate": 1, "lost": 0, "artefact": 0,
        ])
      #expect(
        summary.funnel[1].why
          == "1 without a mutation of the gene; 1 with a mutation in a primary only; "
          + "1 with silent or non-coding mutations only; 1 without a sample that is no primary")
      #expect(summary.funnel[3].why == "1 with one sample; 1 with several samples, none earlier")
      #expect(summary.funnel[4].why == "1 notAssessable")
      let patients = try rows(folder + "/cohort/cohort_patients.tsv")
      #expect(
        patients.map { [$0[2], $0[4], $0[6], $0[7]] } == [
          ["primary", "", "mutated", "primary_only"],
          ["other class", "", "of_class", "other_class"],
          ["single", "", "compared", "single_sample"],
          ["no earlier", "", "compared", "no_earlier_sample"],
          ["untold", "not_assessable", "assessable", "not_assessable"],
          ["acquired", "acquired", "", ""], ["before", "preexisting", "", ""],
          ["unclear", "indeterminate", "", ""],
        ])
      #expect(patients[5][23] == "letrozole" || patients[5].contains("letrozole"))
      for table in CohortTable.allCases {
        let text = try String(contentsOfFile: "\(folder)/cohort/\(table.fileName)", encoding: .utf8)
        #expect(text.hasPrefix("# synthetic data\n# metachron "))
      }
      #expect(summary.isSynthetic)
      #expect(summary.text.contains("11 patients of 1 folder"))
    }
  }

  @Test func `several mutations and later samples of a patient count once`() throws {
    try withFolder { folder in
      var weak = FakeResults.Call()
      (weak.position, weak.evidence, weak.change) = (101, "0.5", "p.V777L")
      var joint = FakeResults.Call()
      joint.earlier = "*"
      var single = FakeResults.Call()
      (single.call, single.evidence, single.earlier) = ("preexisting", "-9", "A")
      let two = FakeResults.Patient(id: "two", calls: [FakeResults.Call(), weak])
      let regions = FakeResults.Patient(
        id: "regions",
        samples: [("A", "primary", 0), ("C", "primary", 0), ("B", "metastasis", 500)],
        calls: [single, joint], pairs: [("A", "B"), ("C", "B"), ("*", "B")])
      var second = FakeResults.Call()
      (second.earlier, second.later, second.call, second.evidence) = ("B", "D", "preexisting", "-5")
      var first = FakeResults.Call()
      first.later = "D"
      // Every ordered pair: what the second biopsy shows is not the earliest tissue.
      let series = FakeResults.Patient(
        id: "series",
        samples: [("A", "primary", 0), ("B", "metastasis", 500), ("D", "metastasis", 900)],
        calls: [FakeResults.Call(), first, second], pairs: [("A", "B"), ("A", "D"), ("B", "D")])
      try FakeResults(patients: [two, regions, series]).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      #expect(summary.funnel.first { $0.step == "acquired" }?.patients == 3)
      #expect(summary.funnel.first { $0.step == "preexisting" }?.patients == 0)
      let patients = try rows(folder + "/cohort/cohort_patients.tsv")
      #expect(patients[0][8] == "p.L755S;p.V777L" && patients[0][9] == "p.V777L")
      #expect(patients[1][11] == "*")
      let gene = try #require(summary.genes.first)
      #expect(gene.acquired == 3)
      // Once a patient, twice where two mutations were acquired: 1 - 0.05² and 0.95 twice.
      #expect(abs(gene.observed - (1 - 0.0025 + 0.95 + 0.95)) < 1e-9)
    }
  }

  @Test func `exclusivity knows the burdens of the rarer gene's patients`() throws {
    try withFolder { folder in
      func calls(_ genes: [String]) -> [FakeResults.Call] {
        genes.enumerated().map { place, gene in
          var call = FakeResults.Call()
          (call.gene, call.position, call.functionalClass) = (gene, 100 + place, "")
          return call
        }
      }
      // ERBB2 in 6 patients of 1 to 5 mutated genes, ESR1 in 12.
      let patients = (0..<40).map { index in
        let rest = (0..<(index % 5)).map { "G\(($0 * 7 + index) % 11)" }
        return FakeResults.Patient(
          id: "P\(index)",
          calls: calls(
            (index % 7 == 0 ? ["ERBB2"] : []) + (index % 3 == 1 ? ["ESR1"] : []) + rest))
      }
      try FakeResults(patients: patients).write(to: folder + "/r")
      let summary = try run(["r"], in: folder) {
        $0.targets = CohortTarget.targets(genes: ["ERBB2"], className: "any", classified: [])
      }
      let row = try #require(summary.exclusivity.first { $0.geneB == "ESR1" })
      var (burdens, byBurden, counts): ([Int: Int], [Int: Int], [String: Int]) = ([:], [:], [:])
      for patient in patients {
        let genes = Set(patient.calls.map(\.gene))
        burdens[genes.count, default: 0] += 1
        if genes.contains("ERBB2") { byBurden[genes.count, default: 0] += 1 }
        for gene in genes { counts[gene, default: 0] += 1 }
      }
      let rates = try MutationRates(patients: burdens, genes: Array(counts.values))
      let second = try #require(counts["ESR1"])
      let test = try OverlapTest(
        overlap: row.both, firstByBurden: byBurden, second: second, rates: rates)
      #expect(row.pExclusive == test.pExclusive && row.expected == test.expected)
      #expect(row.power == test.exclusivityPower && row.note.isEmpty)
      let plain = try OverlapTest(
        overlap: row.both, first: row.both + row.onlyA, second: second, rates: rates)
      #expect(abs(plain.pExclusive - test.pExclusive) > 1e-3)
      #expect(summary.caveats.contains { $0.contains("genes are named as mutated") })
    }
  }

  @Test func `an overlap that burdens force has no power`() throws {
    try withFolder { folder in
      var other = FakeResults.Call()
      (other.gene, other.position, other.functionalClass) = ("ESR1", 200, "")
      // Of two genes a patient with two has both.
      let patients = (0..<12).map { index in
        FakeResults.Patient(
          id: "P\(index)",
          calls: (index < 6 ? [FakeResults.Call()] : []) + (index > 3 ? [other] : []))
      }
      try FakeResults(patients: patients).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      let row = try #require(summary.exclusivity.first)
      #expect(row.both == 2 && row.power == nil && row.pExclusive == 1)
      #expect(row.note.hasPrefix("2 patients must have both"))
      #expect(summary.text.contains("2 patients must have both"))
    }
  }

  @Test func `folders may come in any order`() throws {
    try withFolder { folder in
      let patients = (0..<30).map(patient)
      try FakeResults(patients: Array(patients[..<11])).write(to: folder + "/a")
      try FakeResults(patients: Array(patients[11..<12])).write(to: folder + "/b")
      try FakeResults(patients: Array(patients[12...])).write(to: folder + "/c")
      try FakeResults(patients: []).write(to: folder + "/d")
      try FakeResults(patients: patients).write(to: folder + "/all")
      _ = try run(["a", "b", "c", "d"], in: folder, output: "one")
      _ = try run(["d", "c", "a", "b"], in: folder, output: "two")
      let whole = try run(["all"], in: folder, output: "three")
      for table in CohortTable.allCases where table != .patients {
        let texts = try ["one", "two", "three"].map {
          try rows("\(folder)/\($0)/\(table.fileName)")
        }
        #expect(texts[0] == texts[1] && texts[0] == texts[2], "\(table)")
        #expect(!texts[0].isEmpty)
        #expect(
          try Data(contentsOf: URL(filePath: "\(folder)/one/\(table.fileName)"))
            == Data(contentsOf: URL(filePath: "\(folder)/two/\(table.fileName)")))
      }
      #expect(whole.patients == 30)
    }
  }

  @Test func `a patient of two folders is an error unless folders are apart`() throws {
    try withFolder { folder in
      try FakeResults(patients: [patient(2), patient(3)]).write(to: folder + "/a")
      var other = FakeResults(patients: [patient(4), patient(3)])
      other.threshold = "0.1"
      try other.write(to: folder + "/b")
      let failure = #expect(throws: ResultTableReader.Failure.self) {
        try run(["a", "b"], in: folder)
      }
      #expect(
        failure?.description
          == "\(folder)/b/timeline.tsv:7:1: error: patient 'P3' is in \(folder)/a too; expected each "
          + "patient once, or --prefix-folders if they are different patients")
      #expect(!FileManager.default.fileExists(atPath: folder + "/cohort"))
      let summary = try run(["a", "b"], in: folder) { $0.keepsFoldersApart = true }
      #expect(summary.patients == 4)
      #expect(summary.warnings == ["the folders differ in threshold: 0.05 / 0.1"])
      #expect(try rows(folder + "/cohort/cohort_patients.tsv")[0][2] == "\(folder)/a/P2")

      try FakeResults(patients: [patient(2), patient(3), patient(2)]).write(to: folder + "/c")
      let twice = #expect(throws: ResultTableReader.Failure.self) { try run(["c"], in: folder) }
      #expect(twice?.description.contains("patient 'P2' comes twice") == true)
    }
  }

  @Test func `nobody and one patient are answered`() throws {
    try withFolder { folder in
      try FakeResults(patients: []).write(to: folder + "/none")
      let none = try run(["none"], in: folder)
      #expect(none.patients == 0 && none.genes.isEmpty)
      #expect(none.text.contains("no patient is assessable"))
      try FakeResults(patients: [patient(2)]).write(to: folder + "/one")
      let one = try run(["one"], in: folder)
      #expect(one.funnel.first { $0.step == "acquired" }?.patients == 1)
      let again = try CohortSummary.read(folder + "/cohort/cohort.json")
      #expect(again.funnel == one.funnel && again.fractions == one.fractions)
    }
  }

  @Test func `names are kept as they are`() throws {
    try withFolder { folder in
      var hostile = FakeResults.Call()
      (hostile.gene, hostile.change) = ("=cmd|'/c'!A1", "<script>\"\\u{1F9EC}")
      let name = "=1+1\"</script>é"
      try FakeResults(
        patients: [FakeResults.Patient(id: name, calls: [hostile])]
      ).write(to: folder + "/r")
      let summary = try run(["r"], in: folder, genes: [hostile.gene])
      let row = try #require(try rows(folder + "/cohort/cohort_patients.tsv").first)
      #expect(row[0] == hostile.gene && row[2] == name && row[9] == hostile.change)
      #expect(summary.funnel.first { $0.step == "acquired" }?.patients == 1)
      #expect(
        try CohortSummary.read(folder + "/cohort/cohort.json").targets[0].gene == hostile.gene)
    }
  }

  /// What is done to a table, and the failure's place and words.
  private static let damages: [(table: String, old: String, new: String, problem: String)] = [
    ("timeline", "\t500\t", "\tfive\t", ":5:11: error: 'five' is no whole number"),
    (
      "timeline", "\t500\t", "\t5000000000000\t",
      ":5:11: error: the day 5000000000000 is out of reach"
    ),
    ("timeline", "sample\t0", "biopsy\t0", ":4:4: error: the event 'biopsy' is unknown"),
    ("timeline", "start_day", "begin", ":3:1: error: the column 'start_day' is missing"),
    ("pairs", "P2\tA\tB", "P2\tA\tC", ":4:6: error: sample 'C' is not in timeline.tsv"),
    ("pairs", "P2\tA\tB", "P9\tA\tB", ":4:1: error: patient 'P9' is not in timeline.tsv"),
    ("origins", "\tacquired\t", "\tacquire\t", "error: the call 'acquire' is unknown"),
    ("origins", "\t0.99\t", "\t1.99\t", "error: '1.99' is not within 0 to 1"),
    ("origins", "\t0.99\t", "\t", "fields; expected 58"),
    ("origins", "\t0.99\t", "\tnan\t", "error: 'nan' is no number"),
    ("trajectories", "\n", "\n\n", "error: 1 fields; expected"),
    ("trajectories", "activating\t\n", "activating", ":4:1: error: the file ends within a line"),
  ]

  @Test(arguments: 0..<damages.count)
  func `a damaged table is refused with its place`(index: Int) throws {
    let damage = Self.damages[index]
    try withFolder { folder in
      try FakeResults(patients: [patient(2)]).write(to: folder + "/r")
      let path = "\(folder)/r/\(damage.table).tsv"
      var text = try String(contentsOfFile: path, encoding: .utf8)
      let range = try #require(text.range(of: damage.old, options: .backwards))
      text.replaceSubrange(range, with: damage.new)
      try text.write(toFile: path, atomically: false, encoding: .utf8)
      let failure = #expect(throws: ResultTableReader.Failure.self) { try run(["r"], in: folder) }
      let words = failure?.description ?? ""
      #expect(words.hasPrefix(path + ":") && words.contains(damage.problem), "\(words)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/cohort"))
    }
  }

  @Test func `lengths of genes give the shares`() throws {
    try withFolder { folder in
      try FakeResults(patients: (0..<9).map(patient)).write(to: folder + "/r")
      let path = folder + "/lengths.tsv"
      try "gene\tlength\nERBB2\t30\nESR1\t10\n".write(
        toFile: path, atomically: false, encoding: .utf8)
      let lengths = try GeneLengths.read(path)
      let summary = try run(["r"], in: folder) { $0.lengths = lengths }
      #expect(summary.genes.first { $0.gene == "ERBB2" }?.share == 0.75)
      for text in ["", "gene\tlength\n", "A\t1\nA\t2\n", "A\t-1\n", "x\ny\n"] {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        let failure = #expect(throws: CommandFailure.self) { try GeneLengths.read(path) }
        #expect(failure?.message.hasPrefix(path + ":") == true && failure?.status == .badData)
      }
    }
  }

  @Test func `the command line ends with the usual codes`() async throws {
    try await withTemporaryFolder { folder in
      try FakeResults(patients: (0..<5).map(patient)).write(to: folder + "/r")
      let output = ["-o", folder + "/cohort", "--gene", "ERBB2", "-q"]
      #expect(await Metachron.start(["cohort", folder + "/r/"] + output) == 0)
      #expect(await Metachron.start(["cohort", folder + "/none"] + output) == 66)
      #expect(await Metachron.start(["cohort"] + output) == 64)
      #expect(await Metachron.start(["cohort", folder + "/r", "-o", folder + "/c"]) == 64)
      #expect(
        await Metachron.start(["cohort", folder + "/r", "-o", folder + "/r/", "--gene", "A"]) == 64)
      #expect(
        await Metachron.start(["cohort", folder + "/r", "-o", "/proc/none", "--gene", "X"]) == 74)
      // Results of an earlier version.
      try "{}".write(toFile: folder + "/r/manifest.json", atomically: false, encoding: .utf8)
      try FileManager.default.removeItem(atPath: folder + "/r/timeline.tsv")
      #expect(await Metachron.start(["cohort", folder + "/r"] + output) == 66)
      #expect(await Metachron.start(["design", "--cohort", folder + "/cohort"]) == 0)
      #expect(await Metachron.start(["design", "--cohort", folder + "/r"]) == 66)
      #expect(await Metachron.start(["design", "--fraction", "0.8"]) == 64)
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }
}
