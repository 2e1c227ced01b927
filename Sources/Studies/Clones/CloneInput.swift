import DelimitedText
import GenomicFiles
import TumorModel

/// One patient's samples and reads from a file that takes the place of the study sheet.
struct CloneInput {
  /// The samples; rows of the sheet name files only where more are to be read.
  var sheet: SampleSheet
  var store: VariantStore
  /// The rows of each sample of ``sheet``.
  var rows: [[MutationRow]]
  /// The copy numbers of each sample of ``sheet`` that the file itself tells.
  var profiles: [Int: CopyNumberProfile]
  var loci: [Variant: StatedLocus]
  /// The identifiers of mutations that have a place of their own; those of others are their genes.
  var identifiers: [Variant: String] = [:]
  /// The clusters that the file puts mutations into; empty where it has none.
  var clusters: [Variant: Int] = [:]

  /// Reads a file of a format.
  static func read(_ path: String, _ format: CloneFormat) throws(InputErrors) -> CloneInput {
    switch format {
    case .pyclone: try PyCloneReader.read(path)
    case .pairtree: try PairtreeReader.read(path, of: .pairtree)
    case .phyloWGS: try PairtreeReader.read(path, of: .phyloWGS)
    case .phylogic: try PhylogicReader.read(path)
    }
  }

  /// A sample whose role the file does not state.
  static func sample(_ id: String, of patient: String) -> Sample {
    var sample = Sample(id: id, patient: patient, role: SampleSheet.assumedRole)
    sample.isRoleKnown = false
    return sample
  }

  /// What to say where a file states no order.
  static func orderWarning(_ samples: [String], in path: String) -> Warning {
    let names = samples.prefix(4).joined(separator: ",")
    // Quoted where a shell would split it.
    let shown = names.contains(" ") ? "\"\(names)\"" : names
    return Warning(
      "the file does not say which sample was taken first, so every call is indeterminate "
        + "(orderUnknown); list the samples in order of collection, such as "
        + "--sample-order \(shown)",
      at: TextLocation(path: path))
  }
}

/// The rows, copy numbers and loci of a file's mutations while they are read.
struct CloneCollector {
  private(set) var store = VariantStore()
  private(set) var rows: [[MutationRow]]
  private(set) var loci: [Variant: StatedLocus] = [:]
  private var segments: [[Site: CopyNumberSegment]]
  /// Places where alleles of one site have copy numbers that differ.
  private(set) var ambiguous = 0

  private struct Site: Hashable {
    let chromosome: Chromosome
    let position: Int
  }

  init(samples: Int) {
    rows = Array(repeating: [], count: samples)
    segments = Array(repeating: [:], count: samples)
  }

  /// The texts of a mutation beside its change.
  struct Names {
    var gene = ""
    var protein = ""
    var classification = ""
  }

  /// Adds what a sample shows of a mutation.
  mutating func add(
    _ variant: Variant, _ names: Names, sample: Int, alternate: Int, depth: Int, line: Int
  ) {
    guard let chromosome = store.chromosome(named: variant.chromosome.name) else { return }
    let alleles = store.number(
      VariantStore.Alleles(reference: variant.reference, alternate: variant.alternate))
    rows[sample].append(
      MutationRow(
        chromosome: chromosome, position: Int32(truncatingIfNeeded: variant.position),
        alleles: alleles, gene: store.genes.intern(names.gene),
        protein: store.protein(named: names.protein),
        classification: store.classification(named: names.classification),
        alternate: Int32(truncatingIfNeeded: alternate), depth: Int32(truncatingIfNeeded: depth),
        line: line))
  }

  /// Notes the copy number of a mutation's place in a sample.
  mutating func set(_ copyNumber: CopyNumber, of variant: Variant, sample: Int) {
    let position = max(variant.position, 1)
    let site = Site(chromosome: variant.chromosome, position: position)
    if let known = segments[sample][site] {
      if known.copyNumber != copyNumber { ambiguous += 1 }
      return
    }
    segments[sample][site] = CopyNumberSegment(
      chromosome: variant.chromosome, start: position, end: position, copyNumber: copyNumber)
  }

  mutating func set(_ locus: StatedLocus, of variant: Variant) { loci[variant] = locus }

  /// The copy numbers of the samples that have any.
  func profiles() -> [Int: CopyNumberProfile] {
    var profiles: [Int: CopyNumberProfile] = [:]
    for (sample, group) in segments.enumerated() where !group.isEmpty {
      // Segments of one base at places of their own share none.
      profiles[sample] = try? CopyNumberProfile(Array(group.values))
    }
    return profiles
  }
}

extension VariantStore {
  mutating func chromosome(named name: String) -> UInt16? {
    var name = name
    return name.withUTF8 { chromosome($0) }
  }

  mutating func protein(named name: String) -> ShortText {
    var name = name
    return name.withUTF8 { protein($0) }
  }

  mutating func classification(named name: String) -> UInt16 {
    var name = name
    return name.withUTF8 { classification($0) }
  }
}
