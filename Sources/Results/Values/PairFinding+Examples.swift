public import TumorModel

extension PairFinding {
  /// One finding of each kind, for the documentation and for tests.
  public static let examples: [PairFinding] = [
    .orderUnknown, .primaryTakenLater, .differentPeople, .identityUndecided,
    .belongsTo(side: .earlier, SampleOwner(patient: "PATIENT", kind: .misplaced)),
    .leftOut(samples: ["SAMPLE"]),
    .independentTumors, .relatednessUndecided, .truncalMutationsMissing, .laterTrunkAbsent,
    .frequencyUnlikePurity, .purityEstimated(samples: ["SAMPLE"]),
    .tumorInNormal(normal: "SAMPLE", share: 0.1, low: 0.07, high: 0.13),
    .seenInNormal(normal: "SAMPLE", mutations: 2),
    .fitUnsettled,
  ]
}
