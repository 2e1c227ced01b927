package import DelimitedText
import GenomicFiles
package import Studies
import TumorModel
import VariantKnowledge
import Wording

/// Everything that `metachron check` tells of a study.
package struct StudyReport: Sendable {
  package let sheet: String
  /// What was read; without the files that could not be.
  package let study: Study?
  /// The files of the study, those that could not be read included.
  package let paths: [String]
  package private(set) var findings: [Finding]
  package private(set) var answers: [SampleAnswer] = []

  /// Reads a study and judges it.
  package init(sheet: String, options: ReadOptions) {
    self.sheet = sheet
    var hotspots = AssemblyByHotspots()
    let check = StudyCheck(sheet: sheet, options: options) { hotspots.add($0) }
    study = check.study
    paths = check.paths
    findings = check.findings
    let hasPair = check.study.map { study in
      (0..<study.patientCount).contains { study.samples(ofPatientAt: $0).count > 1 }
    }
    if hasPair == false {
      let place = TextLocation(path: sheet)
      let count = findings.count { $0.level == .error }
      findings.insert(
        Finding(
          .error, .noPair, at: place,
          "no patient has an earlier and a later sample; expected at least one patient with two "
            + "samples that are not normal"), at: count)
    }
    addAnswers(check.samples)
    if let words = hotspots.contradiction(to: options.build ?? check.study?.build) {
      findings.append(Finding(.warning, .otherBuild, at: TextLocation(path: sheet), words))
    }
  }

  /// The exit code: that of the first error.
  package var status: ExitStatus? {
    findings.first { $0.level == .error }.map { ExitStatus($0.category) }
  }

  package func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }
  package func count(_ scope: SampleAnswer.Scope) -> Int { answers.count { $0.scope == scope } }

  /// One line for standard error.
  package var summary: String {
    var text =
      "\(sheet): \(Wording.count(count(.error), "error")), "
      + Wording.count(count(.warning), "warning")
    guard !answers.isEmpty else { return text }
    text +=
      "; of \(Wording.count(answers.count, "sample")), \(count(.most)) can be compared at nearly all "
      + "sites, \(count(.some)) at some or with little power, \(count(.none)) not at all"
    return text
  }

  private mutating func addAnswers(_ samples: [SampleFacts]) {
    var places: [String: HistoryPlace] = [:]
    let tumours = samples.filter { $0.sample.role != .normal }
    var patients: Set<String> = []
    let groups = Dictionary(grouping: tumours, by: \.sample.patient)
    for facts in tumours where patients.insert(facts.sample.patient).inserted {
      let group = groups[facts.sample.patient] ?? []
      let found = HistoryPlace.places(
        group.map(\.sample), hasReads: group.map { $0.counted > 0 && !$0.hasFaultyReads })
      for (facts, place) in zip(group, found) { places[facts.sample.id] = place }
      guard found.contains(.unordered) else { continue }
      findings.append(
        Finding(
          .warning, .unknownOrder, at: facts.location, patient: facts.sample.patient,
          "patient \(facts.sample.patient): which sample came first is not known ("
            + Self.reason(group.map(\.sample)) + "); its calls will be indeterminate"))
    }
    answers = samples.map { SampleAnswer($0, place: places[$0.sample.id] ?? .alone) }
  }

  private static func reason(_ samples: [Sample]) -> String {
    let days = samples.compactMap(\.day)
    if days.count == samples.count, Set(days).count == 1 { return "all are of day \(days[0])" }
    let orders = samples.compactMap(\.order)
    if days.isEmpty, orders.count == samples.count, Set(orders).count == 1 {
      return "all have order \(orders[0])"
    }
    return "no day or order tells it, and the roles do not"
  }
}

extension ExitStatus {
  package init(_ category: InputErrorCategory) {
    self =
      switch category {
      case .badData: .badData
      case .noInput: .noInput
      case .inputOutput: .inputOutput
      }
  }
}
