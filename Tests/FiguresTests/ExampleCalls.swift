import TumorModel

@testable import Figures
@testable import Results

/// Calls of one patient, made by hand: acquired, pre-existing and indeterminate.
enum ExampleCalls {
  private static func side(day: Int, alternate: Int, fraction: Double) -> OriginRow.Side {
    var side = OriginRow.Side()
    (side.day, side.depth, side.alternate) = (day, 100, alternate)
    (side.purity, side.majorCopies, side.minorCopies) = (0.5, 1, 1)
    side.cellFraction = fraction
    side.cellFractionLow = max(0, fraction - 0.1)
    side.cellFractionHigh = min(1, fraction + 0.1)
    (side.detectionPower, side.limitOfDetection) = (0.99, 0.12)
    return side
  }

  private static func call(
    _ change: String, position: Int, earlier: Double, label: OriginLabel,
    reason: IndeterminateReason? = nil
  ) -> OriginRow {
    var row = OriginRow()
    (row.patient, row.gene, row.proteinChange) = ("P1", "ERBB2", change)
    row.chromosome = Chromosome("17") ?? .unplaced
    row.position = position
    (row.reference, row.alternate) = (Allele("T"), Allele("C"))
    row.classification = "Missense_Mutation"
    (row.earlierSample, row.laterSample) = (.sample("A"), .sample("B"))
    row.earlier = side(day: 0, alternate: Int(25 * earlier), fraction: earlier)
    row.later = side(day: 900, alternate: 25, fraction: 1)
    row.probabilities =
      label == .acquired
      ? OriginProbabilities(
        acquired: 0.97, preexistingSubclonal: 0.02, preexistingClonal: 0, lost: 0, artefact: 0.01)
      : OriginProbabilities(
        acquired: 0.1, preexistingSubclonal: 0.2, preexistingClonal: 0.7, lost: 0, artefact: 0)
    (row.call, row.reason, row.functionalClass) = (label, reason, "activating")
    (row.explanation.tumorCopies, row.explanation.normalCopies) = (2, 2)
    row.explanation.errorRate = 1e-3
    return row
  }

  static let calls = [
    call("p.L755S", position: 37_880_220, earlier: 0, label: .acquired),
    call("p.V777L", position: 37_881_000, earlier: 1, label: .preexistingClonal),
    call(
      "p.D769Y", position: 37_880_261, earlier: 0.2, label: .indeterminate, reason: .conflicting),
  ]

  /// A call of which no figure can draw anything: the earlier sample says nothing, and the mutation
  /// has no place in a protein.
  static let undrawn: OriginRow = {
    var row = call("", position: 37_882_000, earlier: 0, label: .indeterminate)
    row.reason = .notAssessable
    row.earlier = OriginRow.Side()
    row.earlier.missing = .notAssayed
    row.probabilities = nil
    row.explanation = OriginRow.Explanation()
    row.explanation.earlierProblem = .notAssayed
    return row
  }()

  static let pair: PairRow = {
    var row = PairRow()
    (row.patient, row.earlierSample, row.laterSample) = ("P1", .sample("A"), .sample("B"))
    row.relatedness = .related
    (row.shared, row.privateEarlier, row.privateLater) = (12, 3, 5)
    row.earlier.precision = 200
    return row
  }()

  static func sample(_ id: String, _ role: SampleRole, day: Int?) -> ManifestSample {
    var sample = ManifestSample()
    (sample.id, sample.patient, sample.role, sample.day) = (id, "P1", role, day)
    return sample
  }

  static func posterior(of call: OriginRow) -> [PosteriorRow] {
    (0..<20).map { bin in
      var row = PosteriorRow()
      row.patient = call.patient
      row.variant = call.variant ?? row.variant
      (row.earlierSample, row.laterSample) = (call.earlierSample, call.laterSample)
      (row.low, row.high) = (0.05 * Double(bin), 0.05 * Double(bin + 1))
      row.probability = 0.05
      return row
    }
  }

  /// A patient with the example's calls, or others.
  static func patient(_ id: String = "P1", calls: [OriginRow] = calls) -> StudyPatient {
    var patient = StudyPatient(id: id)
    patient.calls = calls.map { call in
      var call = call
      call.patient = id
      return call
    }
    patient.pairs = [pair]
    patient.samples = [sample("A", .primary, day: 0), sample("B", .metastasis, day: 900)]
    for call in calls {
      guard let variant = call.variant else { continue }
      for (id, side) in [("A", call.earlier), ("B", call.later)] {
        var row = TrajectoryRow()
        (row.patient, row.variant, row.sample, row.day) = ("P1", variant, id, side.day)
        (row.gene, row.proteinChange) = (call.gene, call.proteinChange)
        row.classification = call.classification
        (row.depth, row.alternate, row.missing) = (side.depth, side.alternate, side.missing)
        row.cellFraction = side.cellFraction
        (row.low, row.high) = (side.cellFractionLow, side.cellFractionHigh)
        row.presence = side.depth == nil ? nil : 1
        patient.trajectories.append(row)
      }
    }
    patient.posteriors = calls.first.map(posterior) ?? []
    patient.clones = ExampleClones.clones
    return patient
  }
}
