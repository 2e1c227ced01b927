import Glibc

/// The combined evidence of the likelihood ratios of a patient's mutations.
///
/// The patient is pre-existing if any mutation was there before. Of `n` mutations with the ratios
/// `Bᵢ = L(absent) / L(present)`, a pre-existing patient may have had any of the `2ⁿ - 1` non-empty
/// sets, all equally likely; the reads of different mutations are independent. The likelihood ratio
/// for none of them having been there, against this, is
/// ```
/// B = (2ⁿ - 1) / (Π (1 + 1/Bᵢ) - 1)
/// ```
/// With one mutation this is its own ratio. If all mutations are uninformative, so is the patient;
/// and one mutation that was there before outweighs those that were not. Choosing one of the ratios
/// by its size or by the calls would introduce a selection bias.
///
/// Derived for this package.
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
