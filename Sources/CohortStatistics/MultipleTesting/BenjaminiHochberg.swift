/// The control of the false discovery rate by Benjamini and Hochberg.
///
/// Y. Benjamini and Y. Hochberg, *J. R. Stat. Soc. B* 57, 289–300 (1995),
/// doi:10.1111/j.2517-6161.1995.tb02031.x.
public enum BenjaminiHochberg {
  /// The lowest false discovery rate at which each test would be among the discoveries.
  ///
  /// ```
  /// q₍ᵢ₎ = min over j ≥ i of m p₍ⱼ₎ / j, at most 1
  /// ```
  /// It holds for tests that are independent or positively dependent. Pass all tests that were
  /// done, including negative ones, because `m` counts them all.
  ///
  /// - Parameter pValues: In `0...1`; anything else traps.
  /// - Returns: The adjusted values in the order given.
  /// - Complexity: O(`m` log `m`).
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { $0 >= 0 && $0 <= 1 }, "p-values within 0...1")
    var result = pValues
    var least = 1.0
    let order = pValues.indices.sorted { pValues[$0] < pValues[$1] }
    for rank in order.indices.reversed() {
      let index = order[rank]
      least = min(least, pValues[index] * Double(order.count) / Double(rank + 1))
      result[index] = least
    }
    return result
  }
}
