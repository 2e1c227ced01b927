public import DelimitedText
public import GenomicFiles
import TumorModel

/// The distinct mutations of one or several inputs, with how many patients and samples have each.
public struct MutationListing: Sendable {
  /// A mutation and who has it.
  public struct Entry: Sendable {
    /// The mutation.
    public let mutation: ListedMutation
    /// The variant classification in the words of a MAF; empty where none was given.
    public fileprivate(set) var classification: String
    /// Patients with alternate reads, or listed without counts; 0 where no input tells patients.
    public fileprivate(set) var patients = 0
    /// Samples of the same kind; 0 where no input tells samples.
    public fileprivate(set) var samples = 0
  }

  /// The mutations, each once, in the order in which they were met.
  public private(set) var entries: [Entry] = []
  /// What the user should know of the inputs.
  public internal(set) var warnings: [Warning] = []
  /// The files that were read.
  public internal(set) var inputs: [InputFile] = []
  /// Whether any input tells patients.
  public private(set) var hasPatients = false
  /// Whether any input tells samples.
  public private(set) var hasSamples = false

  private var numbers: [ListedMutation: Int] = [:]
  private var carriers: Set<UInt64> = []
  private var patientNumbers = ByteInterner()
  private var sampleNumbers = ByteInterner()

  /// Reads inputs: study sheets, study folders and what else takes a sheet's place; MAFs; VCFs and
  /// BCFs; and lists with a header line, of gene and protein change, or of chromosome, position, ref
  /// and alt, or of both.
  ///
  /// - Parameters:
  ///   - paths: The inputs.
  ///   - options: How to read; ``ReadOptions/build`` overrides what the files say.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  /// - Complexity: O(bytes); about 250 bytes of memory a distinct mutation.
  public static func read(
    _ paths: [String], options: ReadOptions
  ) throws(InputErrors) -> MutationListing {
    var listing = MutationListing()
    for (number, path) in paths.enumerated() {
      switch try ListingFormat.format(of: path) {
      case .study:
        try listing.add(StudyReader.read(sheet: path, options: options), input: number)
      case .calls:
        let before = listing.entries.count
        listing.warnings += try VariantListReader.read(
          path, build: options.build, includedFilters: options.includedFilters, policy: options.rows
        ) { _ = listing.add($0, classification: $1) }
        listing.warnAboutGenes(from: before, in: path)
        listing.inputs.append(InputFile(path: path, role: .mutations))
      case .rows:
        let before = listing.entries.count
        listing.warnings += try MutationListReader.read(
          path, build: options.build, policy: options.rows
        ) {
          listing.add($0, input: number)
        }
        listing.warnAboutGenes(from: before, in: path)
        listing.inputs.append(InputFile(path: path, role: .mutations))
      }
    }
    listing.forgetReading()
    return listing
  }

  // MARK: - While reading

  /// Adds a mutation, or finds it.
  ///
  /// - Returns: Its number.
  mutating func add(_ mutation: ListedMutation, classification: String) -> Int {
    if let known = numbers[mutation] {
      if entries[known].classification.isEmpty { entries[known].classification = classification }
      return known
    }
    numbers[mutation] = entries.count
    entries.append(Entry(mutation: mutation, classification: classification))
    return entries.count - 1
  }

  /// Counts a patient or a sample that has a mutation; empty names count for nobody.
  mutating func count(_ number: Int, patient: String, sample: String) {
    if !patient.isEmpty {
      hasPatients = true
      let key = UInt64(number) << 32 | UInt64(patientNumbers.intern(patient)) << 1
      if carriers.insert(key).inserted { entries[number].patients += 1 }
    }
    if !sample.isEmpty {
      hasSamples = true
      let key = UInt64(number) << 32 | UInt64(sampleNumbers.intern(sample)) << 1 | 1
      if carriers.insert(key).inserted { entries[number].samples += 1 }
    }
  }

  private mutating func add(_ row: MutationListReader.Row, input: Int) {
    let place = add(row.mutation, classification: row.classification)
    guard row.isCarried else { return }
    count(
      place, patient: row.patient.isEmpty ? "" : "\(input) \(row.patient)",
      sample: row.sample.isEmpty ? "" : "\(input) \(row.sample)")
  }

  private mutating func add(_ study: Study, input: Int) {
    warnings += study.warnings
    inputs += study.inputs
    for index in 0..<study.patientCount {
      let patient = study.patient(at: index)
      for (place, mutation) in patient.mutations.enumerated() {
        let number = add(
          ListedMutation(
            gene: mutation.gene, proteinChange: mutation.proteinChange,
            variant: mutation.variant.chromosome.isUnplaced ? nil : mutation.variant,
            build: study.build), classification: mutation.classification)
        for (sample, row) in zip(patient.samples, patient.observations) {
          let isCarrier =
            switch row[place] {
            case .counted(let counts): counts.alternate > 0
            case .withoutCounts: true
            case .uncalled, .otherReads, .notAssayed: false
            }
          guard isCarrier else { continue }
          count(number, patient: "\(input) \(patient.id)", sample: "\(input) \(sample.id)")
        }
      }
    }
  }

  private mutating func warnAboutGenes(from first: Int, in path: String) {
    var seen: Set<String> = []
    let genes = entries[first...].map(\.mutation.gene).filter { seen.insert($0).inserted }
    warnings += DatedGenes.warning(genes, in: path).map { [$0] } ?? []
  }

  private mutating func forgetReading() {
    (numbers, carriers) = ([:], [])
    (patientNumbers, sampleNumbers) = (ByteInterner(), ByteInterner())
  }
}
