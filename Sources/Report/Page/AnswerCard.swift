package import TumorModel
package import Wording

/// What is asked of one gene and what came out: the first thing on the page.
public struct AnswerCard: Hashable, Sendable {
  /// A number of patients, and what they have in common.
  package struct Count: Hashable, Sendable {
    package var patients: Int
    package var words: String

    package init(_ patients: Int, _ words: String) {
      (self.patients, self.words) = (patients, words)
    }
  }

  /// One call: of a patient, or of one patient's samples.
  package struct Line: Hashable, Sendable {
    /// The patient, or the samples.
    package var name: String
    package var mutation: String
    /// The part of the page that explains the call.
    package var anchor: String
    package var call: OriginLabel
    /// The call, and why it is open.
    package var words: String
    /// Reads such as `0 of 271`.
    package var readsEarlier: String
    package var readsLater: String
    /// The probability that decides the call, with what it is of.
    package var deciding: String
    /// The power of the earlier sample.
    package var power: String

    package init(name: String, mutation: String, anchor: String, call: OriginLabel) {
      (self.name, self.mutation, self.anchor, self.call) = (name, mutation, anchor, call)
      (words, readsEarlier, readsLater, deciding, power) = ("", "", "", "", "")
    }
  }

  /// The gene, and the class of mutations that counts.
  package var title: String
  /// What is asked.
  package var question: String
  /// The answer in one sentence.
  package var answer: String
  /// What goes with it.
  package var sentences: [String] = []
  /// From all patients to those that were assessed; empty for one patient.
  package var steps: [Count] = []
  /// One line per patient; of one patient, per comparison.
  package var lines: [Line] = []
  /// The calls that the card speaks of.
  package var told: [CallLegend.Call] = []
  /// What they mean.
  package var legend: [CallLegend.Entry] = []
  /// Whether the lines are of one patient's samples.
  package var isOfOnePatient = false

  package init(title: String, question: String, answer: String) {
    (self.title, self.question, self.answer) = (title, question, answer)
  }
}
