import ClonalEvolution
import CohortStatistics
import Foundation
import Results
import Studies
import Synchronization
import Testing
import TumorModel
import Wording

@testable import StudyPipeline

@Suite("A run of origins")
struct OriginsRunTests {
  /// The tables of a results folder, in the order of its manifest.
  static let tableNames = [
    OriginRow.table.fileName, PairRow.table.fileName, TrajectoryRow.table.fileName,
    AssumptionRow.table.fileName, PuritySolutionRow.table.fileName, PosteriorRow.table.fileName,
    CurveRow.table.fileName, TimelineRow.table.fileName,
  ]

  private func tables(_ folder: String) throws -> [Data] {
    try Self.tableNames.map { try Data(contentsOf: URL(filePath: "\(folder)/\($0)")) }
  }

  private func run(_ study: FakeStudy, in folder: String) -> OriginsRun {
    var run = OriginsRun(source: study, folder: folder, parameters: OriginParameters())
    run.genes = ["ERBB2"]
    run.knowledge = Knowledge(
      functionalClass: { $0.proteinChange == "p.L755S" ? "activating" : nil }, genes: [],
      classifiedGenes: ["ERBB2"],
      variantFrequencies: [:])
    return run
  }

  @Test func `tables are the same bytes for any number of threads`() async throws {
    try await withTemporaryFolder { folder in
      let study = try FakeStudy.made(70)
      var summaries: [OriginsSummary] = []
      for threads in [1, 2, 5] {
        var run = run(study, in: "\(folder)/\(threads)")
        run.threads = threads
        summaries.append(try await run.run(priorPatients: 0, inference: FakeStudy.infer))
      }
      #expect(try tables(folder + "/1") == tables(folder + "/2"))
      #expect(try tables(folder + "/1") == tables(folder + "/5"))
      #expect(Set(summaries).count == 1)
      let text = String(decoding: try tables(folder + "/1")[0], as: UTF8.self)
      let patients = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.dropFirst()
        .map { $0.prefix { $0 != "\t" } }
      #expect(patients.first == "P0" && patients.last == "P69")
      #expect(patients.count == study.patients.reduce(0) { $0 + $1.mutations.count })
    }
  }

  @Test(arguments: [
    (
      GenomeBuild.hg38, ["known mutations stand where hg19 has them, and the study is read as hg38"]
    ),
    (.hg19, []),
  ])
  func `known mutations in another assembly are told`(build: GenomeBuild, said: [String])
    async throws
  {
    try await withTemporaryFolder { folder in
      var study = WrittenStudy()
      study.add(
        [.init(patient: "P", name: "T", role: "primary"), .init(patient: "P", name: "M", day: 9)],
        WrittenStudy.shared(8, by: 2) + [
          (
            .init(
              gene: "ERBB2", chromosome: "17", position: 37_880_220, protein: "p.L755S"),
            [(40, 200), (60, 180)]
          )
        ])
      let sheet = try study.write(to: folder)
      let source = try StudySource(sheet: sheet, options: ReadOptions(build: build))
      let words = Mutex<[String]>([])
      var run = OriginsRun(source: source, folder: folder + "/out", parameters: OriginParameters())
      run.judged = (sheet, source.study.build)
      run.warn = { text in words.withLock { $0.append(text) } }
      _ = try await run.run()
      #expect(words.withLock { $0 } == said.map { "\(sheet): warning: \($0)" })
    }
  }

  @Test func `the manifest holds the checksums of the tables`() async throws {
    try await withTemporaryFolder { folder in
      _ = try await run(try FakeStudy.made(3), in: folder)
        .run(priorPatients: 0, inference: FakeStudy.infer)
      let manifest = try Manifest.read(folder + "/manifest.json")
      #expect(
        manifest.outputs.map(\.path)
          == Self.tableNames + [OriginsSummary.fileName])
      for file in manifest.outputs {
        #expect(try SHA256.checksum(ofFile: "\(folder)/\(file.path)") == file.sha256)
      }
      #expect(manifest.samples.count == 6)
      #expect(manifest.samples.first?.specimen == .ffpe)
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder).count
          == Self.tableNames.count + 2)
    }
  }

  @Test func `results give back the evidence that they were made from`() async throws {
    try await withTemporaryFolder { folder in
      let study = try FakeStudy.made(4)
      _ = try await run(study, in: folder).run(priorPatients: 0, inference: FakeStudy.infer)
      let source = try RelabelSource(folder: folder)
      #expect(source.isSynthetic)
      #expect(source.genes == ["ERBB2"])
      #expect(source.patientCount == 4)
      for index in 0..<4 { #expect(try source.patient(at: index) == study.patients[index]) }

      let before = try tables(folder)
      var again = OriginsRun(source: source, folder: folder, parameters: source.parameters)
      again.knowledge = run(study, in: folder).knowledge
      _ = try await again.run(priorPatients: 0, inference: FakeStudy.infer)
      #expect(try tables(folder) == before)
    }
  }

  @Test func `a results folder that lacks a piece is refused with its name`() async throws {
    try await withTemporaryFolder { folder in
      _ = try await run(try FakeStudy.made(2), in: folder)
        .run(priorPatients: 0, inference: FakeStudy.infer)
      let path = folder + "/manifest.json"
      var manifest = try Manifest.read(path)
      manifest.samples.removeAll { $0.patient == "P1" }
      try manifest.json().write(to: URL(filePath: path))
      let failure = #expect(throws: TableFailure.self) { try RelabelSource(folder: folder) }
      #expect(
        failure?.description
          == "\(path): error: patient 'P1' of \(folder)/origins.tsv is missing; expected its samples"
      )
      #expect(failure.flatMap { CommandFailure($0) }?.status == .badData)

      try "{\"version\": \"1\"}".write(toFile: path, atomically: false, encoding: .utf8)
      let wrong = #expect(throws: TableFailure.self) { try RelabelSource(folder: folder) }
      #expect(wrong?.description.contains("the key '") == true)

      try FileManager.default.removeItem(atPath: path)
      // Tables without their manifest are those of a run that was interrupted.
      let missing = #expect(throws: TableFailure.self) { try RelabelSource(folder: folder) }
      #expect(missing?.description.contains("the results are incomplete") == true)
      #expect(missing.flatMap { CommandFailure($0) }?.status == .badData)
      let none = #expect(throws: CommandFailure.self) {
        try RelabelSource(folder: folder + "/elsewhere")
      }
      #expect(none?.status == .noInput)
    }
  }

  @Test func `a study without a pair is bad data, and no folder is made`() async throws {
    try await withTemporaryFolder { folder in
      let study = FakeStudy(patients: [])
      let failure = await #expect(throws: CommandFailure.self) {
        try await run(study, in: folder + "/results")
          .run(priorPatients: 0, inference: FakeStudy.infer)
      }
      #expect(failure?.status == .badData)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func `an error in the middle leaves nothing behind`() async throws {
    struct Broken: OriginsSource {
      var study: FakeStudy
      var patientCount: Int { study.patientCount }
      var studySize: Int { study.studySize }
      var isSynthetic: Bool { false }
      var inputs: [Manifest.File] { [] }
      var warnings: [String] { [] }
      func patientID(at index: Int) -> String { study.patientID(at: index) }
      func hasPair(at index: Int) -> Bool { true }
      func patient(at index: Int) throws -> PatientEvidence {
        if index == 40 { throw CommandFailure(.inputOutput, "broken") }
        return study.patient(at: index)
      }
    }
    try await withTemporaryFolder { folder in
      var run = OriginsRun(
        source: Broken(study: try FakeStudy.made(50)), folder: folder + "/results",
        parameters: OriginParameters())
      run.threads = 2
      await #expect(throws: CommandFailure(.inputOutput, "broken")) {
        try await run.run(priorPatients: 0, inference: FakeStudy.infer)
      }
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }

  @Test func `the summary counts the funnel of a gene`() async throws {
    try await withTemporaryFolder { folder in
      let summary = try await run(try FakeStudy.made(12), in: folder)
        .run(priorPatients: 0, inference: FakeStudy.infer)
      let gene = try #require(summary.genes.first)
      #expect(gene[.patients] == 12)
      #expect(gene[.mutated] == 12 && gene[.ofClass] == 12 && gene[.compared] == 12)
      #expect(gene[.acquired] == 12 && gene[.preexisting] == 0)
      #expect(summary.pairs == 12)
      #expect(summary.calls.total == summary.mutations)
      #expect(
        summary.text.contains(
          "12 patients -> 12 with a mutation of ERBB2 in a non-primary sample -> 12 with one"))
      #expect(summary.text.contains("--uncalled censored"))
      // People read words, not the names that tables use.
      for name in OriginLabel.allCases.map(\.rawValue)
        + IndeterminateReason.allCases.map(\.rawValue)
      where name.contains("_") || name.contains(where: \.isUppercase) {
        #expect(!summary.text.contains(name), "\(name)")
      }
      for label in OriginLabel.allCases { #expect(summary.text.contains("  \(label.words) ")) }
      #expect(summary.text.contains("median depth"))
      #expect(summary.text.contains("sampled earlier tissue"))
      #expect(try JSONText.text(summary).contains("\"underpowered_pairs\""))
    }
  }

  @Test func `every label is counted under its own name`() throws {
    let patient = try FakeStudy.patient("P", mutations: 1)
    let call = try #require(FakeStudy.infer(patient).calls.first)
    for label in OriginLabel.allCases {
      var origins = PatientOrigins(patient: "P")
      var changed = call
      changed.label = label
      origins.calls = [changed]
      var summary = OriginsSummary()
      summary.add(origins, of: patient)
      #expect(summary.calls.kinds == [label] && summary.calls[label] == 1)
    }
  }

  @Test func `calls that are not assessable are told by cause`() throws {
    let patient = try FakeStudy.patient("P", mutations: 1)
    let call = try #require(FakeStudy.infer(patient).calls.first)
    var origins = PatientOrigins(patient: "P")
    let causes: [(AssessabilityProblem?, AssessabilityProblem?)] = [
      (.mitochondrial, .mitochondrial), (.mitochondrial, .mitochondrial), (nil, .withoutCounts),
      (.noReads, .otherContig),
    ]
    origins.calls = causes.map { earlier, later in
      var changed = call
      (changed.label, changed.reason) = (.indeterminate, .notAssessable)
      (changed.explanation.earlierProblem, changed.explanation.laterProblem) = (earlier, later)
      return changed
    }
    var summary = OriginsSummary()
    summary.add(origins, of: patient)
    #expect(summary.problems[.mitochondrial] == 2 && summary.problems[.withoutCounts] == 1)
    #expect(summary.problems[.otherContig] == 1 && summary.problems.total == 4)
    let text = summary.text
    #expect(text.contains("Not assessable: 4 calls, by cause:"))
    #expect(text.contains("  2: the mutation is mitochondrial"))
    #expect(text.contains("  1: the mutation is listed without read counts."))
    #expect(!text.contains("one of the two samples says nothing"))
    #expect(text.contains("Power: not known, since no call can be assessed."))
    origins.calls.append(call)
    var assessed = OriginsSummary()
    assessed.add(origins, of: patient)
    #expect(assessed.text.contains("Power: no pair is underpowered."))
  }

  @Test func `a table of called mutations is told in one sentence, with what to ask for`() throws {
    let patient = try FakeStudy.patient("P", mutations: 1)
    let call = try #require(FakeStudy.infer(patient).calls.first)
    var uncalled = call
    (uncalled.label, uncalled.reason) = (.indeterminate, .notAssessable)
    uncalled.explanation.earlierProblem = .uncalled
    var other = uncalled
    other.explanation.earlierProblem = .mitochondrial
    func text(_ calls: [OriginCall], _ policy: UncalledPolicy = .missing) -> String {
      var origins = PatientOrigins(patient: "P")
      origins.calls = calls
      var summary = OriginsSummary()
      summary.add(origins, of: patient)
      var parameters = OriginParameters()
      parameters.uncalled = policy
      summary.finish(parameters)
      return summary.text
    }
    let most = text([uncalled, uncalled, uncalled, call, other])
    #expect(
      most.contains(
        "3 of 5 calls cannot be made because the tables list only the mutations that were called: ")
    )
    #expect(
      most.contains("--uncalled censored would assume that")
        && most.contains("(fewer than 3 alternate reads or a frequency below 0.02)"))
    #expect(most.contains("Ask the sequencing centre for the reference and alternate reads"))
    #expect(
      most.contains(
        "Not assessable for other reasons: 1 call, by cause:\n  1: the mutation is mito"))
    #expect(!text([uncalled, uncalled, call]).contains("Not assessable"))
    let half = text([uncalled, call])
    #expect(!half.contains("Ask the sequencing centre") && half.contains("Not assessable: 1 call"))
    #expect(!text([uncalled, call, uncalled], .censored).contains("Ask the sequencing centre"))
  }

  @Test func `calls that lack power in the later sample are told`() throws {
    let patient = try FakeStudy.patient("P", mutations: 1)
    var call = try #require(FakeStudy.infer(patient).calls.first)
    (call.label, call.reason) = (.indeterminate, .underpowered)
    call.explanation.weakSide = .later
    var origins = PatientOrigins(patient: "P")
    origins.calls = [call]
    var summary = OriginsSummary()
    summary.add(origins, of: patient)
    #expect(summary.laterUnderpowered == 1)
    #expect(
      summary.text.contains(
        "Power: no earlier sample is underpowered; 1 call lacks power in the later sample."))
    var sum = OriginsSummary()
    sum.merge(summary)
    sum.merge(summary)
    #expect(sum.text.contains("2 calls lack power in the later sample."))
  }

  @Test func `an open call is told with the probability of its likeliest origin`() throws {
    let patient = try FakeStudy.patient("P", mutations: 1)
    var call = try #require(FakeStudy.infer(patient).calls.first)
    call.probabilities = OriginProbabilities(
      acquired: 0.63, preexistingSubclonal: 0.26, preexistingClonal: 0.11, lost: 0, artefact: 0)
    (call.label, call.reason) = (.indeterminate, .underpowered)
    #expect(
      GeneSummary.Call(call, of: patient, functionalClass: nil).probability == 0.63)
    call.probabilities = nil
    #expect(GeneSummary.Call(call, of: patient, functionalClass: nil).probability == nil)
  }

  @Test func `a silent mutation or one of the primary alone is no step of the funnel`() throws {
    let whole = try FakeStudy.patient("P", mutations: 1)
    let mutation = whole.mutations[0]
    func gene(_ classification: String, later: SiteObservation) throws -> GeneSummary {
      let patient = try #require(
        PatientEvidence(
          id: "P", sex: nil, build: nil, samples: whole.samples,
          mutations: [
            Mutation(
              variant: mutation.variant, gene: "ERBB2", proteinChange: "p.L755S",
              classification: classification)
          ],
          observations: [whole.observations[0], [later]], copyNumbers: whole.copyNumbers,
          depths: whole.depths, flags: whole.flags))
      var tally = GeneTally([CohortTarget(gene: "ERBB2", className: .activating)])
      tally.add(FakeStudy.infer(patient), of: patient) { _ in "activating" }
      return try #require(tally.summaries.first)
    }
    #expect(try gene("Missense_Mutation", later: whole.observations[1][0])[.mutated] == 1)
    #expect(try gene("Silent", later: whole.observations[1][0])[.mutated] == 0)
    #expect(try gene("Missense_Mutation", later: .uncalled)[.mutated] == 0)
    #expect(try gene("Missense_Mutation", later: .withoutCounts)[.ofClass] == 1)
  }

  @Test func `work is handed on in order and no faster than it is written`() async throws {
    let pipeline = OrderedPipeline(count: 1000, threads: 3)
    var seen: [Int] = []
    try await pipeline.run { range in
      Array(range)
    } write: {
      seen += $0
    }
    #expect(seen == Array(0..<1000))
    try await OrderedPipeline(count: 0, threads: 1).run {
      $0
    } write: { _ in
      seen = []
    }
    #expect(seen.count == 1000)
  }
}
