public import TumorModel

/// The origin of one mutation, as ``OriginAnalysis/origin(of:earlier:later:sex:build:)`` infers it.
public struct MutationOrigin: Hashable, Sendable {
  /// The probabilities of the five origins; they add to 1.
  public let probabilities: OriginProbabilities
  /// P(detect | CCF 0.25) in the earlier sample, 0 to 1.
  public let power: Double
  /// All that the model says: both sides' cancer cell fractions, flags and the explanation.
  public let call: OriginCall

  /// The label.
  public var label: OriginLabel { call.label }
  /// Why the label is indeterminate; `nil` for any other label.
  public var reason: IndeterminateReason? { call.reason }
  /// The probability of ``label``; `nil` if it is indeterminate.
  public var probability: Double? { probabilities.probability(of: label) }
}

extension OriginAnalysis {
  /// Infers the origin of one mutation from the reads of an earlier and a later biopsy.
  ///
  /// ```swift
  /// let mutation = try Mutation(
  ///   chromosome: "17", position: 37_880_220, reference: "T", alternate: "C", gene: "ERBB2")
  /// let origin = try OriginAnalysis().origin(
  ///   of: mutation,
  ///   earlier: SampleReads(alternate: 0, depth: 240, purity: 0.7, copyNumber: .normal),
  ///   later: SampleReads(alternate: 61, depth: 310, purity: 0.6, copyNumber: .normal))
  /// print(origin.label, origin.probability ?? .nan, origin.power)
  /// ```
  ///
  /// One mutation tells little of its samples: purity and copy number should be given where they
  /// are known. Many mutations of one patient tell more together: see ``origins(of:)``.
  ///
  /// - Parameters:
  ///   - mutation: The mutation.
  ///   - earlier: What the earlier biopsy shows.
  ///   - later: What the later biopsy shows.
  ///   - sex: The patient's sex, which the copies of X and Y depend on; `nil` where it is unknown.
  ///   - build: The reference assembly, which the pseudo-autosomal regions depend on.
  /// - Throws: ``OriginAnalysisError/notAssessable(_:_:)`` if a sample says nothing.
  public func origin(
    of mutation: Mutation, earlier: SampleReads, later: SampleReads, sex: Sex? = nil,
    build: GenomeBuild? = nil
  ) throws(OriginAnalysisError) -> MutationOrigin {
    let sides = [earlier, later]
    let evidence = PatientEvidence(
      id: "", sex: sex, build: build,
      samples: [earlier.sample(id: "earlier", order: 0), later.sample(id: "later", order: 1)],
      mutations: [mutation], observations: sides.map { [.counted($0.counts)] },
      copyNumbers: sides.map { [$0.copyNumber] }, depths: sides.map { [$0.counts.depth] },
      flags: [[]])
    guard let evidence, let call = origins(of: evidence).calls.first else {
      preconditionFailure("two samples of one mutation are a pair with a call")
    }
    if let problem = call.explanation.earlierProblem { throw .notAssessable(.earlier, problem) }
    if let problem = call.explanation.laterProblem { throw .notAssessable(.later, problem) }
    guard let probabilities = call.probabilities, let power = call.earlier.detectionPower else {
      preconditionFailure("an assessable mutation has probabilities")
    }
    return MutationOrigin(probabilities: probabilities, power: power, call: call)
  }
}
