import ClonalEvolution
import Foundation
import GenomicFiles
import Reporting
import TumorModel

/// All stages from a study sheet to a report, in one results folder.
///
/// A stage is kept where its fingerprint is the recorded one and its outputs are as they were
/// written: see ``RunRecord``. Reading alignments is kept sample by sample; identity and origins are
/// kept or done as a whole, since what patients share (prior weights, exchanged samples) is learnt
/// from all of them: another patient changes everybody's probabilities a little.
struct StudyRun {
  /// The stages in their order.
  enum Stage: String, CaseIterable {
    case check, counts, identity, origins, cohort, report
  }

  let sheet: String
  let folder: String
  var options = ReadOptions()
  var parameters = OriginParameters()
  var genes: [String] = []
  var seed: UInt64 = 1
  var writesMultiQC = false
  /// Says how far the run is; no result.
  var say: @Sendable (String) -> Void = { _ in }
  var isProgressShown = false

  var record: RunRecord
  /// Read once, by the first stage that needs it.
  private var study: StudySource?

  init(sheet: String, folder: String) {
    self.sheet = sheet
    self.folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    record = RunRecord(folder: self.folder)
  }

  /// Does what is not done yet.
  ///
  /// - Throws: ``CommandFailure`` with the exit code of `metachron check` where the study has an
  ///   error, before anything but check.tsv is written; `FileFailure` and the stages' own errors.
  mutating func run() async throws {
    try check()
    // What check has read is what all stages read.
    let inputs = record.stages[Stage.check.rawValue]?.inputs ?? []
    try counts(inputs)
    try await identity(inputs)
    try await origins(inputs)
    try cohort()
    try await report()
  }

  // MARK: - Stages

  private mutating func check() throws {
    let known = record.stages[Stage.check.rawValue]?.inputs ?? []
    // A file that has gone missing is for the check to tell.
    if try isKept(.check, (try? RunInputs.again(known)) ?? []) { return }
    options.knownCounts = countsOfEarlierRun()
    let report = StudyReport(sheet: sheet, options: options)
    let name = "check.tsv"
    try WholeFile.write(to: "\(folder)/\(name)") { try $0.write(CheckTable.text(report)) }
    if let status = report.status {
      let lines = Self.lines(report.findings.filter { $0.level == .error })
      throw CommandFailure(status, (lines + [report.summary]).joined(separator: "\n"))
    }
    for line in Self.lines(report.findings) { say(line) }
    guard let found = report.study else { return }
    study = StudySource(found, sheet: sheet)
    try keep(.check, RunInputs.checked(found.inputs), outputs: [name])
  }

  private mutating func counts(_ inputs: [Manifest.File]) throws {
    guard inputs.contains(where: { $0.role == InputFile.Role.alignment.rawValue }) else {
      say(heading(.counts) + " no alignments, left out")
      try forget(.counts)
      return
    }
    let roles = Set([InputFile.Role.sheet, .mutations, .alignment, .reference].map(\.rawValue))
    let read = inputs.filter { roles.contains($0.role ?? "") }
    if try isKept(.counts, read) { return }
    let name = "counts.tsv"
    var run = CountsRun(
      counts: try StudyReader.counts(sheet: sheet, options: options), options: options.counting)
    run.isSynthetic = FirstLine.of(sheet).hasPrefix("# synthetic")
    run.table = "\(folder)/\(name)"
    try run.run()
    try keep(.counts, read, outputs: [name])
    try rememberAlignments(of: run.counts, inputs: read)
  }

  private mutating func identity(_ inputs: [Manifest.File]) async throws {
    if try isKept(.identity, inputs) { return }
    var run = IdentityRun(source: try source(), folder: folder)
    run.parameters.uncalled = parameters.uncalled
    run.threads = options.threads
    _ = try await run.run()
    try keep(.identity, inputs, outputs: IdentityTable.allCases.map(\.fileName))
  }

  private mutating func origins(_ inputs: [Manifest.File]) async throws {
    if try isKept(.origins, inputs) { return }
    let source = try source()
    let progress = ProgressLine(total: source.patientCount, isShown: isProgressShown)
    defer { progress.clear() }
    var run = OriginsRun(source: source, folder: folder, parameters: parameters)
    run.genes = genes
    run.knowledge = .bundled(for: source.study.build)
    run.threads = options.threads
    run.seed = seed
    run.writesMultiQC = writesMultiQC
    run.progress = { progress.show($0) }
    run.warn = say
    run.report = { [say] in $0.warnings.forEach(say) }
    _ = try await run.run()
    let manifest = try Manifest.read("\(folder)/\(Manifest.fileName)")
    try keep(.origins, inputs, outputs: manifest.outputs.map(\.path) + [Manifest.fileName])
  }

  private mutating func report() async throws {
    let tables = [Stage.origins, .cohort].flatMap { record.stages[$0.rawValue]?.outputs ?? [] }
    if try isKept(.report, tables) { return }
    let name = "report.html"
    try await ReportCommand.write(
      ReportBuilder(folder: folder, title: nil, isPseudonymised: false), to: "\(folder)/\(name)",
      threads: options.threads)
    try keep(.report, tables, outputs: [name])
  }

  // MARK: - What is kept

  /// The counts of an earlier run that still hold; an empty collection for others.
  private func countsOfEarlierRun() -> KnownCounts {
    guard let done = record.stages[Stage.counts.rawValue], isWhole(done) else {
      return KnownCounts()
    }
    return Self.knownCounts(in: done, table: "\(folder)/counts.tsv", options: options)
  }

  private mutating func rememberAlignments(
    of counts: StudyCounts, inputs: [Manifest.File]
  ) throws {
    let files = Dictionary(inputs.map { ($0.path, $0) }) { first, _ in first }
    var alignments: [String: Manifest.File] = [:]
    for patient in counts.patients {
      for (sample, path) in zip(patient.samples, patient.paths) {
        alignments[sample.id] = files[path]
      }
    }
    record.stages[Stage.counts.rawValue]?.alignments = alignments
    record.stages[Stage.counts.rawValue]?.basis = try Self.countingBasis(options, inputs: inputs)
    try record.write(folder: folder)
  }

  /// Whether a stage need not be done; says so, or that it begins.
  func isKept(_ stage: Stage, _ inputs: [Manifest.File]) throws -> Bool {
    let isKept: Bool
    if let known = record.stages[stage.rawValue] {
      isKept = try known.fingerprint == fingerprint(stage, inputs) && isWhole(known)
    } else {
      isKept = false
    }
    say(heading(stage) + (isKept ? " unchanged, kept" : ""))
    return isKept
  }

  private func isWhole(_ stage: RunRecord.Stage) -> Bool {
    stage.outputs.allSatisfy { isUntouched($0) }
  }

  private func isUntouched(_ output: Manifest.File) -> Bool {
    (try? SHA256.checksum(ofFile: "\(folder)/\(output.path)")) == output.sha256
  }

  /// Records a stage, and removes what it wrote formerly and does not write any more.
  mutating func keep(
    _ stage: Stage, _ inputs: [Manifest.File], outputs: [String]
  ) throws {
    try removeOutputs(of: stage, but: outputs)
    record.stages[stage.rawValue] = RunRecord.Stage(
      fingerprint: try fingerprint(stage, inputs), inputs: inputs,
      outputs: try outputs.map {
        Manifest.File(path: $0, sha256: try SHA256.checksum(ofFile: "\(folder)/\($0)"))
      })
    try record.write(folder: folder)
  }

  mutating func forget(_ stage: Stage) throws {
    guard record.stages[stage.rawValue] != nil else { return }
    try removeOutputs(of: stage, but: [])
    record.stages[stage.rawValue] = nil
    try record.write(folder: folder)
  }

  /// Whether a recorded path stays in the results folder; a record may be anybody's.
  private static func isInside(_ path: String) -> Bool {
    !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
  }

  /// Removes outputs that are as this tool wrote them; the record is no reason to remove others.
  private func removeOutputs(of stage: Stage, but kept: [String]) throws {
    for output in record.stages[stage.rawValue]?.outputs ?? []
    where !kept.contains(output.path) && Self.isInside(output.path) && isUntouched(output) {
      try FileManager.default.removeItem(atPath: "\(folder)/\(output.path)")
    }
  }

  private func fingerprint(_ stage: Stage, _ inputs: [Manifest.File]) throws -> String {
    try RunRecord.fingerprint(
      stage: stage.rawValue, parameters: values(of: stage), inputs: inputs)
  }

  /// The parameters that a stage's outputs depend on; the number of threads is none of them.
  private func values(of stage: Stage) -> [String: [String]] {
    if stage == .report { return [:] }
    if stage == .cohort { return ["genes": genes] }
    var values = RunInputs.values(of: options, sheet: sheet)
    if stage == .identity { values["uncalled"] = [parameters.uncalled.rawValue] }
    if stage == .origins {
      values["parameters"] = [ManifestParameters(parameters).line]
      values["genes"] = genes
      values["seed"] = ["\(seed)"]
      values["multiqc"] = ["\(writesMultiQC)"]
    }
    return values
  }

  private mutating func source() throws -> StudySource {
    if let study { return study }
    let read = try StudySource(sheet: sheet, options: options)
    study = read
    return read
  }

  // MARK: - Words

  func heading(_ stage: Stage) -> String {
    let place = Stage.allCases.firstIndex(of: stage) ?? 0
    return "\(place + 1)/\(Stage.allCases.count) \(stage.rawValue) ..."
  }

  /// The first findings, one line each.
  private static func lines(_ findings: [Finding]) -> [String] {
    let shown = 20
    let lines = findings.prefix(shown).map {
      "\($0.location): \($0.level.rawValue): \($0.text)"
    }
    let rest = findings.count - lines.count
    return rest > 0 ? lines + ["and \(Wording.count(rest, "finding")) more, in check.tsv"] : lines
  }
}
