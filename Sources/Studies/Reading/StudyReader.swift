public import DelimitedText
import GenomicFiles
import TumorModel

/// Reads a study sheet, or what takes its place, and all files that it names.
public struct StudyReader {
  var sheet: SampleSheet
  /// What a file told that takes the sheet's place and holds the reads itself.
  let clones: CloneInput?
  let options: ReadOptions
  var store = VariantStore()
  var warnings: [Warning]
  var inputs: [InputFile]
  /// The state of the files before they are read.
  private(set) var stamps: [String: FileStamp] = [:]
  /// For each row of the sheet.
  var rows: [[MutationRow]]
  /// Rows of VCFs that count where another sample of the patient has the site.
  var extras: [[MutationRow]]
  /// Where VCFs say that a sample has reads of the reference alone.
  var references: [[ReferenceStretch]]
  var absent: Set<Int> = []
  /// The reads of each row's alignment, those that were left out included.
  var tallies: [Int: ReadTally] = [:]
  var tables: [String: MutationFileSummary] = [:]
  /// The matched normals that tables tell of, then those of each patient by its first row.
  var matched = MatchedNormals()
  var matchedNormals: [Int: [MatchedNormals.Normal]] = [:]
  var build: GenomeBuild?
  var buildSource = ""
  /// The faults of files that were read in spite of them; `nil` to stop at the first file.
  var faults: [InputErrors]?

  /// Reads a study.
  ///
  /// - Parameters:
  ///   - path: The study sheet, `samples.csv`; or the folder of a cBioPortal study, a PyClone-VI
  ///     table, a Pairtree `.ssm` or a PhylogicNDT `.sif`, told by what they hold.
  ///   - options: How to read.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  /// - Complexity: O(bytes); about 48 bytes of memory per row of the sheet's samples.
  public static func read(
    sheet path: String, options: ReadOptions = ReadOptions()
  ) throws(InputErrors) -> Study {
    let stamps = FileStamps.of(sheet: path)
    var reader: StudyReader
    switch try StudyInput.kind(of: path) {
    case .sheet:
      reader = try StudyReader(sheet: try SampleSheetReader.read(path: path), options: options)
    case .portalFolder:
      let sheet = try PortalStudyReader.read(path, policy: options.rows)
      reader = try StudyReader(sheet: sheet, options: options)
    case .clones(let format):
      reader = try StudyReader(clones: try CloneInput.read(path, format), options: options)
    }
    reader.add(stamps)
    return try reader.study()
  }

  /// Reads the files that a sheet names.
  static func read(_ sheet: SampleSheet, options: ReadOptions) throws(InputErrors) -> Study {
    var reader = try StudyReader(sheet: sheet, options: options)
    return try reader.study()
  }

  /// Takes the state of files as it was before this reader was made.
  private mutating func add(_ earlier: [String: FileStamp]) {
    stamps.merge(earlier) { _, first in first }
  }

  /// Reads what can be read and gathers the faults of every file.
  ///
  /// - Parameter stamps: The state of files as it was before the sheet was read.
  /// - Returns: The study without the files that could not be read, or `nil` where a fault leaves
  ///   none, and the faults, one element per file.
  static func readAll(
    _ sheet: SampleSheet, options: ReadOptions, stamps: [String: FileStamp]
  ) -> (study: Study?, faults: [InputErrors]) {
    var reader: StudyReader
    do throws(InputErrors) {
      reader = try StudyReader(sheet: sheet, options: options)
    } catch {
      return (nil, [error])
    }
    reader.faults = []
    reader.add(stamps)
    do throws(InputErrors) {
      let study = try reader.study()
      return (study, reader.faults ?? [])
    } catch {
      return (nil, (reader.faults ?? []) + [error])
    }
  }

  /// Keeps the faults of a file where reading goes on.
  mutating func keep(_ errors: InputErrors) throws(InputErrors) {
    guard let known = faults else { throw errors }
    if !known.contains(errors) { faults?.append(errors) }
  }

  private init(
    sheet: SampleSheet, clones: CloneInput? = nil, options: ReadOptions
  ) throws(InputErrors) {
    let sheet = try GivenOrder(options.sampleOrder).applied(to: sheet)
    let errors = ErrorCollector(path: sheet.path)
    for row in sheet.rows where row.sample.id == Sample.joinedName {
      // In the tables of results it would stand for all samples of a side.
      throw errors.failure(
        .malformed(
          problem: "a sample is named '\(row.sample.id)'",
          expected: "a name; results write '\(row.sample.id)' for several samples together"),
        line: row.location.line ?? 1, column: row.location.column ?? 1, source: row.source)
    }
    self.sheet = sheet
    self.clones = clones
    self.options = options
    self.warnings = options.needsOrder ? sheet.allWarnings : sheet.warnings
    self.inputs = sheet.inputs
    self.rows = Array(repeating: [], count: sheet.rows.count)
    self.extras = self.rows
    self.references = Array(repeating: [], count: sheet.rows.count)
    (self.build, self.buildSource) = (sheet.build, "the study's meta_study.txt")
    let chosen = [options.reference, options.background].compactMap { $0 }
    stamps = FileStamps.of(
      sheet.inputs.map(\.path) + sheet.namedPaths + chosen
        + [TreatmentReader.path(besideSheet: sheet.path)])
  }

  private init(clones: CloneInput, options: ReadOptions) throws(InputErrors) {
    try self.init(sheet: clones.sheet, clones: clones, options: options)
    (rows, store) = (clones.rows, clones.store)
  }

  /// Counts the alignments of a study without putting its evidence together.
  ///
  /// - Parameters:
  ///   - path: The study sheet.
  ///   - options: How to read.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  public static func counts(
    sheet path: String, options: ReadOptions = ReadOptions()
  ) throws(InputErrors) -> StudyCounts {
    var reader = try StudyReader(
      sheet: try SampleSheetReader.read(path: path), options: options)
    return try reader.counts()
  }

  private mutating func counts() throws(InputErrors) -> StudyCounts {
    guard sheet.rows.contains(where: { $0.alignment != nil }) else {
      throw ErrorCollector(path: sheet.path).failure(
        .malformed(
          problem: "no sample has an alignment", expected: "a BAM or CRAM file in its column"))
    }
    try readMutations()
    let patients = try matchSites()
    let counting = try counting(of: patients)
    return StudyCounts(
      counting, patients: patients, rows: rows, store: store, warnings: warnings, inputs: inputs)
  }

  private mutating func study() throws(InputErrors) -> Study {
    try readMutations()
    warnings += DatedGenes.warning(store.genes.strings, in: sheet.path).map { [$0] } ?? []
    let profiles = try readSegments(purities: try readPurities())
      .merging(clones?.profiles ?? [:]) { read, _ in read }
    let targets = try readTargets()
    let germline = try readGermline()
    let patients = try matchSites()
    try settleAssembly()
    try countAlignments(of: patients)
    let assays = assays(targets)
    var entries: [Study.Patient] = []
    for indices in patients {
      guard let first = indices.first(where: { sheet.rows[$0].sample.role != .normal }) else {
        continue
      }
      var samples: [Study.SampleData] = []
      var normals: [Study.SampleData] = []
      for index in indices {
        let row = sheet.rows[index]
        var sample = row.sample
        sample.coverage = assays.coverages[index]
        let data = Study.SampleData(
          sample: sample, rows: rows[index],
          isCalled: row.mutations != nil && !absent.contains(index)
            && sample.coverage != .notSequenced,
          profile: profiles[index], targets: row.targets.flatMap { targets[$0.path] },
          calls: calls(of: index), germline: germline?.entries[index] ?? [],
          coversGene: assays.coversGene[index], tally: tallies[index])
        if row.sample.role == .normal { normals.append(data) } else { samples.append(data) }
        rows[index] = []
      }
      normals += impliedNormals(of: indices)
      entries.append(
        Study.Patient(
          id: sheet.rows[first].sample.patient,
          sex: indices.compactMap { sheet.rows[$0].sex }.first, samples: samples,
          normals: normals, loci: clones?.loci ?? [:],
          identifiers: clones?.identifiers ?? [:], clusters: clones?.clusters ?? [:]))
    }
    warnAboutPatients(patients)
    let backgrounds = try readBackgrounds(entries)
    let treatments = try readTreatments()
    var study = Study(
      warnings: warnings, inputs: inputs, build: options.build ?? build, treatments: treatments,
      store: store, entries: entries, germline: germline?.store,
      isSubstitution: store.alleles.map { $0.reference.utf8.count == $0.alternate.utf8.count })
    study.backgrounds = backgrounds
    study.reversals = sheet.reversals().map {
      Warning(
        "\($0.row.sample.id): \(SampleSheet.reversalWords(primary: $0.day, other: $0.other))",
        at: $0.row.location)
    }
    study.stamps = stamps
    study.normalPool = NormalPool(entries)
    return study
  }

  /// Normal samples without a row in the sheet of which tables tell.
  private mutating func impliedNormals(of indices: [Int]) -> [Study.SampleData] {
    (matchedNormals.removeValue(forKey: indices[0]) ?? []).map { normal in
      Study.SampleData(
        sample: Sample(
          id: normal.id, patient: sheet.rows[indices[0]].sample.patient, role: .normal),
        rows: normal.rows, isCalled: false, profile: nil, targets: nil)
    }
  }

  private mutating func readBackgrounds(
    _ entries: [Study.Patient]
  ) throws(InputErrors) -> [MutationSite: SiteBackground] {
    guard let path = options.background else { return [:] }
    var sites: Set<MutationSite> = []
    for patient in entries {
      for sample in patient.samples {
        sites.formUnion(sample.rows.lazy.map { MutationSite($0) })
      }
    }
    let (found, leftOut) = try BackgroundTable.read(
      path, build: options.build ?? build, policy: options.rows, store: store, sites: sites)
    warnings += leftOut
    note(path, .background)
    if found.isEmpty {
      warnings.append(
        Warning(
          "no site of the study is in the panel: the usual error rates stand",
          at: TextLocation(path: path)))
    }
    return found
  }
}
