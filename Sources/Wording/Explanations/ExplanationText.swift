/// One call explained: the answer, the numbers that carry it, and what would change it.
package struct ExplanationText: Hashable, Sendable {
  /// The call in one sentence.
  package var answer: [String] = []
  /// The numbers that carry it: reads seen and expected, the call's probability, the power.
  package var numbers: [String] = []
  /// The same numbers in a sentence each, for a paragraph beside the answer.
  package var brief: [String] = []
  /// What the numbers rest on: all that `numbers` has and `brief` leaves out.
  package var basis: [String] = []
  /// What would settle or change it.
  package var change: [String] = []
  /// All else that is known of it.
  package var details: [String] = []

  /// Creates a text without sentences.
  package init() {}
}
