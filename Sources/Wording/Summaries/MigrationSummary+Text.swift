import ClonalEvolution
package import Results

extension MigrationSummary {
  private static let listed = 20

  /// The summary for a person.
  package var text: String {
    var lines = ["Migrations by parsimony, \(Wording.count(patients, "patient"))"]
    var last = ""
    for history in histories.prefix(Self.listed) {
      if history.patient != last { lines += ["", history.patient] }
      last = history.patient
      lines += history.isFirstOfOrigins(histories) ? history.lines : [history.hypothesis]
    }
    if histories.count > Self.listed { lines += ["", "and more: see migrations.tsv"] }
    if !refused.isEmpty {
      lines.append("")
      for entry in refused.prefix(Self.listed) {
        lines.append("\(entry.patient): \(entry.reason.words)")
      }
      if refused.count > Self.listed { lines.append("and others") }
    }
    return
      (lines + [
        "", MigrationWording.caution, "", "For research use only.",
      ]).joined(separator: "\n")
  }
}

extension MigrationHistory {
  private static let edgesListed = 12

  /// Whether it is the first of its patient's: others are hypotheses about an origin without samples.
  fileprivate func isFirstOfOrigins(_ all: [MigrationHistory]) -> Bool {
    isOriginSampled
      ? !all.contains { $0.patient == patient && !$0.isOriginSampled } : true
  }

  private var leading: String {
    MigrationWording.patterns { patterns[$0.rawValue] ?? 0 }
  }

  private var range: String { MigrationWording.range(fewest, most) }

  fileprivate var lines: [String] {
    var lines = [
      isOriginSampled
        ? "  from \(origin), \(range)"
        : "  no sample has the role primary; from an unsampled primary, \(range)"
    ]
    lines.append("    pattern: \(leading)")
    lines.append("    polyclonal seeding: \(Wording.probability(polyclonal))")
    for edge in edges.prefix(Self.edgesListed) {
      let clones = edge.clones.elements
      let words =
        clones.isEmpty
        ? ""
        : " (\(clones.count == 1 ? "clone" : "clones") \(Wording.list(clones.map(String.init))))"
      lines.append(
        "    \(edge.from) to \(edge.to): \(Wording.probability(edge.probability))\(words)")
    }
    if edges.count > Self.edgesListed { lines.append("    and more: see migration_edges.tsv") }
    if count > 1 {
      lines.append(
        "    \(Wording.grouped(count)) equally parsimonious histories of one tree or another")
    }
    if !unread.isEmpty {
      lines.append("    left out, since nothing was read of them: \(Wording.list(unread))")
    }
    if !unplaced.isEmpty {
      lines.append("    left out: \(CloneWording.unplaced(unplaced))")
    }
    if draws > 0 {
      lines.append(
        "    from \(Wording.grouped(draws)) draws of trees and presences, which are too many to look at all"
      )
    }
    if !isComplete {
      lines.append(
        "    There were too many histories to list all; the weights are of those listed.")
    }
    return lines
  }

  fileprivate var hypothesis: String {
    "  if it began at \(origin): \(range); \(leading)"
  }
}

extension MigrationRefusal {
  /// The reason in words.
  package var words: String {
    switch self {
    case .oneSite: "all samples are of one site; migrations need two at least"
    case .noSite: "no sample of a site: plasma has cells of all sites"
    case .manySites:
      "more than \(MigrationAnalysis.mostSites) sites; give samples of one organ the same name in the column "
        + "'site'"
    case .noClone: "no clone was found"
    }
  }
}
