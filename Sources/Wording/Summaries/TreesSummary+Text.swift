package import Results

extension TreesSummary {
  private static let listed = 20

  /// The summary for a person.
  package var text: String {
    var lines = [
      "\(Wording.count(mutations, "mutation")) of \(Wording.count(patients, "patient")): "
        + Wording.count(clones, "clone")
    ]
    for history in histories.prefix(Self.listed) { lines += [""] + history.lines }
    if histories.count > Self.listed { lines += ["", "and more: see trees.tsv"] }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }
}

extension CloneHistory {
  /// Samples up to which several likely trees are laid to their number.
  private static let few = 3

  fileprivate var lines: [String] {
    guard !clones.isEmpty else { return ["\(patient): no clone"] }
    var lines = [
      "\(patient): \(Wording.count(clones.count, "clone")) in "
        + Wording.count(samples.count, "sample")
    ]
    lines += clones.indices.map { place in
      let (clone, parent) = (clones[place], consensus[place])
      let edge = edges.first { $0.child == clone && $0.parent == parent }
      let probability = Wording.probability(edge?.probability ?? 0)
      let others = edges.filter {
        $0.child == clone && $0.parent != parent && $0.probability >= 0.1
      }.sorted { $0.probability > $1.probability }.map {
        "\(Self.name($0.parent)) \(Wording.probability($0.probability))"
      }
      return "  clone \(clone) from \(Self.name(parent)) (P \(probability)"
        + (others.isEmpty ? ")" : "; or from \(others.joined(separator: ", ")))")
    }
    lines.append(
      "  90 % of the probability: \(isExact ? "" : "at least ")\(Wording.count(credible, "tree"))")
    if equal > 1 {
      let words =
        samples.count <= Self.few
        ? (samples.count == 1 ? "One sample" : "These \(samples.count) samples") : "These samples"
      lines.append(
        "  \(words) cannot tell \(Wording.grouped(equal)) trees apart: their likelihoods are within a "
          + "factor of 2")
    }
    for clone in unplaced {
      lines.append(
        "  \(CloneWording.unplaced([clone.clone])) (P \(Wording.probability(clone.probability)))")
    }
    return lines
  }

  private static func name(_ clone: Int) -> String { clone == 0 ? "the root" : "clone \(clone)" }
}
