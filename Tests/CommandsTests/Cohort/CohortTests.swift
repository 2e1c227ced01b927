import CohortStatistics
import DelimitedText
import Foundation
import Results
import StudyPipeline
import Testing
import TumorModel
import Wording

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

  /// The rows of a table of a cohort's folder.
  private func rows<Row: ResultRow>(_ folder: String, _ row: Row.Type) throws -> [Row] {
    try CohortFolder(folder, version: ToolVersion.number).rows(of: row)
  }

  /// The patients at a stage of the first target's funnel.
  private func patients(_ stage: FunnelPlace, _ summary: CohortSummary) -> Int? {
    summary.row(stage, of: summary.targets[0])?.patients
  }

  /// The rows of a table, without the header.
  private func fields(_ path: String) throws -> [[String]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.dropFirst()
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }

  /// A patient with calls of two genes.
  private func patient(_ index: Int) -> FakeResults.Patient {
    var calls = [FakeResults.Call()]
    calls[0].acquired = 0.5 + Double(index % 7) / 15
    calls[0].evidence = Double(index % 7) - 2
    calls[0].call = index % 3 == 0 ? .preexisting : .acquired
    calls[0].earlierReads = (alternate: index % 3 == 0 ? 20 : 0, depth: 80 + 10 * (index % 7))
    calls[0].isVaried = index % 2 == 0
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
      #expect(
        summary.funnel.map(\.stage) == FunnelPlace.allCases
          && summary.funnel.map(\.patients) == [11, 11, 7, 6, 4, 3, 1, 1, 1, 0, 0])
      #expect(
        summary.funnel[2].reasons == [
          .init(.exit(.noLaterSample), 1), .init(.exit(.notMutated), 1),
          .init(.exit(.silentOnly), 1), .init(.exit(.primaryOnly), 1),
        ])
      #expect(
        summary.funnel[4].reasons == [
          .init(.exit(.singleSample), 1), .init(.exit(.noEarlierSample), 1),
        ])
      #expect(summary.funnel[5].reasons == [.init(.call(.notAssessable), 1)])
      #expect(summary.funnel[8].reasons == [.init(.call(.underpowered), 1)])
      let patients = try rows(folder + "/cohort", CohortPatientRow.self)
      #expect(
        patients.map(\.patient) == [
          "primary", "other class", "single", "no earlier", "untold", "acquired", "before",
          "unclear",
        ])
      #expect(
        patients.map(\.outcome) == [
          nil, nil, nil, nil, .notAssessable, .acquired, .preexisting, .indeterminate,
        ])
      #expect(
        patients.map(\.excludedAt) == [
          .mutated, .ofClass, .compared, .compared, .assessable, nil, nil, nil,
        ])
      #expect(
        patients.map(\.reasons) == [
          [.exit(.primaryOnly)], [.exit(.otherClass)], [.exit(.singleSample)],
          [.exit(.noEarlierSample)], [.exit(.notAssessable), .call(.notAssessable)], [], [],
          [.call(.underpowered)],
        ])
      #expect(patients[5].agents == ["letrozole"] && patients[5].treatments == ["ai"])
      for name in CohortRun.fileNames where name != CohortSummary.fileName {
        let text = try String(contentsOfFile: "\(folder)/cohort/\(name)", encoding: .utf8)
        #expect(text.hasPrefix("# synthetic data\n# metachron "))
      }
      #expect(summary.isSynthetic)
      #expect(CohortText(summary).text.contains("11 patients of 1 folder"))
    }
  }

  @Test func `several mutations and later samples of a patient count once`() throws {
    try withFolder { folder in
      var weak = FakeResults.Call()
      (weak.position, weak.evidence, weak.change) = (101, 0.5, "p.V777L")
      var joint = FakeResults.Call()
      joint.earlier = .joint
      var single = FakeResults.Call()
      (single.call, single.evidence) = (.preexisting, -9)
      let two = FakeResults.Patient(id: "two", calls: [FakeResults.Call(), weak])
      let regions = FakeResults.Patient(
        id: "regions",
        samples: [("A", .primary, 0), ("C", .primary, 0), ("B", .metastasis, 500)],
        calls: [single, joint], pairs: [(.sample("A"), "B"), (.sample("C"), "B"), (.joint, "B")])
      var second = FakeResults.Call()
      (second.earlier, second.later) = (.sample("B"), "D")
      (second.call, second.evidence) = (.preexisting, -5)
      var first = FakeResults.Call()
      first.later = "D"
      // Every ordered pair: what the second biopsy shows is not the earliest tissue.
      let series = FakeResults.Patient(
        id: "series",
        samples: [("A", .primary, 0), ("B", .metastasis, 500), ("D", .metastasis, 900)],
        calls: [FakeResults.Call(), first, second],
        pairs: [(.sample("A"), "B"), (.sample("A"), "D"), (.sample("B"), "D")])
      try FakeResults(patients: [two, regions, series]).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      #expect(patients(.outcome(.acquired), summary) == 3)
      #expect(patients(.outcome(.preexisting), summary) == 0)
      let rows = try rows(folder + "/cohort", CohortPatientRow.self)
      #expect(rows[0].mutations == ["p.L755S", "p.V777L"] && rows[0].mutation == "p.V777L")
      #expect(rows[1].earlierSample == .joint)
      let gene = try #require(summary.genes.first)
      #expect(gene.acquired == 3)
      // One row per patient and mutation, whatever the comparisons: two, one and one.
      #expect(gene.mutations == 4)
      let main = try #require(summary.fractions.first)
      #expect(main.isMain && main.patients == 3 && main.withoutReads == 0)
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
        $0.targets = CohortTarget.targets(genes: ["ERBB2"], className: .any, classified: [])
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
      #expect(row.power == test.exclusivityPower && row.note == nil)
      let plain = try OverlapTest(
        overlap: row.both, first: row.both + row.onlyA, second: second, rates: rates)
      #expect(abs(plain.pExclusive - test.pExclusive) > 1e-3)
      #expect(summary.caveats.contains(.fewGenes(counts.count)))
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
      #expect(row.note == .forcedOverlap(2))
      #expect(CohortText(summary).text.contains("2 patients must have both"))
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
      let perFolder = [CohortPatientRow.table.fileName, CohortSummary.fileName]
      for name in CohortRun.fileNames where !perFolder.contains(name) {
        let texts = try ["one", "two", "three"].map { try fields("\(folder)/\($0)/\(name)") }
        #expect(texts[0] == texts[1] && texts[0] == texts[2], "\(name)")
        #expect(!texts[0].isEmpty)
        #expect(
          try Data(contentsOf: URL(filePath: "\(folder)/one/\(name)"))
            == Data(contentsOf: URL(filePath: "\(folder)/two/\(name)")))
      }
      #expect(whole.patients == 30)
    }
  }

  @Test func `a patient of two folders is an error unless folders are apart`() throws {
    try withFolder { folder in
      try FakeResults(patients: [patient(2), patient(3)]).write(to: folder + "/a")
      var other = FakeResults(patients: [patient(4), patient(3)])
      other.threshold = 0.1
      try other.write(to: folder + "/b")
      let failure = #expect(throws: TableFailure.self) {
        try run(["a", "b"], in: folder)
      }
      #expect(
        failure?.description
          == "\(folder)/b/timeline.tsv:8:1: error: patient 'P3' is in \(folder)/a too; expected each "
          + "patient once, or --prefix-folders if they are different patients")
      #expect(!FileManager.default.fileExists(atPath: folder + "/cohort"))
      let summary = try run(["a", "b"], in: folder) { $0.keepsFoldersApart = true }
      #expect(summary.patients == 4)
      #expect(summary.warnings == [.choicesDiffer(.threshold, values: ["0.05", "0.1"])])
      #expect(
        try rows(folder + "/cohort", CohortPatientRow.self)[0].patient == "\(folder)/a/P2")

      try FakeResults(patients: [patient(2), patient(3), patient(2)]).write(to: folder + "/c")
      let twice = #expect(throws: TableFailure.self) { try run(["c"], in: folder) }
      #expect(twice?.description.contains("patient 'P2' comes twice") == true)
    }
  }

  @Test func `nobody and one patient are answered`() throws {
    try withFolder { folder in
      try FakeResults(patients: []).write(to: folder + "/none")
      let none = try run(["none"], in: folder)
      #expect(none.patients == 0 && none.genes.isEmpty)
      #expect(CohortText(none).text.contains("no patient's earlier reads say anything"))
      try FakeResults(patients: [patient(2)]).write(to: folder + "/one")
      let one = try run(["one"], in: folder)
      #expect(patients(.outcome(.acquired), one) == 1)
      let again = try CohortFolder(folder + "/cohort", version: ToolVersion.number).summary
      #expect(again.funnel == one.funnel && again.warnings == one.warnings)
      #expect(
        again.caveats == one.caveats
          && again.fractions.map(\.sentence) == one.fractions.map(\.sentence))
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
      let row = try #require(try rows(folder + "/cohort", CohortPatientRow.self).first)
      #expect(row.gene == hostile.gene && row.patient == name && row.mutation == hostile.change)
      #expect(patients(.outcome(.acquired), summary) == 1)
      #expect(
        try CohortFolder(folder + "/cohort", version: ToolVersion.number).summary.targets
          == summary.targets)
    }
  }

  /// What is done to a table, and the failure's place and words.
  private static let damages: [(table: String, old: String, new: String, problem: String)] = [
    ("timeline", "\t500\t", "\tfive\t", ":6:11: error: start_day is 'five'; expected a whole"),
    (
      "timeline", "\t500\t", "\t5000000000000\t",
      ":6:11: error: start_day is '5000000000000'; expected a whole number"
    ),
    ("timeline", "sample\t0", "biopsy\t0", ":5:4: error: event is 'biopsy'; expected one of"),
    ("timeline", "start_day", "begin", ":4:1: error: the column 'start_day' is missing"),
    ("pairs", "P2\tA\tB", "P2\tA\tC", ":5:6: error: sample 'C' is not in timeline.tsv"),
    ("pairs", "P2\tA\tB", "P9\tA\tB", ":5:1: error: patient 'P9' is not in timeline.tsv"),
    ("origins", "\tacquired\t", "\tacquire\t", "error: call is 'acquire'; expected one of"),
    ("origins", "\t0.99\t", "\t1.99\t", "error: detection_power is '1.99'; expected a number"),
    ("origins", "\t0.99\t", "\t", "fields; expected \(OriginRow.table.columns.count)"),
    ("origins", "\t0.99\t", "\tnan\t", "error: detection_power is 'nan'; expected a number"),
    ("trajectories", "\n", "\n\n", "error: an empty line"),
    ("curves", "P2\t17:100:T>G\tA\tB\t\t", "P9\t17:100:T>G\tA\tB\t\t", "error: not the curve of"),
    ("curves", "\tA\tB\t\t", "\tB\tA\t\t", "error: not the curve of line"),
    ("curves", "\t0;", "\t0;x;", "error: earlier_falls is '0;x;"),
    ("curves", "\t0;", "\t", "error: earlier_falls is '"),
    ("curves", "\tpurity-0.1\t", "\tpurity-0.2\t", "error: assumption is 'purity-0.2'"),
    ("trajectories", "activating\t\n", "activating", ":5:1: error: the file ends within a line"),
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
      let failure = #expect(throws: TableFailure.self) { try run(["r"], in: folder) }
      let words = failure?.description ?? ""
      #expect(words.hasPrefix(path + ":") && words.contains(damage.problem), "\(words)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/cohort"))
    }
  }

  @Test func `a table of other results is refused`() throws {
    try withFolder { folder in
      try FakeResults(patients: [patient(2)]).write(to: folder + "/r")
      let path = "\(folder)/r/\(TrajectoryRow.table.fileName)"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      try text.replacing("0.99", with: "0.98")
        .write(toFile: path, atomically: false, encoding: .utf8)
      let failure = #expect(throws: TableFailure.self) { try run(["r"], in: folder) }
      #expect(
        failure?.description.hasPrefix("\(path): error: does not belong to these results") == true)
      #expect(!FileManager.default.fileExists(atPath: folder + "/cohort"))
    }
  }

  @Test func `a cohort's folder is sealed`() throws {
    try withFolder { folder in
      try FakeResults(patients: (0..<5).map(patient)).write(to: folder + "/r")
      _ = try run(["r"], in: folder, output: "r/cohort")
      let version = ToolVersion.number
      // The folder itself, or the results that it is in.
      #expect(try CohortFolder(folder + "/r", version: version).path == folder + "/r/cohort")
      #expect(throws: TableFailure.self) { try CohortFolder(folder + "/r", version: "0.0.1") }
      let path = "\(folder)/r/cohort/\(CohortGeneRow.table.fileName)"
      try "gene\n".write(toFile: path, atomically: false, encoding: .utf8)
      let failure = #expect(throws: TableFailure.self) {
        try CohortFolder(folder + "/r", version: version)
      }
      #expect(failure?.description.contains("does not belong to this cohort") == true)
      try FileManager.default.removeItem(atPath: path)
      #expect(throws: TableFailure.self) {
        try CohortFolder(folder + "/r", version: version, verification: .whileReading([]))
      }
      try FileManager.default.removeItem(atPath: "\(folder)/r/cohort/\(CohortSummary.fileName)")
      let incomplete = #expect(throws: TableFailure.self) {
        try CohortFolder(folder + "/r", version: version)
      }
      #expect(incomplete?.description.contains("the cohort is incomplete") == true)
      try FileManager.default.removeItem(atPath: "\(folder)/r/cohort")
      #expect(throws: FileFailure.self) { try CohortFolder(folder + "/r", version: version) }
    }
  }

  @Test func `reads that are more likely errors are no mutation`() throws {
    try withFolder { folder in
      var stray = FakeResults.Call()
      (stray.alternate, stray.presence) = (1, 0.3)
      (stray.call, stray.reason) = (.indeterminate, .artefactSuspected)
      var unread = stray
      (unread.alternate, unread.presence) = (0, 0.9)
      var plain = stray
      plain.presence = nil
      try FakeResults(
        patients: [stray, unread, plain].enumerated().map {
          FakeResults.Patient(id: "P\($0)", calls: [$1])
        }
      ).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      #expect(patients(.step(.mutated), summary) == 1)
      #expect(summary.funnel[2].reasons == [.init(.exit(.notMutated), 2)])
    }
  }

  @Test func `what is changed of the reads is shown beside the answer, and united`() throws {
    try withFolder { folder in
      var patients = (0..<8).map { index in
        var call = FakeResults.Call()
        call.isVaried = true
        call.earlierReads = (alternate: index == 7 ? 20 : 0, depth: 100 + 20 * index)
        return FakeResults.Patient(id: "P\(index)", calls: [call])
      }
      patients.append(
        FakeResults.Patient(
          id: "alone", samples: [("B", .metastasis, 9)], seen: [("B", FakeResults.Call())]))
      try FakeResults(patients: patients).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      let rows = summary.fractions(of: summary.targets[0])
      // The answer first; then what is varied of it; no cell at all last.
      #expect(rows[0].isMain && rows[0].patients == 8 && rows[0].withoutReads == 1)
      #expect(
        rows.prefix(5).map(\.varied) == [
          nil, .assumption(.lowerPurity), .union, .leaveOneOut, .missing,
        ])
      #expect(
        rows.map(\.threshold).filter { $0 > 0 }
          == [0.05, 0.01, 0.1, 0.25].flatMap {
            [Double](repeating: $0, count: 5)
          })
      let (main, lower) = (try #require(rows[0].interval), try #require(rows[1].interval))
      #expect(rows[2].low == min(main.lower, lower.lower))
      #expect(rows[2].high == max(main.upper, lower.upper))
      // n lower / (n + N) and (n upper + N) / (n + N).
      #expect(abs((rows[4].low ?? 0) - 8 * main.lower / 9) < 1e-12)
      #expect(abs((rows[4].high ?? 0) - (8 * main.upper + 1) / 9) < 1e-12)
      let strict = try #require(rows.last)
      #expect(strict.isStrictAbsence && strict.low == 0 && strict.estimate == nil)
      #expect(strict.sentence?.hasPrefix("No cell at all: at most") == true)
      let words = CohortSentences(summary: summary, target: summary.targets[0])
      #expect(words.sentences.contains { $0.hasPrefix("Whatever the purity and error: ") })
      #expect(words.sentences.contains { $0.hasPrefix("1 more has no primary that covers") })
      // Both samples' curves are there: gains against losses.
      let gene = try #require(summary.genes.first { $0.gene == "ERBB2" })
      #expect((gene.gained ?? 0) > 0.6 && (gene.lostShare ?? 1) < 0.2)
      #expect(try #require(gene.pGainedLost) < 0.05)
    }
  }

  @Test func `a patient whose reads say nothing changes no answer`() throws {
    try withFolder { folder in
      let patients = (0..<9).map(patient)
      var untold = FakeResults.Call()
      (untold.call, untold.reason) = (.indeterminate, .notAssessable)
      try FakeResults(patients: patients).write(to: folder + "/a")
      try FakeResults(
        patients: patients + [FakeResults.Patient(id: "untold", calls: [untold])]
      ).write(to: folder + "/b")
      let (less, more) = (
        try run(["a"], in: folder, output: "one"), try run(["b"], in: folder, output: "two")
      )
      let (first, second) = (less.fractions[0], more.fractions[0])
      #expect(first.interval == second.interval && first.effective == second.effective)
      #expect(second.withoutReads == first.withoutReads + 1)
      #expect(less.genes.map(\.p) == more.genes.map(\.p))
      #expect(less.genes.map(\.observed) == more.genes.map(\.observed))
    }
  }

  @Test func `reads that say nothing give the whole interval and p = 1`() throws {
    try withFolder { folder in
      let patients = (0..<6).map { index in
        var call = FakeResults.Call()
        call.earlierReads = (alternate: 0, depth: 0)
        var other = call
        (other.gene, other.position) = ("TP53", 200)
        return FakeResults.Patient(id: "P\(index)", calls: [call, other])
      }
      try FakeResults(patients: patients).write(to: folder + "/r")
      let summary = try run(["r"], in: folder)
      let main = summary.fractions[0]
      #expect(main.patients == 0 && main.withoutReads == 6 && main.interval == .whole)
      #expect(
        main.estimate == nil && main.identification == ProportionBelowThreshold.Identification.none)
      for gene in summary.genes { #expect(gene.p == 1 && gene.information == 0) }
    }
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }
}
