package import Results

extension ClonesSummary {
  private static let listed = 40

  /// The summary for a person.
  package var text: String {
    var lines = [
      "\(Wording.count(mutations, "mutation")) of \(Wording.count(patients, "patient")) in "
        + "\(Wording.count(samples, "tumour sample")): \(Wording.count(clones, "clone"))"
    ]
    let others = CloneGroup.allCases.filter { $0 != .clone && groups[$0] > 0 }.map {
      "\(Wording.grouped(groups[$0])) \(CloneWording.phrase($0))"
    }
    if !others.isEmpty { lines.append("  besides: " + others.joined(separator: ", ")) }
    lines.append("")
    for row in fractions.prefix(Self.listed) {
      let isFirst = row.sample == fractions.first { $0.patient == row.patient }?.sample
      if isFirst {
        lines.append(
          (patients > 1 ? "\(row.patient), clone" : "Clone")
            + " \(row.clone), about \(Wording.count(Int(row.mutations.rounded()), "mutation"))")
      }
      lines.append(
        "  \(row.sample): CCF \(Wording.number(row.cellFraction)) (90 % interval "
          + "\(Wording.number(row.low)) to \(Wording.number(row.high)))")
    }
    if fractions.count > Self.listed { lines.append("  and more: see clone_ccf.tsv") }
    if unread > 0 {
      lines += [
        "",
        "\(Wording.count(unread, "mutation")) without reads in some sample: there it may be absent or not, and "
          + "says nothing. Clones that few samples were read for are unsure.",
      ]
    }
    if !withoutCopyNumbers.isEmpty {
      lines += [
        "",
        "No copy number is known of \(listed(withoutCopyNumbers)): fractions are averaged over usual ones, "
          + "and clones whose fractions differ by less than twofold may stay together.",
      ]
    }
    if !unstable.isEmpty {
      lines += [
        "",
        "Unstable: another start is as good and groups the mutations differently: "
          + listed(unstable),
      ]
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  private func listed(_ patients: [String]) -> String {
    Wording.list(Array(patients.prefix(10))) + (patients.count > 10 ? " and others" : "")
  }
}
