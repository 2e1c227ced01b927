import Glibc

/// The likelihoods of a mutation's reads in one sample under the three states.
struct StateLikelihoods: Hashable, Sendable {
  /// ln L(0), ln L(S) and ln L(C).
  var absent: Double
  var subclonal: Double
  var clonal: Double

  /// ln [(.14 L(S) + .40 L(C)) / .54]: presence, at weights that no study changes.
  var present: Double { logSum(log(0.14) + subclonal, log(0.40) + clonal) - log(0.54) }

  /// A sample that says nothing.
  static let uninformative = StateLikelihoods(absent: 0, subclonal: 0, clonal: 0)
}
