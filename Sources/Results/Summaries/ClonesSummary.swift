package import ClonalEvolution
package import TumorModel

/// What a clustering found: what `clones --json` prints.
package struct ClonesSummary: JSONObject, Hashable {
  package var patients = 0
  package var samples = 0
  package var mutations = 0
  /// Mutations by what they are taken for.
  package var groups = KindCounts<CloneGroup>()
  /// Clones of all patients.
  package var clones = 0
  /// Each clone in each sample, of the first patients.
  package var fractions: [CloneFractionRow] = []
  /// Patients with two starts that are as good and disagree.
  package var unstable: [String] = []
  /// Mutations without reads in some tumour sample.
  package var unread = 0
  /// Patients of whose mutations no copy number is known.
  package var withoutCopyNumbers: [String] = []

  package init() {}

  /// Rows that are kept.
  private static let listed = 200

  package static let properties: [JSONProperty<ClonesSummary>] = [
    JSONProperty("patients", \.patients, unit: .patients, .count, meaning: "Patients"),
    JSONProperty("samples", \.samples, unit: .samples, .count, meaning: "Tumour samples"),
    JSONProperty("mutations", \.mutations, unit: .mutations, .count, meaning: "Mutations"),
    JSONProperty(
      "groups", \.groups, .count, meaning: "Mutations by what they most probably belong to"),
    JSONProperty("clones", \.clones, .count, meaning: "Clones of all patients"),
    JSONProperty(
      "fractions", \.fractions,
      meaning: "Each clone in each sample, as in clone_ccf.tsv; at most the first 200"),
    JSONProperty(
      "unstable", \.unstable,
      meaning:
        "Patients whose next best start has an adjusted Rand index below 0.9 with the best, and a "
        + "bound within 3 nats of it"),
    JSONProperty(
      "unread", \.unread, unit: .mutations, .count,
      meaning: "Mutations without reads in some tumour sample, where they may be anything"),
    JSONProperty(
      "without_copy_numbers", \.withoutCopyNumbers,
      meaning: "Patients of whose mutations no copy number is known; at most the first 100"),
  ]

  /// Patients that are listed of each kind.
  private static let named = 100

  /// Adds a patient.
  package mutating func add(_ found: PatientClones, of patient: PatientEvidence) {
    patients += 1
    samples += patient.samples.count
    mutations += patient.mutations.count
    clones += found.clones.count
    unread += patient.mutations.indices.count { mutation in
      patient.samples.indices.contains { sample in
        (patient.observations[sample][mutation].counts?.depth ?? 0) == 0
      }
    }
    if patient.copyNumbers.allSatisfy({ $0.allSatisfy { $0 == nil } }),
      withoutCopyNumbers.count < Self.named
    {
      withoutCopyNumbers.append(patient.id)
    }
    for membership in found.memberships { groups[CloneGroup(membership)] += 1 }
    if fractions.count < Self.listed {
      fractions += CloneFractionRow.rows(found, of: patient).prefix(Self.listed - fractions.count)
    }
    if CloneStartRow.rival(among: CloneStartRow.rows(found)) != nil { unstable.append(patient.id) }
  }

  /// Adds the patients that follow.
  package mutating func merge(_ part: ClonesSummary) {
    patients += part.patients
    samples += part.samples
    mutations += part.mutations
    clones += part.clones
    groups.merge(part.groups)
    fractions += part.fractions.prefix(max(0, Self.listed - fractions.count))
    unstable += part.unstable
    unread += part.unread
    withoutCopyNumbers += part.withoutCopyNumbers.prefix(
      max(0, Self.named - withoutCopyNumbers.count))
  }
}

extension CloneGroup {
  init(_ membership: CloneMembership) {
    self =
      switch membership {
      case .clone: .clone
      case .tail: .tail
      case .artefact: .artefact
      case .absent: .absent
      case .notAssessable: .notAssessable
      case .ungrouped: .ungrouped
      }
  }
}
