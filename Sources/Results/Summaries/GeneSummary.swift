package import CohortStatistics
package import TumorModel

/// The calls of one gene that was asked for, and its funnel.
package struct GeneSummary: JSONObject, Hashable {
  /// One call, as a line of the summary.
  package struct Call: JSONObject, Hashable {
    package var patient = ""
    package var mutation = ""
    /// `nil` for all earlier samples together.
    package var earlierSample: String?
    /// `nil` for all later samples together.
    package var laterSample: String?
    package var label = OriginLabel.indeterminate
    package var reason: IndeterminateReason?
    /// The probability of the label; of the most probable class where the call is indeterminate.
    package var probability: Double?
    package var detectionPower: Double?
    package var functionalClass: String?

    package init() {}

    package static let properties: [JSONProperty<Call>] = [
      JSONProperty("patient", \.patient, meaning: "Identifier of the patient"),
      JSONProperty("mutation", \.mutation, meaning: "Protein change, or the change itself"),
      JSONProperty(
        "earlier_sample", \.earlierSample,
        meaning: "Earlier sample; absent where all earlier samples are joined"),
      JSONProperty(
        "later_sample", \.laterSample,
        meaning: "Later sample; absent where all later samples are joined"),
      JSONProperty("call", \.label, meaning: "The call"),
      JSONProperty("reason", \.reason, meaning: "Why the call is indeterminate"),
      JSONProperty(
        "probability", \.probability, unit: .probability, .probability,
        meaning: "P(the call); of the most probable origin where the call is indeterminate"),
      JSONProperty(
        "detection_power", \.detectionPower, unit: .probability, .probability,
        meaning: GateText.detectionPower),
      JSONProperty(
        "functional_class", \.functionalClass, meaning: "Class of the variant, where it has one"),
    ]
  }

  package var gene = ""
  /// The class of mutations that are counted; ``MutationClass/any`` for all that change the protein.
  package var className = MutationClass.any
  /// The steps from all patients to an outcome: the same as in a cohort's `funnel.tsv`.
  package var funnel: [CohortFunnelRow] = []
  package var calls: [Call] = []

  package init() {}

  /// Starts the summary of a gene.
  package init(_ target: CohortTarget) { (gene, className) = (target.gene, target.className) }

  /// The patients that reach a step.
  package subscript(_ step: FunnelStep) -> Int { patients(.step(step)) }
  /// The patients with an outcome.
  package subscript(_ outcome: CohortOutcome) -> Int { patients(.outcome(outcome)) }

  private func patients(_ stage: FunnelPlace) -> Int {
    funnel.first { $0.stage == stage }?.patients ?? 0
  }

  package static let properties: [JSONProperty<GeneSummary>] = [
    JSONProperty("gene", \.gene, meaning: "Gene symbol"),
    JSONProperty(
      "class", \.className,
      meaning: "Functional class of the mutations that count; any: all that change the protein"),
    JSONProperty("funnel", \.funnel, meaning: "Steps from all patients to an outcome"),
    JSONProperty("calls", \.calls, meaning: "Calls of the gene's mutations seen in a later sample"),
  ]
}

extension GeneSummary.Call {
  /// The line of a call.
  package init(_ call: OriginCall, of patient: PatientEvidence, functionalClass: String?) {
    self.init()
    self.patient = patient.id
    let mutation = patient.mutations[call.mutation]
    self.mutation =
      mutation.proteinChange.isEmpty ? mutation.variant.name : mutation.proteinChange
    earlierSample = call.earlier.sample.map { patient.samples[$0].id }
    laterSample = call.later.sample.map { patient.samples[$0].id }
    label = call.label
    reason = call.reason
    probability = call.probabilities.map {
      $0.probability(of: call.label) ?? $0.likeliest.probability
    }
    detectionPower = call.earlier.detectionPower
    self.functionalClass = functionalClass
  }
}
