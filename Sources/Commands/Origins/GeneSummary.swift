import TumorModel

/// The calls of one gene that was asked for.
struct GeneSummary: Codable, Hashable, Sendable {
  /// One call, as a line of the summary.
  struct Call: Codable, Hashable, Sendable {
    var patient: String
    var mutation: String
    var earlierSample: String
    var laterSample: String
    var call: String
    var reason: String?
    var probability: Double?
    var detectionPower: Double?
    var functionalClass: String?
  }

  var gene: String
  var funnel = GeneFunnel()
  var calls: [Call] = []

  /// Whether the knowledge table classes the gene's variants; if not, all of them are followed.
  var isClassified: Bool

  init(gene: String, isClassified: Bool? = nil) {
    self.gene = gene
    self.isClassified = isClassified ?? Knowledge.bundled.classifiedGenes.contains(gene)
  }

  /// Adds a patient.
  mutating func add(
    _ origins: PatientOrigins, of patient: PatientEvidence,
    functionalClass: (Mutation) -> String?
  ) {
    funnel.patients += 1
    guard patient.mutations.contains(where: { $0.gene == gene }) else { return }
    let mutated = patient.mutations.indices.filter { index in
      patient.mutations[index].gene == gene && isSeenLater(index, in: patient)
        && !ProteinEffect.silent.contains(patient.mutations[index].classification)
    }
    guard !mutated.isEmpty else { return }
    funnel.mutated += 1
    let activating = mutated.filter {
      !isClassified || functionalClass(patient.mutations[$0])?.hasPrefix("activating") == true
    }
    if !activating.isEmpty { funnel.activating += 1 }
    var labels: [OriginLabel] = []
    let wanted = Set(mutated)
    for call in origins.calls where wanted.contains(call.mutation) {
      let mutation = patient.mutations[call.mutation]
      calls.append(
        Call(
          patient: patient.id, mutation: mutation.shortName,
          earlierSample: call.earlier.sample.map { patient.samples[$0].id } ?? "*",
          laterSample: call.later.sample.map { patient.samples[$0].id } ?? "*",
          call: call.label.rawValue, reason: call.reason?.rawValue,
          probability: call.labelProbability, detectionPower: call.earlier.detectionPower,
          functionalClass: functionalClass(mutation)))
      // A joint call, where there is one, speaks for the pairs that it joins.
      let isJoined =
        call.earlier.sample != nil
        && origins.calls.contains {
          $0.mutation == call.mutation && $0.earlier.sample == nil
            && $0.later.sample == call.later.sample
        }
      if activating.contains(call.mutation), !isJoined { labels.append(call.label) }
    }
    guard !labels.isEmpty else { return }
    funnel.compared += 1
    if labels.contains(where: \.isPreexisting) {
      funnel.preexisting += 1
    } else if labels.contains(.acquired) {
      funnel.acquired += 1
    } else if labels.contains(.indeterminate) {
      funnel.indeterminate += 1
    } else {
      funnel.other += 1
    }
  }

  /// Adds a patient without a pair, of whom an earlier run told the mutations.
  mutating func add(_ recorded: RecordedPatient, functionalClass: (Mutation) -> String?) {
    funnel.patients += 1
    let mutated = recorded.seenLater.filter {
      $0.gene == gene && !ProteinEffect.silent.contains($0.classification)
    }
    guard !mutated.isEmpty else { return }
    funnel.mutated += 1
    if !isClassified
      || mutated.contains(where: { functionalClass($0)?.hasPrefix("activating") == true })
    {
      funnel.activating += 1
    }
  }

  mutating func merge(_ part: GeneSummary) {
    funnel.merge(part.funnel)
    calls += part.calls
  }

  private func isSeenLater(_ mutation: Int, in patient: PatientEvidence) -> Bool {
    patient.samples.indices.contains { sample in
      guard patient.samples[sample].role != .primary else { return false }
      return switch patient.observations[sample][mutation] {
      case .counted(let counts): counts.alternate > 0
      case .withoutCounts: true
      case .uncalled, .notAssayed: false
      }
    }
  }
}

extension OriginLabel {
  /// Whether the mutation was in the earlier tissue and the later one.
  var isPreexisting: Bool {
    self == .preexisting || self == .preexistingClonal || self == .preexistingSubclonal
  }
}

extension OriginCall {
  /// The probability of the called class; of the most probable one where the call is indeterminate.
  var labelProbability: Double? {
    guard let probabilities else { return nil }
    return switch label {
    case .acquired: probabilities.acquired
    case .preexistingSubclonal: probabilities.preexistingSubclonal
    case .preexistingClonal: probabilities.preexistingClonal
    case .preexisting: probabilities.preexistingSubclonal + probabilities.preexistingClonal
    case .lost: probabilities.lost
    case .artefact: probabilities.artefact
    case .indeterminate:
      max(
        probabilities.acquired, probabilities.preexistingSubclonal,
        probabilities.preexistingClonal, probabilities.lost, probabilities.artefact)
    }
  }
}

extension Mutation {
  /// `p.L755S`, or the change itself where no protein change is known.
  var shortName: String { proteinChange.isEmpty ? variant.name : proteinChange }
}

extension Variant {
  /// `17:37880220:T>G`.
  var name: String {
    let (old, new) = (reference.isEmpty ? "-" : reference, alternate.isEmpty ? "-" : alternate)
    return "\(chromosome.name):\(position):\(old)>\(new)"
  }
}
