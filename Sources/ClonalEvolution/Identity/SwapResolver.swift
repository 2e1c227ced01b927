import TumorModel

/// Turns links between samples of different patients into findings: whose sample is whose.
///
/// Samples that are tied, within a patient or across, form groups; each stands for one person. A
/// group is of the patient who has most samples in it, or who has no sample elsewhere. The other
/// patients' samples in it are misplaced. Where two patients have each a sample in the other's
/// group, the two were exchanged.
struct SwapResolver {
  private let samples: StudySamples
  private let germline: GermlineSearch
  private let mutations: SharedMutationSearch
  /// One link for each two samples.
  private let links: [SampleLink]
  private let contaminations: [SampleLink]
  /// The group of each sample of a patient with a link.
  private var groups: [Int: Int] = [:]

  init(germline: GermlineSearch, germlineLinks: [SampleLink], mutations: SharedMutationSearch) {
    self.samples = germline.samples
    self.germline = germline
    self.mutations = mutations
    var links: [[Int]: SampleLink] = [:]
    for link in germlineLinks { links[[link.first, link.second]] = link }
    var contaminations: [SampleLink] = []
    for link in mutations.links {
      let known = germline.compare(link.first, link.second)
      var both = links[[link.first, link.second]] ?? link
      both.shared = link.shared
      both.sites = known.sites
      both.logLikelihoodRatio = known.logLikelihoodRatio
      if known.verdict == .mismatch {
        contaminations.append(both)
      } else {
        links[[link.first, link.second]] = both
      }
    }
    let order = { (a: SampleLink, b: SampleLink) in (a.first, a.second) < (b.first, b.second) }
    self.links = links.values.sorted(by: order)
    self.contaminations = contaminations.sorted(by: order)
    groups = grouped()
  }

  // MARK: - Groups

  private func grouped() -> [Int: Int] {
    var parents: [Int: Int] = [:]
    func root(_ sample: Int) -> Int {
      var current = sample
      while let next = parents[current], next != current { current = next }
      return current
    }
    func join(_ first: Int, _ second: Int) {
      let (a, b) = (root(first), root(second))
      parents[max(a, b)] = min(a, b)
    }
    let patients = Set(links.flatMap { [patient($0.first), patient($0.second)] }).sorted()
    for patient in patients {
      for sample in samples.ranges[patient] { parents[sample] = sample }
    }
    for patient in patients {
      for first in samples.ranges[patient] {
        for second in samples.ranges[patient] where second > first && isTied(first, second) {
          join(first, second)
        }
      }
    }
    for link in links { join(link.first, link.second) }
    return Dictionary(uniqueKeysWithValues: parents.keys.map { ($0, root($0)) })
  }

  private func patient(_ sample: Int) -> Int { samples.entries[sample].patient }

  private func isTied(_ first: Int, _ second: Int) -> Bool {
    switch germline.compare(first, second).verdict {
    case .match: true
    case .mismatch: false
    case .undecided, .notTested: mutations.tie(first, second) == .tied
    }
  }

  /// Whether anything is known by which a sample could be in a group.
  private func isRead(_ sample: Int) -> Bool {
    germline.compare(sample, sample).sites >= PatientIdentity.leastSites
      || mutations.isRead(sample)
  }

  // MARK: - Findings

  /// What the links say, in the study's order.
  func findings() -> [SwapFinding] {
    var found: [(sample: Int, finding: SwapFinding)] = []
    for group in Set(groups.values).sorted() {
      let members = groups.filter { $0.value == group }.map(\.key).sorted()
      let byPatient = Dictionary(grouping: members) { patient($0) }
      guard byPatient.count > 1 else { continue }
      let whole = byPatient.filter { patient, inside in
        samples.ranges[patient].allSatisfy { inside.contains($0) || !isRead($0) }
      }
      let candidates = whole.isEmpty ? byPatient : whole
      let most = candidates.values.map(\.count).max() ?? 0
      let owners = candidates.filter { $0.value.count == most }.keys.sorted()
      for (patient, inside) in byPatient.sorted(by: { $0.key < $1.key }) {
        let isOwner = owners.contains(patient)
        if isOwner, owners.count == 1 { continue }
        guard let owner = owners.first(where: { $0 != patient }) else { continue }
        let isSame = whole[patient] != nil && whole[owner] != nil
        // A patient under two names is told once.
        if isSame, isOwner, patient < owner { continue }
        for sample in inside {
          let kind: SwapFinding.Kind = isSame ? .samePerson : .misplaced
          found.append((sample, finding(kind, sample, of: owner)))
        }
      }
    }
    markExchanges(&found)
    for link in contaminations {
      for (sample, other) in [(link.first, link.second), (link.second, link.first)] {
        found.append(
          (sample, finding(.contamination, sample, of: patient(other), by: link, other: other)))
      }
    }
    return found.sorted {
      ($0.sample, $0.finding.otherPatient) < ($1.sample, $1.finding.otherPatient)
    }.map(\.finding)
  }

  private func markExchanges(_ found: inout [(sample: Int, finding: SwapFinding)]) {
    let moved = found.filter { $0.finding.kind == .misplaced }.map(\.finding)
    for index in found.indices where found[index].finding.kind == .misplaced {
      let own = found[index].finding
      let isReturned = moved.contains {
        $0.patient == own.otherPatient && $0.otherPatient == own.patient
      }
      if isReturned { found[index].finding.kind = .exchanged }
    }
  }

  private func finding(_ kind: SwapFinding.Kind, _ sample: Int, of owner: Int) -> SwapFinding {
    let candidates = links.filter { link in
      (link.first == sample && patient(link.second) == owner)
        || (link.second == sample && patient(link.first) == owner)
    }
    let link = candidates.max { $0.strength < $1.strength }
    // A sample tied to its own patient's misplaced one may have no link of its own.
    let other =
      link.map { $0.first == sample ? $0.second : $0.first } ?? samples.ranges[owner].lowerBound
    return finding(kind, sample, of: owner, by: link, other: other)
  }

  private func finding(
    _ kind: SwapFinding.Kind, _ sample: Int, of owner: Int, by link: SampleLink?, other: Int
  ) -> SwapFinding {
    let own = samples.ranges[patient(sample)].filter { $0 != sample }
      .compactMap { mutations.shared(sample, $0) }.max()
    return SwapFinding(
      kind: kind, patient: samples.patients[patient(sample)], sample: samples.entries[sample].id,
      otherPatient: samples.patients[owner], otherSample: samples.entries[other].id,
      evidence: link?.evidence ?? .mutations, sites: link?.sites ?? 0,
      logLikelihoodRatio: link?.logLikelihoodRatio, sharedMutations: link?.shared ?? 0,
      ownSharedMutations: own)
  }
}

extension StudyIdentity {
  /// Puts together what the searches found.
  ///
  /// - Parameters:
  ///   - germline: The search by inherited variants.
  ///   - links: Its links, of all its samples.
  ///   - sites: See ``SharedMutationSearch``.
  public init(
    germline: GermlineSearch, links: [SampleLink], sites: (Int) -> [[UInt64]]
  ) {
    let mutations = SharedMutationSearch(samples: germline.samples, sites: sites)
    let resolver = SwapResolver(germline: germline, germlineLinks: links, mutations: mutations)
    self.init(findings: resolver.findings(), frequencies: germline.frequencies)
  }
}
