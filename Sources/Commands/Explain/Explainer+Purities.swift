import Reporting
import TumorModel

extension Explainer {
  /// The purities that fit each sample of the call, where there are several.
  var purityLines: [String] {
    [row["earlier_sample"], row["later_sample"]].compactMap { name in
      let solutions = folder.puritySolutions.filter { $0["sample"] == name }
      guard solutions.count > 1 else { return nil }
      let words = solutions.compactMap { solution -> String? in
        guard let purity = solution.double("purity"), let weight = solution.double("weight")
        else { return nil }
        let ploidy = solution.double("ploidy").map { ", ploidy \(Wording.number($0))" } ?? ""
        return "\(Wording.number(purity)) (weight \(Wording.number(weight))\(ploidy))"
      }
      return "Several purities fit \(name): \(words.joined(separator: " or "))."
    }
  }
}
