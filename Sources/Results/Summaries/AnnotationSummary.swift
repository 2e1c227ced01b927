/// How many mutations the tables of known variants hold.
package struct AnnotationSummary: Hashable, Sendable {
  package var mutations = 0
  package var classified = 0
  package var activating = 0
  package var conflicting = 0
  package var withTherapies = 0
  package var disagreeing = 0

  /// Creates the summary of no mutations.
  package init() {}
}
