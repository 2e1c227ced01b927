/// The probability that a patient of a given burden has a mutation in a given gene.
///
/// Patients differ in burden and genes in frequency. The rates are the flattest that meet both
/// margins,
/// ```
/// p(i, g) = xᵢ y_g / (1 + xᵢ y_g),  Σ over g = burden of i,  Σ over i = patients with g
/// ```
/// found by fitting rows and columns in turn: iterative proportional fitting (W. E. Deming and F. F.
/// Stephan, *Ann. Math. Stat.* 11, 427–444 (1940), doi:10.1214/aoms/1177731829) on the scale of odds, so
/// that no rate exceeds 1. Rates for each tumour are the idea of DISCOVER: S. Canisius, J. W. M. Martens
/// and L. F. A. Wessels, *Genome Biol.* 17, 261 (2016), doi:10.1186/s13059-016-1114-x.
///
/// Patients with the same number of mutated genes share their rates, as do genes of one frequency:
/// memory grows only with the distinct burdens and frequencies.
public struct MutationRates: Sendable {
  /// The distinct burdens, ascending, and their patients.
  public let burdens: [(mutatedGenes: Int, patients: Int)]
  /// `ln x` of each burden; minus infinity where no gene is mutated, plus infinity where every gene
  /// is.
  private let burdenLevels: [Double]
  /// `ln y` by number of mutated patients.
  private let geneLevels: [Int: Double]
  /// The number of genes with each number of mutated patients.
  private let geneCounts: [(mutatedPatients: Int, genes: Int)]

  /// Fits the rates.
  ///
  /// - Parameters:
  ///   - patients: The number of patients at each number of mutated genes, including those with
  ///     none.
  ///   - genes: The number of mutated patients of each gene, for all genes that the burdens count.
  /// - Throws: ``UndefinedResult`` when counts are negative, a burden exceeds the genes, the two
  ///   margins do not have the same sum, or no rates meet both to a hundredth of a patient.
  /// - Complexity: Distinct burdens times distinct frequencies, times a few dozen.
  public init(patients: [Int: Int], genes: [Int]) throws(UndefinedResult) {
    let rows = patients.filter { $0.value != 0 }.sorted { $0.key < $1.key }
    let total = rows.reduce(0) { $0 + $1.value }
    guard rows.allSatisfy({ $0.key >= 0 && $0.key <= genes.count && $0.value > 0 }) else {
      throw UndefinedResult.impossibleBurden
    }
    guard genes.allSatisfy({ $0 >= 0 && $0 <= total }) else {
      throw UndefinedResult.geneExceedsCohort
    }
    guard rows.reduce(0, { $0 + $1.key * $1.value }) == genes.reduce(0, +) else {
      throw UndefinedResult.marginsDiffer
    }
    let columns = Dictionary(genes.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    var fit = MarginFit(
      rows: rows.map { (Double($0.key), Double($0.value)) },
      columns: columns.map { (Double($0.key), Double($0.value)) })
    try fit.run()
    geneCounts = columns.map { ($0.key, $0.value) }
    burdens = rows.map { ($0.key, $0.value) }
    burdenLevels = fit.rowLevels
    geneLevels = Dictionary(
      uniqueKeysWithValues: zip(columns.map(\.key), fit.columnLevels))
  }

  /// The rates of a gene, one per burden in the order of ``burdens``.
  ///
  /// - Parameter mutatedPatients: The gene's number of mutated patients.
  /// - Returns: `nil` when no gene of the fit has this number.
  public func rates(mutatedPatients: Int) -> [Double]? {
    guard let gene = geneLevels[mutatedPatients] else { return nil }
    return burdenLevels.map { MarginFit.rate($0, gene) }
  }

  /// The rates at which two genes are mutated together, one per burden in the order of ``burdens``.
  ///
  /// `p(i, g) p(i, h) c(i)`. If only the rates mattered, `c` would be 1. But one mutated gene uses
  /// up part of a patient's burden and leaves less for the others: a patient with one mutated gene
  /// cannot have two. Given the burden `b`, with the number `B` of mutated genes as the sum of
  /// independent ones,
  /// ```
  /// c = P(B = b | g, h) P(B = b) / (P(B = b | g) P(B = b | h))
  /// ```
  /// exactly up to a burden of 24, and above by Hájek's approximation for samples of fixed size,
  /// `c = 1 - (1 - p(i, g)) (1 - p(i, h)) / Σ p (1 - p)`: J. Hájek, *Ann. Math. Stat.* 35, 1491–1523
  /// (1964), doi:10.1214/aoms/1177700375.
  ///
  /// - Parameters:
  ///   - first: One gene's number of mutated patients.
  ///   - second: The number of another gene, which may be the same number.
  /// - Returns: `nil` when the fit does not include two such genes.
  /// - Complexity: Distinct burdens times distinct frequencies, times a few hundred.
  public func jointRates(first: Int, second: Int) -> [Double]? {
    guard let ofFirst = rates(mutatedPatients: first), let ofSecond = rates(mutatedPatients: second)
    else { return nil }
    if first == second, (geneCounts.first { $0.mutatedPatients == first }?.genes ?? 0) < 2 {
      return nil
    }
    return burdens.indices.map { index in
      let genes = geneCounts.map { counts in
        PoissonBinomial.Group(
          probability: geneLevels[counts.mutatedPatients].map {
            MarginFit.rate(burdenLevels[index], $0)
          } ?? 0, trials: counts.genes)
      }
      let dependence = BurdenDependence(genes: genes, burden: burdens[index].mutatedGenes)
      let (p, q) = (ofFirst[index], ofSecond[index])
      return min(p, q, p * q * dependence.factor(p, q))
    }
  }
}
