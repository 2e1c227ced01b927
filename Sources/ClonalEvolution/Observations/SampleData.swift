import TumorModel

/// One sample's observations, sorted into kinds of loci.
struct SampleData: Sendable {
  /// How a site enters the likelihood.
  enum Use: UInt8, Sendable {
    /// By its counts.
    case counted
    /// By the caller's rule having failed.
    case censored
    /// Not at all.
    case none
  }

  /// The sample.
  let sample: Sample
  /// The distinct kinds of loci.
  let kinds: [LocusKind]
  /// The index in ``kinds`` of each site, or -1 where the locus is not assessable.
  let kind: [Int32]
  /// How each site is used.
  let use: [Use]
  /// Alternate reads of each site; 0 where they were not counted.
  let alternate: [Int32]
  /// Reads of each site; 0 where they were not counted.
  let depth: [Int32]
  /// Depths of the sample's counted sites, sorted: what uncalled sites are judged by.
  let depths: [Int32]
  /// Flags of each site.
  let flags: [OriginFlags]
  /// Alternate reads by orientation; empty where none are known or damage leaves no trace in them.
  let splits: [OrientationSplit?]
  /// P(read is one wrong base | reference) as bases around the sites show it; `nil` if unknown.
  let mismatches: MismatchRate?

  /// The precision of allele counts that inherited variants tell; `nil` if unknown.
  private(set) var allelePrecision: Double?

  /// Number of sites.
  var count: Int { use.count }

  /// Whether an alternate read was counted at a site.
  func showsRead(_ site: Int) -> Bool { use[site] == .counted && alternate[site] > 0 }

  /// Sorts one sample's observations.
  ///
  /// - Parameter backgrounds: What normal samples show at each site; empty if nothing is known.
  init(
    patient: PatientEvidence, sample index: Int, uncalled: UncalledPolicy,
    backgrounds: [SiteBackground?] = []
  ) {
    let sample = patient.samples[index]
    var kinds: [LocusKind] = []
    var indices: [LocusKind: Int32] = [:]
    let count = patient.mutations.count
    var kind = [Int32](repeating: -1, count: count)
    var use = [Use](repeating: .none, count: count)
    var alternate = [Int32](repeating: 0, count: count)
    var depth = [Int32](repeating: 0, count: count)
    var flags = [OriginFlags](repeating: [], count: count)
    let mixtures =
      patient.supporting.copyNumberMixtures.isEmpty
      ? nil : patient.supporting.copyNumberMixtures[index]
    var last: (kind: LocusKind, index: Int32)?
    for site in 0..<count {
      let variant = patient.mutations[site].variant
      let copyNumber = patient.copyNumbers[index][site]
      var locus = LocusKind(
        normalCopies: 2, copyNumber: copyNumber, mixture: mixtures?[site],
        change: ChangeKind(variant))
      if !backgrounds.isEmpty { locus.background = backgrounds[site].map(BackgroundClass.init) }
      let told = patient.supporting.normalCopies(mutation: site)
      switch told.map(NormalCopyNumber.known)
        ?? NormalCopyNumber.copies(
          chromosome: variant.chromosome, position: variant.position, sex: patient.sex,
          build: patient.build)
      {
      case .known(let copies): locus.normalCopies = copies
      case .unknownSex:
        locus.normalCopies = nil
        flags[site].insert(.sexAssumed)
      case .none:
        if variant.chromosome.isY, patient.sex == .female { flags[site].insert(.unexpectedY) }
        continue
      }
      if copyNumber == nil { flags[site].insert(.copyNumberAssumed) }
      if let copyNumber, copyNumber.major >= 4 { flags[site].insert(.amplified) }
      if locus.change == .deamination, sample.specimen == .ffpe {
        flags[site].insert(.ffpeDeamination)
      }
      if let mixture = locus.mixture {
        guard mixture.parts.contains(where: { $0.copyNumber.total > 0 }) else { continue }
      } else if copyNumber?.total == 0 {
        continue
      }
      if let last, last.kind == locus {
        kind[site] = last.index
      } else {
        let found = indices[locus] ?? Int32(kinds.count)
        if Int(found) == kinds.count {
          kinds.append(locus)
          indices[locus] = found
        }
        kind[site] = found
        last = (locus, found)
      }
      switch patient.observations[index][site] {
      case .counted(let counts) where counts.depth > 0:
        use[site] = .counted
        alternate[site] = counts.alternate
        depth[site] = counts.depth
      case .uncalled where uncalled == .censored && !patient.depths[index].isEmpty:
        use[site] = .censored
        flags[site].insert(.censored)
      default: break
      }
    }
    self.sample = sample
    self.kinds = kinds
    self.kind = kind
    self.use = use
    self.alternate = alternate
    self.depth = depth
    self.depths = patient.depths[index]
    self.flags = flags
    let supports =
      patient.supporting.readSupport.isEmpty ? [] : patient.supporting.readSupport[index]
    splits = sample.specimen == .freshFrozen ? [] : OrientationSplit.splits(supports)
    mismatches = MismatchRate(supports)
  }

  /// The same observations with other kinds of loci, one for each there is.
  init(_ other: SampleData, kinds: [LocusKind]) {
    self.kinds = kinds
    sample = other.sample
    kind = other.kind
    use = other.use
    alternate = other.alternate
    depth = other.depth
    depths = other.depths
    flags = other.flags
    splits = other.splits
    mismatches = other.mismatches
    allelePrecision = other.allelePrecision
  }

  private init(_ other: SampleData, only site: Int) {
    sample = other.sample
    let isKnown = other.kind[site] >= 0
    kinds = isKnown ? [other.kinds[Int(other.kind[site])]] : []
    kind = [isKnown ? 0 : -1]
    use = [other.use[site]]
    alternate = [other.alternate[site]]
    depth = [other.depth[site]]
    depths = other.depths
    flags = [other.flags[site]]
    splits = other.splits.isEmpty ? [] : [other.splits[site]]
    mismatches = other.mismatches
    allelePrecision = other.allelePrecision
  }

  /// The same observations with allele counts as inherited variants tell them.
  func following(_ alleles: GermlineAlleles) -> SampleData {
    var data = captured(atOdds: alleles.captureOdds)
    data.allelePrecision = alleles.precision
    return data
  }

  /// The same sample with some of its sites.
  ///
  /// - Parameters:
  ///   - other: All its sites.
  ///   - sites: Those that are kept, in their new order.
  ///   - kinds: The kinds of loci in their new order, by their places in `other`.
  init(_ other: SampleData, sites: [Int], kinds order: [Int]) {
    var places = [Int32](repeating: -1, count: other.kinds.count)
    for (place, kind) in order.enumerated() { places[kind] = Int32(place) }
    sample = other.sample
    kinds = order.map { other.kinds[$0] }
    kind = sites.map { other.kind[$0] < 0 ? -1 : places[Int(other.kind[$0])] }
    use = sites.map { other.use[$0] }
    alternate = sites.map { other.alternate[$0] }
    depth = sites.map { other.depth[$0] }
    depths = other.depths
    flags = sites.map { other.flags[$0] }
    splits = other.splits.isEmpty ? [] : sites.map { other.splits[$0] }
    mismatches = other.mismatches
    allelePrecision = other.allelePrecision
  }

  /// The same sample with one site alone.
  func only(_ site: Int) -> SampleData { SampleData(self, only: site) }
}
