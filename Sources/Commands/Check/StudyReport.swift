import GenomicFiles
import TumorModel
import VariantKnowledge

/// Everything that `metachron check` tells of a study.
struct StudyReport: Sendable {
  let sheet: String
  private(set) var findings: [Finding]
  private(set) var answers: [SampleAnswer] = []

  /// Reads a study and judges it.
  init(sheet: String, options: ReadOptions) {
    self.sheet = sheet
    let check = StudyCheck(sheet: sheet, options: options)
    findings = check.findings
    addAnswers(check.samples)
    if let study = check.study {
      findings += AssemblyByHotspots(study, build: options.build ?? study.build).findings(sheet)
    }
  }

  /// The exit code: that of the first error.
  var status: ExitStatus? {
    findings.first { $0.level == .error }.map { ExitStatus($0.category) }
  }

  func count(_ level: Finding.Level) -> Int { findings.count { $0.level == level } }
  func count(_ scope: SampleAnswer.Scope) -> Int { answers.count { $0.scope == scope } }

  /// One line for standard error.
  var summary: String {
    var text =
      "\(sheet): \(Wording.count(count(.error), "error")), "
      + Wording.count(count(.warning), "warning")
    guard !answers.isEmpty else { return text }
    text +=
      "; of \(Wording.count(answers.count, "sample")), \(count(.most)) can be compared at most of "
      + "their sites, \(count(.some)) at some or with little power, \(count(.none)) not at all"
    return text
  }

  private mutating func addAnswers(_ samples: [SampleFacts]) {
    var places: [String: HistoryPlace] = [:]
    let tumours = samples.filter { $0.sample.role != .normal }
    for (patient, group) in Dictionary(grouping: tumours, by: \.sample.patient) {
      let found = HistoryPlace.places(group.map(\.sample))
      for (facts, place) in zip(group, found) { places[facts.sample.id] = place }
      guard let first = group.first, found.contains(.unordered) else { continue }
      findings.append(
        Finding(
          .warning, .unknownOrder, at: first.location, patient: patient,
          "patient \(patient): which sample came first is not known ("
            + Self.reason(group.map(\.sample)) + "); its calls will be indeterminate"))
    }
    findings.sort { ($0.level == .error ? 0 : 1) < ($1.level == .error ? 0 : 1) }
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
  init(_ category: InputErrorCategory) {
    self =
      switch category {
      case .badData: .badData
      case .noInput: .noInput
      case .inputOutput: .inputOutput
      }
  }
}
