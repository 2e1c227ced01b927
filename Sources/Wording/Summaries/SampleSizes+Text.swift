package import Results

extension SampleSizes {
  /// The answer for a person.
  package var text: String {
    var lines: [String] = []
    func inflated(_ patients: Int) -> String {
      guard accuracy < 1 else { return "" }
      let number = Double(patients) * inflation
      let words = number < 1e15 ? Wording.grouped(Int(number.rounded(.up))) : "too many"
      return "; \(words) if \(Wording.number(accuracy)) of the calls are correct"
    }
    if let halfWidth {
      lines.append(
        intervalPatients.map {
          "\(Wording.count($0, "assessable patient")) for a 95 % interval of ±"
            + "\(Wording.number(halfWidth)) (Wilson) at a fraction of \(Wording.number(fraction))"
            + inflated($0)
        } ?? "No number of patients is enough for ±\(Wording.number(halfWidth)).")
    }
    if let null {
      if let testPatients, let criticalCount, let testPower {
        lines.append(
          "\(Wording.count(testPatients, "assessable patient")) to reject "
            + "\(Wording.number(null)) at \(Wording.number(fraction)) with power "
            + "\(Wording.number(testPower)) (exact, one-sided \(Wording.number(alpha))): at least "
            + "\(criticalCount) counted in the fraction" + inflated(testPatients))
      } else {
        lines.append(
          "More than 100,000 patients would be needed to reject \(Wording.number(null)).")
      }
    }
    return lines.joined(separator: "\n")
  }
}
