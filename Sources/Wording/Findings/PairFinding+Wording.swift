public import TumorModel

extension PairFinding {
  /// The finding in words.
  ///
  /// - Parameters:
  ///   - earlier: The earlier sample's identifier; `nil` for several samples.
  ///   - later: The later sample's identifier; `nil` for several samples.
  public func words(earlier: String?, later: String?) -> String {
    switch self {
    case .orderUnknown: "it is not known which sample was taken first"
    case .primaryTakenLater:
      "the later sample is a primary, taken after a metastasis or recurrence: the days decide which "
        + "came first"
    case .differentPeople: "inherited variants show that the samples are from two people"
    case .identityUndecided:
      "too few inherited variants to tell whether the samples are from one person"
    case .belongsTo(.earlier, let owner):
      "\(earlier ?? "an earlier sample") appears to belong to \(owner.words)"
    case .belongsTo(.later, let owner):
      "\(later ?? "a later sample") appears to belong to \(owner.words)"
    case .leftOut(let samples):
      "not from this tumour, and left out: \(samples.joined(separator: ", "))"
    case .independentTumors: "the two biopsies look like independent tumours"
    case .fitUnsettled: "the fit still moved when it was stopped: probabilities are approximate"
    case .relatednessUndecided: "too few mutations to tell whether the tumours are related"
    case .truncalMutationsMissing: "the earlier sample misses truncal mutations"
    case .laterTrunkAbsent:
      "clonal mutations of the later samples are missing from the earlier one"
    case .frequencyUnlikePurity:
      "shared clonal mutations have a frequency that does not fit the earlier sample's purity"
    case .purityEstimated(let samples):
      "the purity "
        + (samples.isEmpty ? "of a sample" : "of \(Wording.list(samples))")
        + " was estimated from the mutations themselves"
    case .tumorInNormal(let normal, let share, let low, let high):
      "the normal sample \(normal) contains tumour cells: a share of \(Wording.number(share)) "
        + "(95 % interval \(Wording.range(low, high)))"
    case .seenInNormal(let normal, let count):
      "\(count) \(count == 1 ? "mutation has" : "mutations have") more reads in the normal sample "
        + "\(normal) than tumour cells in it explain: germline, or from blood"
    }
  }
}

extension SampleOwner {
  /// The patient, and how the sample came under another one's name where that is known to be an
  /// exchange.
  fileprivate var words: String {
    kind == .exchanged
      ? "patient \(patient) (the two patients appear to have exchanged samples)"
      : "patient \(patient)"
  }
}
