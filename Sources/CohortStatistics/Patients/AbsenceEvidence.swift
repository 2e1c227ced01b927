import Glibc

/// What the likelihood ratios of a patient's mutations say together.
///
/// The patient is pre-existing if any mutation was there before. Of `n` mutations with the ratios
/// `Bᵢ = L(absent) / L(present)`, a pre-existing patient may have had any of the `2ⁿ - 1` sets of
/// them, all as likely; the reads at different mutations are independent. Against none of them,
/// ```
/// B = (2ⁿ - 1) / (Π (1 + 1/Bᵢ) - 1)
/// ```
/// With one mutation this is its own ratio. Mutations that say nothing leave the patient without a
/// say, and the mutation that was there before outweighs those that were not. To take one of the
/// ratios, chosen by their size or by the calls, would give what was chosen for.
///
/// Derived here.
struct AbsenceEvidence: Hashable, Sendable {
  /// Mutations that were added.
  private(set) var count = 0
  /// `Σ ln(1 + 1/Bᵢ)`.
  private var sum = 0.0

  /// Adds a mutation by `ln B`, which may be infinite; other values are left out.
  mutating func add(_ logRatio: Double) {
    guard !logRatio.isNaN else { return }
    count += 1
    sum += logRatio > 0 ? log1p(exp(-logRatio)) : log1p(exp(logRatio)) - logRatio
  }

  /// `ln B` of the patient; 0 without mutations.
  var logLikelihoodRatio: Double {
    if count == 0 { return 0 }
    let number = Double(count)
    let sets = number * log(2) + log1p(-exp(-number * log(2)))
    // ln(exp(sum) - 1), without overflow and without cancellation.
    return sets - (sum > 1 ? sum + log1p(-exp(-sum)) : log(expm1(sum)))
  }
}
