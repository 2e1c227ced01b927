import DelimitedText
import Foundation
import Results
import StudyPipeline
import TumorModel

/// Results folders made by hand, with the columns that a cohort reads.
struct FakeResults {
  struct Call {
    var gene = "ERBB2"
    var change = "p.L755S"
    var kind = "Missense_Mutation"
    var functionalClass = "activating"
    var position = 100
    var earlier = ComparedSample.sample("A")
    var later = "B"
    var call = OriginLabel.acquired
    var reason: IndeterminateReason?
    var evidence = 2.0
    /// Alternate and all reads of the earlier sample, of purity 0.5.
    var earlierReads = (alternate: 0, depth: 150)
    /// Whether its curves under other assumptions follow.
    var isVaried = false
    var acquired = 0.95
    /// Whether the later sample has a row of it.
    var isSeen = true
    /// Its alternate reads, and P(present in the sample).
    var alternate = 20
    var presence: Double? = 0.99
  }

  struct Patient {
    var id: String
    var samples: [(id: String, role: SampleRole, day: Int)] = [
      ("A", .primary, 0), ("B", .metastasis, 500),
    ]
    var calls: [Call] = []
    /// Mutations of patients without calls, by sample.
    var seen: [(sample: String, call: Call)] = []
    var treatments: [(agent: String, kind: String, start: Int)] = []
    /// Earlier samples; several get a joint row.
    var pairs: [(earlier: ComparedSample, later: String)]?
  }

  var patients: [Patient]
  var isSynthetic = false
  var threshold = 0.05

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var parameters = ManifestParameters()
    parameters.threshold = threshold
    var manifest = Manifest(version: ToolVersion.number, command: "origins", parameters: parameters)
    manifest.isSynthetic = isSynthetic
    func add<Row: ResultRow>(_ rows: [Row]) throws {
      var table = TableWriter()
      TableHeader(
        isSynthetic: isSynthetic, version: ToolVersion.number, parameters: parameters.line,
        seed: nil, inputs: []
      ).append(to: &table, of: Row.self)
      for row in rows { table.append(row) }
      let path = "\(folder)/\(Row.table.fileName)"
      try table.text.write(toFile: path, atomically: false, encoding: .utf8)
      manifest.outputs.append(
        Manifest.File(path: Row.table.fileName, sha256: try SHA256.checksum(ofFile: path)))
    }
    try add(patients.flatMap(\.timeline))
    try add(patients.flatMap(\.pairRows))
    try add(patients.flatMap { patient in patient.calls.map { Self.origin(patient.id, $0) } })
    try add(
      patients.flatMap { patient in
        patient.calls.filter(\.isSeen).map { Self.trajectory(patient.id, $0.later, $0) }
          + patient.seen.map { Self.trajectory(patient.id, $0.sample, $0.call) }
      })
    try add(patients.flatMap { patient in patient.calls.flatMap { Self.curves(patient.id, $0) } })
    try add([AssumptionRow]())
    try add([PosteriorRow]())
    try add([PuritySolutionRow]())
    let summary = "\(folder)/\(OriginsSummary.fileName)"
    try JSONText.text(OriginsSummary()).write(toFile: summary, atomically: false, encoding: .utf8)
    manifest.outputs.append(
      Manifest.File(
        path: OriginsSummary.fileName, sha256: try SHA256.checksum(ofFile: summary)))
    try manifest.json().write(to: URL(filePath: "\(folder)/\(Manifest.fileName)"))
  }

  private static let chromosome = Chromosome("17") ?? .unplaced

  private static func origin(_ patient: String, _ call: Call) -> OriginRow {
    var row = OriginRow()
    row.patient = patient
    (row.gene, row.proteinChange, row.classification) = (call.gene, call.change, call.kind)
    (row.chromosome, row.position) = (chromosome, call.position)
    (row.reference, row.alternate) = (Allele("T"), Allele("G"))
    (row.earlierSample, row.laterSample) = (call.earlier, .sample(call.later))
    (row.earlier.day, row.later.day) = (0, 500)
    (row.call, row.reason) = (call.call, call.reason)
    row.functionalClass = call.functionalClass
    if call.reason == .notAssessable { return row }
    row.acquired = call.acquired
    row.preexistingSubclonal = 1 - call.acquired
    row.preexistingClonal = 0
    row.log10BayesFactorAbsent = call.evidence
    row.earlier.detectionPower = 0.99
    return row
  }

  /// The curve of binomial reads.
  static func falls(
    _ reads: (alternate: Int, depth: Int), purity: Double = 0.5, error: Double = 1e-3
  ) -> LikelihoodFalls {
    LikelihoodFalls(
      logLikelihoods: LikelihoodFalls.fractions.map { fraction in
        let share = error + (1 - 2 * error) * purity * fraction / 2
        return Double(reads.alternate) * log(share)
          + Double(reads.depth - reads.alternate) * log1p(-share)
      })
  }

  private static func curves(_ patient: String, _ call: Call) -> [CurveRow] {
    var row = CurveRow()
    (row.patient, row.gene) = (patient, call.gene)
    if let variant = Variant(
      chromosome: chromosome, position: call.position, reference: "T", alternate: "G")
    {
      row.variant = variant
    }
    (row.earlierSample, row.laterSample) = (call.earlier, .sample(call.later))
    if call.reason != .notAssessable { row.earlier = falls(call.earlierReads) }
    guard call.isVaried else { return [row] }
    var varied = row
    (varied.assumption, varied.earlier) = (.lowerPurity, falls(call.earlierReads, purity: 0.4))
    row.later = falls((alternate: 40, depth: 150))
    return [row, varied]
  }

  private static func trajectory(_ patient: String, _ sample: String, _ call: Call) -> TrajectoryRow
  {
    var row = TrajectoryRow()
    (row.patient, row.sample) = (patient, sample)
    if let variant = Variant(
      chromosome: chromosome, position: call.position, reference: "T", alternate: "G")
    {
      row.variant = variant
    }
    (row.depth, row.alternate, row.presence) = (100, call.alternate, call.presence)
    (row.gene, row.proteinChange, row.classification) = (call.gene, call.change, call.kind)
    row.functionalClass = call.functionalClass
    return row
  }

  /// A patient of each way through the funnel.
  static var everyExit: [Patient] {
    var other = Call()
    other.functionalClass = "neutral"
    var silent = Call()
    silent.kind = "Silent"
    var lost = Call()
    (lost.call, lost.acquired, lost.isSeen) = (.lost, 0, false)
    var before = Call()
    (before.call, before.acquired, before.evidence) = (.preexistingClonal, 0.01, -4)
    before.earlierReads = (alternate: 25, depth: 150)
    var unclear = Call()
    (unclear.call, unclear.reason, unclear.evidence) = (.indeterminate, .underpowered, 0.2)
    unclear.earlierReads = (alternate: 0, depth: 12)
    var untold = Call()
    (untold.call, untold.reason) = (.indeterminate, .notAssessable)
    return [
      Patient(id: "none"),
      Patient(id: "silent", seen: [("B", silent)]),
      Patient(id: "primary", calls: [lost], seen: [("A", Call())]),
      Patient(id: "only primaries", samples: [("A", .primary, 0)]),
      Patient(id: "other class", calls: [other]),
      Patient(id: "single", samples: [("B", .metastasis, 9)], seen: [("B", Call())]),
      Patient(
        id: "no earlier", samples: [("A", .metastasis, 0), ("B", .metastasis, 0)],
        seen: [("B", Call())], pairs: []),
      Patient(id: "untold", calls: [untold]),
      Patient(id: "acquired", calls: [Call()], treatments: [("letrozole", "ai", 10)]),
      Patient(id: "before", calls: [before]),
      Patient(id: "unclear", calls: [unclear]),
    ]
  }
}

extension FakeResults.Patient {
  /// The rows of `timeline.tsv`.
  var timeline: [TimelineRow] {
    samples.map { sample in
      var row = TimelineRow()
      (row.patient, row.event, row.start) = (id, .sample, sample.day)
      (row.name, row.kind, row.build) = (sample.id, sample.role.rawValue, .hg19)
      return row
    }
      + treatments.map { treatment in
        var row = TimelineRow()
        (row.patient, row.event, row.start) = (id, .treatment, treatment.start)
        (row.name, row.kind) = (treatment.agent, treatment.kind)
        return row
      }
  }

  /// The rows of `pairs.tsv`.
  var pairRows: [PairRow] {
    let usual = samples.count > 1 ? [(earlier: ComparedSample.sample("A"), later: "B")] : []
    return (pairs ?? usual).map { pair in
      var row = PairRow()
      (row.patient, row.earlierSample, row.laterSample) = (id, pair.earlier, .sample(pair.later))
      return row
    }
  }
}
