package import Results

/// A patient's clones in plain words: how many, where each is, and what is uncertain.
package struct CloneParagraph {
  /// The sentences, in order.
  package let sentences: [String]

  /// A mutation whose clone is less sure is told as uncertain.
  private static let sure = 0.8
  /// The probability that the trees called credible have between them, less what tables round off.
  private static let credible = 0.9 - 1e-4
  /// Cells that are nearly all.
  private static let nearlyAll = 0.8
  /// From this probability on a clone is told to be absent, or in every tumour cell.
  private static let certain = 0.95

  /// Takes a patient's rows.
  ///
  /// - Parameters:
  ///   - mutations: The mutations in each sample.
  ///   - fractions: The clones in each sample.
  ///   - starts: The starts of the search.
  ///   - trees: The trees, by falling probability; empty where none were made.
  ///   - edges: The probabilities of parents.
  package init(
    mutations: [CloneRow], fractions: [CloneFractionRow], starts: [CloneStartRow],
    trees: [TreeRow], edges: [TreeEdgeRow]
  ) {
    let sample = mutations.first?.sample
    let single = mutations.filter { $0.sample == sample }
    sentences =
      Self.number(single, fractions) + Self.places(fractions) + Self.doubts(single, starts)
      + Self.history(trees, edges, Set(fractions.map(\.clone)))
  }

  private static func number(_ mutations: [CloneRow], _ fractions: [CloneFractionRow]) -> [String] {
    let clones = Set(fractions.map(\.clone)).sorted()
    let sizes = clones.map { clone in
      Wording.grouped(mutations.count { $0.clone == clone })
    }
    let inClones = mutations.count { $0.clone != nil }
    var words =
      "Of \(Wording.count(mutations.count, "mutation")), \(Wording.grouped(inClones)) "
      + (inClones == 1 ? "belongs" : "belong") + " to "
      + Wording.count(clones.count, "clone")
    if clones.count > 1 { words += " (\(Wording.list(sizes)) by number of the clone)" }
    let others = CloneGroup.allCases.filter { $0 != .clone }.compactMap { group in
      let count = mutations.count { $0.group == group }
      return count == 0 ? nil : "\(Wording.grouped(count)) \(CloneWording.phrase(group))"
    }
    return [words + (others.isEmpty ? "." : "; \(Wording.list(others)).")]
  }

  private static func places(_ fractions: [CloneFractionRow]) -> [String] {
    let clones = Dictionary(grouping: fractions, by: \.clone)
    var samples: [String] = []
    for row in fractions where !samples.contains(row.sample) { samples.append(row.sample) }
    let trunk = clones.keys.sorted().filter { clone in
      clones[clone]?.allSatisfy { $0.low >= nearlyAll } == true
    }
    var sentences: [String] = []
    if !trunk.isEmpty {
      sentences.append(
        "\(name(trunk)) \(trunk.count == 1 ? "is" : "are") in all or nearly all tumour cells of "
          + (samples.count == 1 ? "the sample." : "every sample."))
    }
    guard samples.count > 1 else { return sentences }
    for sample in samples {
      let absent = fractions.filter { $0.sample == sample && $0.absent >= certain }
      guard let least = absent.map(\.absent).min() else { continue }
      let numbers = absent.map(\.clone).sorted()
      sentences.append(
        "\(name(numbers)) \(numbers.count == 1 ? "is" : "are") not in \(sample) (P(absent) "
          + (numbers.count == 1 ? "" : "at least ") + "\(Wording.probability(least))).")
    }
    return sentences
  }

  private static func doubts(_ mutations: [CloneRow], _ starts: [CloneStartRow]) -> [String] {
    var sentences: [String] = []
    let unsure = mutations.count { $0.clone != nil && $0.probability < sure }
    if unsure > 0 {
      sentences.append(
        "Uncertain: \(Wording.count(unsure, "mutation")) "
          + (unsure == 1 ? "belongs" : "belong")
          + " to the clone shown with a probability below \(Wording.number(sure)).")
    }
    if let second = CloneStartRow.rival(among: starts) {
      sentences.append(
        "The grouping is uncertain: another start of the search ends with "
          + "\(Wording.count(second.clones, "clone")) and groups the mutations differently (adjusted Rand "
          + "index \(Wording.number(second.agreement))).")
    }
    return sentences
  }

  private static func history(
    _ trees: [TreeRow], _ edges: [TreeEdgeRow], _ clones: Set<Int>
  ) -> [String] {
    guard !trees.isEmpty else { return [] }
    let credible = trees.filter(\.isCredible)
    // The table holds the likeliest trees alone: where these have less, there are more.
    let isCut = credible.reduce(0) { $0 + $1.probability } < Self.credible
    var sentences = [
      credible.count == 1 && !isCut
        ? "One tree of the clones has 90 % of the probability."
        : "\(isCut ? "At least " : "")\(Wording.count(credible.count, "tree")) of the clones have 90 % of "
          + "the probability together: the samples do not tell them apart."
    ]
    let unsure = edges.filter { $0.isInConsensus && $0.probability < 0.9 }
    if !unsure.isEmpty {
      sentences.append(
        "The parent is uncertain for "
          + Wording.list(
            unsure.sorted { $0.child < $1.child }.map {
              "clone \($0.child) (P \(Wording.probability($0.probability)) for "
                + ($0.parent > 0 ? "clone \($0.parent))" : "none)")
            }) + ".")
    }
    let unplaced = clones.subtracting(edges.filter(\.isInConsensus).map(\.child)).sorted()
    if !unplaced.isEmpty {
      let words = CloneWording.unplaced(unplaced)
      sentences.append("\(words.prefix(1).uppercased())\(words.dropFirst()).")
    }
    return sentences
  }

  private static func name(_ clones: [Int]) -> String {
    clones.count == 1
      ? "Clone \(clones[0])" : "Clones \(Wording.list(clones.map { "\($0)" }))"
  }
}
