package import Results
import TumorModel

extension IdentitySummary {
  private static let listed = 20

  /// The summary for a person.
  package var text: String {
    let kinds = IdentityVerdict.allCases.map { verdict in
      "\(identity[verdict]) \(verdict.words)"
    }
    let tumors = RelatednessVerdict.allCases.map { verdict in
      "\(relatedness[verdict]) \(verdict.words)"
    }
    var lines = [
      "\(Wording.count(patients, "patient")), \(Wording.count(samples, "tumour sample")) and "
        + "\(Wording.grouped(normals)) normal: \(Wording.count(pairs, "pair")) within patients",
      "  one person (inherited variants):  \(kinds.joined(separator: ", "))",
      "  one tumour (somatic mutations):   \(tumors.joined(separator: ", "))", "",
    ]
    if swaps.isEmpty {
      lines.append("No sample appears to belong to another patient of the study.")
    } else {
      lines.append("SAMPLES THAT APPEAR TO BELONG TO ANOTHER PATIENT")
      lines += Self.listing(SwapFinding.sentences(swaps.map(\.finding)))
    }
    if !mismatches.isEmpty {
      lines += ["", "Two people under one patient; no origin is called:"]
      lines += Self.listing(mismatches.map { "\($0.patient): \($0.first), \($0.second)" })
    }
    if !independent.isEmpty {
      lines += ["", "Independent tumours; no origin is called:"]
      lines += Self.listing(independent.map { "\($0.patient): \($0.first), \($0.second)" })
    }
    if identity[.notTested] == identity.total {
      lines += [
        "",
        "No inherited variants were read: name a file of counts at common variants in the germline "
          + "column of the sheet. The search for swaps used rare mutations only.",
      ]
    }
    return (lines + ["", "For research use only."]).joined(separator: "\n")
  }

  private static func listing(_ items: [String]) -> [String] {
    items.prefix(listed).map { "  " + $0 }
      + (items.count > listed ? ["  and \(items.count - listed) more"] : [])
  }
}
