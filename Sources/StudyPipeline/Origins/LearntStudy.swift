import ClonalEvolution
import Synchronization
import TumorModel

/// What the patients of one study tell of each other, learnt once for all stages of a run that make the
/// same choices.
package final class LearntStudy: Sendable {
  private let known = Mutex<(parameters: OriginParameters, context: StudyContext)?>(nil)

  /// Nothing learnt yet.
  package init() {}

  /// What the study contributes to each patient.
  ///
  /// - Parameters:
  ///   - source: The study, the same at every call.
  ///   - identity: What it shows of its samples.
  ///   - parameters: The analysis's choices.
  ///   - knowledge: The tables of variants, the same at every call.
  ///   - threads: At most as many work.
  /// - Throws: The source's errors.
  func context(
    of source: any OriginsSource, identity: StudyIdentity, parameters: OriginParameters,
    knowledge: Knowledge, threads: Int
  ) throws -> StudyContext {
    // Nothing is learnt from what is repeated, and always from a patient's first pair.
    var choices = parameters
    (choices.sensitivity, choices.pairs) = (.all, .earliest)
    let former = known.withLock { $0.flatMap { $0.parameters == choices ? $0.context : nil } }
    if let former { return former }
    let context = StudyContext(
      learningFrom: try source.contextPatients(leavingOut: identity.isInDoubt),
      parameters: parameters, variantFrequencies: knowledge.variantFrequencies,
      sharing: .over(threads: threads))
    known.withLock { $0 = (choices, context) }
    return context
  }
}
