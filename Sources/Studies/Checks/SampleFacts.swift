public import DelimitedText
import GenomicFiles
public import TumorModel

/// What a study's files hold of one sample.
public struct SampleFacts: Hashable, Sendable {
  /// The sample, with what is known of its assay, purity and ploidy once all files were read.
  public internal(set) var sample: Sample
  /// Where the sheet names it.
  public let location: TextLocation
  /// Whether the sheet names a file with reads for it.
  public let namesReads: Bool
  /// Its files that have faults, by what they hold.
  public let faultyFiles: [InputFile.Role]
  /// Whether the patient's files were read, so that ``sites`` and what follows are known.
  public var isJudged = false
  /// Sites of the patient: the union of its tumour samples' mutations.
  public var sites = 0
  /// Sites with reads.
  public var counted = 0
  /// Of these, sites with an alternate read.
  public var mutated = 0
  /// Sites at which no read was found.
  public var zeroDepth = 0
  /// Sites that are listed without counts.
  public var withoutCounts = 0
  /// Sites where a record of the reference alone has more other reads than errors explain.
  public var otherReads = 0
  /// Sites that the table does not list.
  public var uncalled = 0
  /// Sites of which nothing is known.
  public var notAssayed = 0
  /// The median depth of the counted sites.
  public var medianDepth: Int?
  /// Sites with a known copy number.
  public var withCopyNumber = 0
  /// The most frequent copy number of the sites.
  public var usualCopyNumber: CopyNumber?
  /// The file that ``sample``'s purity is from, as the sheet names it; `nil` where the sheet itself
  /// states it or nothing does.
  public internal(set) var puritySource: String?
  /// The reads of its alignment, those that were left out included.
  public internal(set) var tally: ReadTally?

  /// Whether a file that its reads come from has faults.
  public var hasFaultyReads: Bool {
    faultyFiles.contains(.mutations) || faultyFiles.contains(.alignment)
  }

  init(_ row: SampleSheet.Row, faultyFiles: [InputFile.Role]) {
    sample = row.sample
    location = row.location
    namesReads = !row.mutations.isEmpty || row.alignment != nil
    self.faultyFiles = faultyFiles
  }

  /// Takes over what the sample's files say of it as a whole.
  mutating func take(_ data: Study.SampleData, of row: SampleSheet.Row) {
    sample.coverage = data.sample.coverage
    if sample.purity == nil, data.sample.purity != nil { puritySource = row.purityFile?.written }
    (sample.purity, sample.ploidy) = (data.sample.purity, data.sample.ploidy)
    tally = data.tally
  }

  /// Takes over what a patient's evidence holds of the sample.
  mutating func take(_ observations: [SiteObservation], copyNumbers: [CopyNumber?]) {
    isJudged = true
    sites = observations.count
    var depths: [Int32] = []
    for observation in observations {
      switch observation {
      case .counted(let counts) where counts.depth > 0:
        depths.append(counts.depth)
        if counts.alternate > 0 { mutated += 1 }
      case .counted: zeroDepth += 1
      case .withoutCounts: withoutCounts += 1
      case .otherReads: otherReads += 1
      case .uncalled: uncalled += 1
      case .notAssayed: notAssayed += 1
      }
    }
    counted = depths.count
    depths.sort()
    medianDepth = depths.isEmpty ? nil : Int(depths[depths.count / 2])
    var tally: [CopyNumber: Int] = [:]
    var last: (copyNumber: CopyNumber, run: Int)?
    for copyNumber in copyNumbers {
      guard let copyNumber else { continue }
      withCopyNumber += 1
      if let known = last, known.copyNumber == copyNumber {
        last = (copyNumber, known.run + 1)
      } else {
        if let last { tally[last.copyNumber, default: 0] += last.run }
        last = (copyNumber, 1)
      }
    }
    if let last { tally[last.copyNumber, default: 0] += last.run }
    usualCopyNumber =
      tally.max {
        ($0.value, $1.key.major, $1.key.minor) < ($1.value, $0.key.major, $0.key.minor)
      }?.key
  }
}
