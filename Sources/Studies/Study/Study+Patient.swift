import DelimitedText
import GenomicFiles
public import TumorModel

extension Study {
  /// The most depths that are kept of a sample; beyond, evenly spaced quantiles stand for all.
  static let depthLimit = 4_096

  /// Puts together the evidence of one patient.
  ///
  /// Sites are the union of the samples' rows, sorted. A site without a row is ``uncalled`` in a
  /// sample whose table was read, whose targets cover it and whose panel contains the gene, and
  /// ``notAssayed`` elsewhere.
  ///
  /// - Parameter index: The patient's place in ``patientIDs``.
  /// - Precondition: `0 <= index < patientCount`.
  /// - Complexity: O(sites x samples).
  public func patient(at index: Int) -> PatientEvidence {
    let patient = entries[index]
    let count = patient.samples.count
    let most = patient.samples.map(\.rows.count).max() ?? 0
    let hasSupport = store.supports.count > 1
    let hasMixtures = patient.samples.contains { $0.profile?.hasMixtures == true }
    var cursors = patient.samples.map {
      SampleCursor(
        $0, supports: hasSupport ? store.supports : [], hasMixtures: hasMixtures, capacity: most)
    }
    var normals = patient.normals.map { NormalCursor($0) }
    var sites: [MutationRow] = []
    let asksNormals = !backgrounds.isEmpty || !normalPool.isEmpty
    var mutations: [Mutation] = []
    var flags: [OriginFlags] = []
    mutations.reserveCapacity(most)
    flags.reserveCapacity(most)
    while let site = Self.nextSite(cursors) {
      let alleles = store.alleles[Int(site.alleles)]
      let chromosome = store.chromosomes[Int(site.chromosome)]
      var flag: OriginFlags = []
      var names = (gene: UInt32(0), protein: ShortText(), classification: UInt16(0))
      for number in 0..<count {
        cursors[number].take(site, chromosome, &flag, &names)
      }
      for number in normals.indices { normals[number].take(site, chromosome) }
      if asksNormals { sites.append(site) }
      guard
        let variant = Variant(
          chromosome: chromosome, position: Int(site.position), reference: alleles.reference,
          alternate: alleles.alternate)
      else { preconditionFailure("a row that was read holds no variant") }
      mutations.append(
        Mutation(
          variant: variant, gene: store.genes.string(names.gene),
          proteinChange: store.protein(names.protein),
          classification: store.classification(names.classification)))
      flags.append(flag)
    }
    var supporting = SupportingEvidence()
    if hasSupport { supporting.readSupport = cursors.map(\.readSupport) }
    if hasMixtures { supporting.copyNumberMixtures = cursors.map(\.mixtures) }
    if !patient.loci.isEmpty {
      let loci = mutations.map { patient.loci[$0.variant] }
      supporting.normalCopies = loci.map { $0?.normalCopies }
      for (index, locus) in loci.enumerated() { flags[index].formUnion(locus?.flags ?? []) }
    }
    fillBackgrounds(of: sites, patient: index, into: &supporting)
    supporting.normals = patient.normals.map(\.sample)
    supporting.normalObservations = normals.map(\.observations)
    supporting.genotypes = genotypes(ofPatientAt: index)
    let evidence = PatientEvidence(
      id: patient.id, sex: patient.sex, build: build, samples: patient.samples.map(\.sample),
      mutations: mutations, observations: cursors.map(\.observations),
      copyNumbers: cursors.map(\.copyNumbers), depths: cursors.map { $0.sortedDepths() },
      flags: flags, supporting: supporting)
    guard let evidence else { preconditionFailure("the tables of a patient differ in shape") }
    return evidence
  }

  /// The first site that any sample has still to give.
  private static func nextSite(_ cursors: [SampleCursor]) -> MutationRow? {
    var first: MutationRow?
    for cursor in cursors {
      guard let row = cursor.current else { continue }
      guard let known = first else {
        first = row
        continue
      }
      if row.place < known.place || (row.place == known.place && row.alleles < known.alleles) {
        first = row
      }
    }
    return first
  }
}

/// One sample while its rows are matched with those of the patient's other samples.
private struct SampleCursor {
  private let data: Study.SampleData
  private let scale: DuplicationScale
  /// What rows tell of their reads; empty where no row tells anything.
  private let supports: [ReadSupport]
  /// Whether tumour cells differ in copy number anywhere in any sample of the patient.
  private let hasMixtures: Bool
  private var next = 0
  private var chromosome: Chromosome?
  private var segments: [CopyNumberSegment] = []
  private var segment = 0
  private(set) var observations: [SiteObservation] = []
  private(set) var copyNumbers: [CopyNumber?] = []
  private(set) var mixtures: [CopyNumberMixture?] = []
  private(set) var readSupport: [ReadSupport?] = []
  private var depths: [Int32] = []

  init(_ data: Study.SampleData, supports: [ReadSupport], hasMixtures: Bool, capacity: Int) {
    self.data = data
    self.supports = supports
    self.hasMixtures = hasMixtures
    scale = DuplicationScale(data.sample)
    observations.reserveCapacity(capacity)
    copyNumbers.reserveCapacity(capacity)
    depths.reserveCapacity(data.rows.count)
  }

  var current: MutationRow? { next < data.rows.count ? data.rows[next] : nil }

  /// Adds what the sample shows at a site, which is not after its current row.
  mutating func take(
    _ site: MutationRow, _ chromosome: Chromosome, _ flags: inout OriginFlags,
    _ names: inout (gene: UInt32, protein: ShortText, classification: UInt16)
  ) {
    copyNumbers.append(copyNumber(site, chromosome, &flags))
    guard let row = current, row.isSameSite(as: site) else {
      observations.append(data.covers(site, chromosome) ? .uncalled : .notAssayed)
      if !supports.isEmpty { readSupport.append(nil) }
      return
    }
    next += 1
    if !supports.isEmpty {
      readSupport.append(
        row.support > 0 ? scale.support(supports[Int(row.support)], of: row) : nil)
    }
    if row.isMerged { flags.insert(.duplicateRows) }
    if row.isUnaligned { flags.insert(.notLeftAligned) }
    if row.isFiltered { flags.insert(.filtered) }
    if names.gene == 0 { names.gene = row.gene }
    if names.protein.isEmpty { names.protein = row.protein }
    if names.classification == 0 { names.classification = row.classification }
    let observation = scale.observation(row)
    observations.append(observation)
    guard let counts = observation.counts else { return }
    if scale.changesCounts { flags.insert(.duplicationScaled) }
    if chromosome.isAutosome, row.depth >= 20,
      Double(row.alternate) > 0.98 * Double(row.depth)
    {
      flags.insert(.implausibleFrequency)
    }
    depths.append(counts.depth)
  }

  private mutating func copyNumber(
    _ site: MutationRow, _ chromosome: Chromosome, _ flags: inout OriginFlags
  ) -> CopyNumber? {
    guard let profile = data.profile else {
      if hasMixtures { mixtures.append(nil) }
      return nil
    }
    if self.chromosome != chromosome {
      self.chromosome = chromosome
      segments = profile.segments(on: chromosome)
      segment = 0
    }
    // Sites come in order, so segments do too.
    while segment < segments.count, segments[segment].range.upperBound < Int(site.position) {
      segment += 1
    }
    guard segment < segments.count, segments[segment].range.contains(Int(site.position)) else {
      if hasMixtures { mixtures.append(nil) }
      return nil
    }
    if segments[segment].isRounded { flags.insert(.copyNumberRounded) }
    if hasMixtures {
      mixtures.append(segments[segment].mixture)
      if segments[segment].mixture != nil { flags.insert(.subclonalCopyNumber) }
    }
    return segments[segment].copyNumber
  }

  func sortedDepths() -> [Int32] {
    let sorted = depths.sorted()
    guard sorted.count > Study.depthLimit else { return sorted }
    let last = Study.depthLimit - 1
    return (0...last).map { sorted[$0 * (sorted.count - 1) / last] }
  }
}

/// A normal sample's rows, looked up at the sites of the patient's tumour samples.
private struct NormalCursor {
  private let data: Study.SampleData
  private let scale: DuplicationScale
  private var next = 0
  private(set) var observations: [SiteObservation] = []

  init(_ data: Study.SampleData) {
    self.data = data
    scale = DuplicationScale(data.sample)
  }

  /// Adds what the sample shows at a site; sites come in order.
  mutating func take(_ site: MutationRow, _ chromosome: Chromosome) {
    let rows = data.rows
    while next < rows.count,
      rows[next].place < site.place
        || (rows[next].place == site.place && rows[next].alleles < site.alleles)
    {
      next += 1
    }
    guard next < rows.count, rows[next].isSameSite(as: site) else {
      observations.append(data.covers(site, chromosome) ? .uncalled : .notAssayed)
      return
    }
    let row = rows[next]
    next += 1
    observations.append(scale.observation(row))
  }
}
