import DelimitedText
package import Results
import Studies
package import Wording

/// Explains the calls of one patient from what the model that made them stored.
package struct Explainer: Sendable {
  /// The patient's pairs.
  package let pairs: [PairRow]
  /// The patient's calls under changed assumptions.
  package let assumptions: [AssumptionRow]
  /// The purities that fit the patient's samples.
  package let purities: [PuritySolutionRow]
  /// c*, the fraction that an acquired call excludes earlier, 0 to 1.
  package let threshold: Double
  /// The posteriors of the patient's calls, of the genes for which they were written.
  package var posteriors: [PosteriorRow] = []
  /// Where the prior of the origins comes from.
  package var prior = PriorBasis()
  /// The patient's rows of `counts.tsv`, which tell what counting left out; none without alignments.
  package var counts: [CountsRow] = []

  /// The explanation of a call of the patient.
  package func explanation(of call: OriginRow) -> Explanation {
    let text = text(of: call)
    var explanation = Explanation()
    explanation.call = call
    explanation.pair = pair(of: call)
    explanation.assumptions = assumptions.filter { $0.isOf(call) }
    explanation.purities = purities.filter {
      $0.sample == call.earlierSample.id || $0.sample == call.laterSample.id
    }
    explanation.threshold = threshold
    (explanation.answer, explanation.numbers) = (text.answer, text.numbers)
    (explanation.change, explanation.details) = (text.change, text.details)
    return explanation
  }

  /// The same in words alone.
  package func text(of call: OriginRow) -> ExplanationText {
    var text = ExplanationWording(
      row: call, pair: pair(of: call), assumptions: assumptions, purities: purities,
      threshold: threshold, posterior: posteriors, prior: prior
    ).text
    let samples = [call.earlierSample.id, call.laterSample.id]
    let atLocus = counts.filter { samples.contains($0.sample) && $0.site == call.variant }
    for (sample, tally) in atLocus.tallies {
      guard let words = tally.words(at: "the locus") else { continue }
      // Where most reads are left out, the call might be another one with them.
      let sentence = "\(sample): \(words)."
      if tally.isTelling {
        text.numbers.append(sentence)
        text.brief.append(sentence)
      } else {
        text.details.append(sentence)
      }
    }
    return text
  }

  /// The pair of samples of a call.
  package func pair(of call: OriginRow) -> PairRow? {
    pairs.first { $0.earlierSample == call.earlierSample && $0.laterSample == call.laterSample }
  }
}

extension Explainer {
  /// The explanation of every pair of a patient that has the mutation.
  ///
  /// - Parameters:
  ///   - mutation: `GENE:change`, `chromosome:position:ref>alt`, or a gene with one mutation.
  ///   - patient: The patient.
  ///   - path: A folder of results.
  /// - Throws: ``CommandFailure`` for an unknown patient or mutation, and the errors of opening and
  ///   reading the folder.
  package static func explanations(
    of mutation: String, patient: String, in path: String
  ) throws -> [Explanation] {
    let folder = try ResultsFolder(opening: path)
    let calls = try folder.calls(of: patient)
    var explainer = Explainer(
      pairs: try folder.table(of: PairRow.self).rows(of: patient),
      assumptions: try folder.table(of: AssumptionRow.self).rows(of: patient),
      purities: try folder.table(of: PuritySolutionRow.self).rows(of: patient),
      threshold: folder.manifest.parameters.threshold,
      posteriors: try folder.table(of: PosteriorRow.self).rows(of: patient),
      prior: PriorBasis(folder.manifest))
    explainer.counts = try CountedReads(folder: folder.path).rows(of: patient)
    return try MutationQuery(text: mutation).calls(among: calls).map(explainer.explanation)
  }
}

extension ResultsFolder {
  /// A patient's calls.
  ///
  /// - Throws: ``CommandFailure`` where the folder has no such patient, or no pair of samples.
  package func calls(of patient: String) throws -> [OriginRow] {
    let calls = try table(of: OriginRow.self).rows(of: patient)
    guard calls.isEmpty else { return calls }
    let known = manifest.patients.map(\.id)
    throw CommandFailure(
      .badData,
      known.contains(patient)
        ? "error: patient '\(patient)' has no pair of an earlier and a later sample in \(path)"
        : "error: patient '\(patient)' is not in \(path)" + NearestNames.hint(patient, among: known)
    )
  }
}

extension AssumptionRow {
  /// Whether the row repeats a call.
  func isOf(_ call: OriginRow) -> Bool {
    variant == call.variant && earlierSample == call.earlierSample
      && laterSample == call.laterSample
  }
}

extension PosteriorRow {
  /// Whether the row is of a call's posterior.
  func isOf(_ call: OriginRow) -> Bool {
    variant == call.variant && earlierSample == call.earlierSample
      && laterSample == call.laterSample
  }
}
