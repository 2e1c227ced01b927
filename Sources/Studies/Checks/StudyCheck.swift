import DelimitedText
import GenomicFiles
public import TumorModel

/// What is wrong with a study's files, what to know of them, and what they hold of each sample.
///
/// All files are read as an analysis reads them, and reading goes on after a file with faults.
public struct StudyCheck: Sendable {
  /// Errors first, each in the order of the files.
  public private(set) var findings: [Finding] = []
  /// One element per sample, in the sheet's order; empty where the sheet cannot be read.
  public private(set) var samples: [SampleFacts] = []
  /// The files of the study, as far as they are known: those that could not be read included.
  public private(set) var paths: [String]
  /// The study without the files that could not be read; `nil` where too little is left.
  public private(set) var study: Study?

  /// Reads and checks a study.
  ///
  /// - Parameters:
  ///   - path: The study sheet, the folder of a cBioPortal study, or a table of a clustering or tree
  ///     program.
  ///   - options: How to read.
  ///   - visit: Called with the evidence of every patient, for further checks.
  /// - Complexity: That of reading the study, and O(sites x samples) for each patient.
  public init(
    sheet path: String, options: ReadOptions = ReadOptions(),
    visit: (PatientEvidence) -> Void = { _ in }
  ) {
    let stamps = FileStamps.of(sheet: path)
    paths = [path]
    let sheet: SampleSheet
    var faults: [InputErrors] = []
    do throws(InputErrors) {
      switch try StudyInput.kind(of: path) {
      case .sheet:
        let read = try SampleSheetReader.readAll(path: path)
        sheet = read.sheet
        if let found = read.faults { faults.append(found) }
      case .portalFolder:
        sheet = try PortalStudyReader.read(path, policy: options.rows)
      case .clones:
        // One table of one patient: what reading it finds is all there is to check.
        let study = try StudyReader.read(sheet: path, options: options)
        self.study = study
        paths += study.inputs.map(\.path)
        findings = study.warnings.map { Finding($0) }
        for index in 0..<study.patientCount { visit(study.patient(at: index)) }
        return
      }
    } catch {
      add(error)
      addText([InputFile(path: path, role: .sheet)])
      return
    }
    let (study, found) = StudyReader.readAll(sheet, options: options, stamps: stamps)
    self.study = study
    paths += sheet.inputs.map(\.path) + sheet.namedPaths + (study?.inputs.map(\.path) ?? [])
    faults += found
    for fault in faults { add(fault) }
    findings += (study?.warnings ?? sheet.allWarnings).map { Finding($0) }
    addText(Self.files(of: sheet))
    findings += SheetFindings(sheet: sheet).findings()
    samples = sheet.rows.map {
      SampleFacts($0, faultyFiles: Self.faultyFiles(of: $0, faults: faults))
    }
    if let study { check(study, sheet, options.build, visit) }
    let errors = findings.filter { $0.level == .error }
    findings = errors + findings.filter { $0.level != .error }
  }

  // MARK: - Parts

  private mutating func add(_ faults: InputErrors) {
    findings += faults.errors.map { Finding($0) }
    if faults.omitted > 0, let last = faults.errors.last {
      findings.append(
        Finding(
          .error, .moreFaults(faults.omitted), at: TextLocation(path: last.location.path),
          category: faults.category))
    }
  }

  private mutating func addText(_ files: [InputFile]) {
    for file in files {
      guard let head = TextHead(path: file.path) else { continue }
      findings += TextFindings(path: file.path, role: file.role, head: head).findings()
    }
  }

  /// The text files that the sheet names, each once, the sheet first.
  private static func files(of sheet: SampleSheet) -> [InputFile] {
    var files = [InputFile(path: sheet.path, role: .sheet)]
    var known: Set<String> = [sheet.path]
    for row in sheet.rows {
      let named: [(NamedPath?, InputFile.Role)] =
        row.mutations.map { ($0, .mutations) } + [
          (row.segments, .segments), (row.targets, .targets),
        ]
      for case (let place?, let role) in named where known.insert(place.path).inserted {
        files.append(InputFile(path: place.path, role: role))
      }
    }
    return files
  }

  private static func faultyFiles(
    of row: SampleSheet.Row, faults: [InputErrors]
  ) -> [InputFile.Role] {
    let named: [(places: [NamedPath], role: InputFile.Role)] = [
      (row.mutations, .mutations), ([row.segments].compactMap(\.self), .segments),
      ([row.targets].compactMap(\.self), .targets),
      ([row.alignment].compactMap(\.self), .alignment),
      ([row.germline].compactMap(\.self), .germline),
      ([row.purityFile].compactMap(\.self), .purity),
    ]
    return named.filter { places, _ in
      places.contains { place in
        faults.contains {
          $0.errors[0].location.path == place.path || $0.errors.contains { $0.isAbout(place) }
        }
      }
    }.map(\.role)
  }

  private mutating func check(
    _ study: Study, _ sheet: SampleSheet, _ build: GenomeBuild?,
    _ visit: (PatientEvidence) -> Void
  ) {
    let places = Dictionary(
      uniqueKeysWithValues: sheet.rows.enumerated().map { ($1.sample.id, $0) })
    let contigs = study.store.chromosomes.map { RowTally.Contig($0) }
    var assemblies = BuildFindings()
    var formulas: Set<String> = []
    for (index, entry) in study.entries.enumerated() {
      let patient = study.patient(at: index)
      visit(patient)
      var rows: [SampleSheet.Row] = []
      for (number, data) in entry.samples.enumerated() {
        guard let place = places[data.sample.id] else { continue }
        let row = sheet.rows[place]
        rows.append(row)
        let tally = RowTally(data, contigs: contigs)
        assemblies.add(tally, of: data.sources)
        findings += SampleFindings(row: row, data: data, tally: tally, sex: entry.sex).findings()
        samples[place].take(data, of: row)
        findings += SheetFindings.purity(data.sample.purity, of: row)
        samples[place].take(patient.observations[number], copyNumbers: patient.copyNumbers[number])
      }
      for (number, data) in entry.normals.enumerated() {
        guard let place = places[data.sample.id] else { continue }
        samples[place].take(patient.supporting.normalObservations[number], copyNumbers: [])
      }
      if rows.count == patient.samples.count {
        findings += PatientFindings(patient: patient, rows: rows).findings()
      }
      for mutation in patient.mutations where SheetFindings.isFormula(mutation.gene) {
        formulas.insert(mutation.gene)
      }
    }
    findings += assemblies.findings(build: build ?? study.build)
    if !formulas.isEmpty {
      findings.append(
        Finding(
          .warning, .geneFormulas(formulas.sorted()), at: TextLocation(path: sheet.path)))
    }
  }
}

extension ParseError {
  /// Whether the error is about the field that names a file.
  fileprivate func isAbout(_ place: NamedPath) -> Bool {
    location.column != nil && location == place.location
  }
}
