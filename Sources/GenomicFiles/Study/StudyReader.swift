import Glibc
import TumorModel

/// Reads a study sheet, or what takes its place, and all files that it names.
public struct StudyReader {
  private var sheet: SampleSheet
  /// What a file told that takes the sheet's place and holds the reads itself.
  private let clones: CloneInput?
  private let options: ReadOptions
  private var store = VariantStore()
  private var warnings: [Warning]
  private var inputs: [InputFile]
  /// For each row of the sheet.
  private var rows: [[MutationRow]]
  /// Rows of VCFs that count where another sample of the patient has the site.
  private var extras: [[MutationRow]]
  private var absent: Set<Int> = []
  private var tables: [String: MutationFileSummary] = [:]
  /// The matched normals that tables tell of, then those of each patient by its first row.
  private var matched = MatchedNormals()
  private var matchedNormals: [Int: [MatchedNormals.Normal]] = [:]
  private var build: GenomeBuild?
  private var buildSource = ""
  /// The faults of files that were read in spite of them; `nil` to stop at the first file.
  private var faults: [InputErrors]?

  /// Reads a study.
  ///
  /// - Parameters:
  ///   - path: The study sheet, `samples.csv`; or the folder of a cBioPortal study, a PyClone-VI
  ///     table, a Pairtree `.ssm` or a PhylogicNDT `.sif`, told by what they hold.
  ///   - options: How to read.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  /// - Complexity: O(bytes); about 48 bytes of memory a row of the sheet's samples.
  public static func read(
    sheet path: String, options: ReadOptions = ReadOptions()
  ) throws(InputErrors) -> Study {
    var reader: StudyReader
    switch try StudyInput.kind(of: path) {
    case .sheet:
      reader = try StudyReader(sheet: try SampleSheetReader.read(path: path), options: options)
    case .portalFolder:
      reader = try StudyReader(sheet: try PortalStudyReader.read(path), options: options)
    case .clones(let format):
      reader = try StudyReader(clones: try CloneInput.read(path, format), options: options)
    }
    return try reader.study()
  }

  /// Reads the files that a sheet names.
  static func read(_ sheet: SampleSheet, options: ReadOptions) throws(InputErrors) -> Study {
    var reader = try StudyReader(sheet: sheet, options: options)
    return try reader.study()
  }

  /// Reads what can be read and gathers the faults of every file.
  ///
  /// - Returns: The study without the files that could not be read, or `nil` where a fault leaves
  ///   none, and the faults, one element a file.
  static func readAll(
    _ sheet: SampleSheet, options: ReadOptions
  ) -> (study: Study?, faults: [InputErrors]) {
    var reader: StudyReader
    do throws(InputErrors) {
      reader = try StudyReader(sheet: sheet, options: options)
    } catch {
      return (nil, [error])
    }
    reader.faults = []
    do throws(InputErrors) {
      let study = try reader.study()
      return (study, reader.faults ?? [])
    } catch {
      return (nil, (reader.faults ?? []) + [error])
    }
  }

  /// Keeps the faults of a file where reading goes on.
  private mutating func keep(_ errors: InputErrors) throws(InputErrors) {
    guard let known = faults else { throw errors }
    if !known.contains(errors) { faults?.append(errors) }
  }

  private init(
    sheet: SampleSheet, clones: CloneInput? = nil, options: ReadOptions
  ) throws(InputErrors) {
    let sheet = try GivenOrder(options.sampleOrder).applied(to: sheet)
    self.sheet = sheet
    self.clones = clones
    self.options = options
    self.warnings = sheet.warnings
    self.inputs = sheet.inputs
    self.rows = Array(repeating: [], count: sheet.rows.count)
    self.extras = self.rows
    (self.build, self.buildSource) = (sheet.build, "the study's meta_study.txt")
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
    let profiles = try readSegments(purities: try readPurities())
      .merging(clones?.profiles ?? [:]) { read, _ in read }
    let targets = try readTargets()
    let germline = try readGermline()
    let patients = try matchSites()
    try countAlignments(of: patients)
    var entries: [Study.Patient] = []
    for indices in patients {
      guard let first = indices.first(where: { sheet.rows[$0].sample.role != .normal }) else {
        continue
      }
      var samples: [Study.SampleData] = []
      var normals: [Study.SampleData] = []
      for index in indices {
        let row = sheet.rows[index]
        let data = Study.SampleData(
          sample: row.sample, rows: rows[index],
          isCalled: row.mutations != nil && !absent.contains(index), profile: profiles[index],
          targets: row.targets.flatMap { targets[$0.path] },
          calls: calls(of: index), germline: germline?.entries[index] ?? [])
        if row.sample.role == .normal { normals.append(data) } else { samples.append(data) }
        rows[index] = []
      }
      normals += impliedNormals(of: indices)
      entries.append(
        Study.Patient(
          id: sheet.rows[first].sample.patient,
          sex: indices.compactMap { sheet.rows[$0].sex }.first, samples: samples,
          normals: normals, loci: clones?.loci ?? [:]))
    }
    warnAboutPatients(patients)
    let backgrounds = try readBackgrounds(entries)
    let treatments = try readTreatments()
    var study = Study(
      warnings: warnings, inputs: inputs, build: options.build ?? build, treatments: treatments,
      store: store, entries: entries, germline: germline?.store,
      isSubstitution: store.alleles.map { $0.reference.utf8.count == $0.alternate.utf8.count })
    study.backgrounds = backgrounds
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
  ) throws(InputErrors) -> [NormalPool.Site: SiteBackground] {
    guard let path = options.background else { return [:] }
    var sites: Set<NormalPool.Site> = []
    for patient in entries {
      for sample in patient.samples {
        sites.formUnion(sample.rows.lazy.map { NormalPool.Site($0) })
      }
    }
    let found = try BackgroundTable.read(
      path, build: options.build ?? build, store: store, sites: sites)
    note(path, .background)
    if found.isEmpty {
      warnings.append(
        Warning(
          "no site of the study is in the panel: the usual error rates stand",
          at: TextLocation(path: path)))
    }
    return found
  }

  // MARK: - Files

  private mutating func readMutations() throws(InputErrors) {
    let files = MutationFiles(sheet)
    let normals = Set(sheet.rows.map(\.sample).filter { $0.role == .normal }.map(\.id))
    let aligner = try options.reference.map { path throws(InputErrors) in
      try LeftAligner(path: path)
    }
    if let reference = options.reference { note(reference, .reference) }
    for file in files.all {
      do throws(InputErrors) {
        guard
          let summary = try file.read(
            normals: normals, options: options, aligner: aligner, into: &store, rows: &rows,
            extras: &extras, matched: &matched)
        else { continue }
        let place = file.place
        note(place.path, .mutations)
        warnings += summary.warnings
        absent.formUnion(summary.absent)
        tables[place.path] = summary
        try check(summary.build, of: place)
      } catch { try keep(error) }
    }
  }

  private mutating func check(_ named: GenomeBuild?, of place: NamedPath) throws(InputErrors) {
    guard let named else { return }
    if let chosen = options.build {
      if chosen != named {
        warnings.append(
          Warning(
            "the file says \(named.rawValue); read as \(chosen.rawValue), as asked",
            at: TextLocation(path: place.path)))
      }
    } else if let build, build != named {
      throw ErrorCollector(path: place.location.path).failure(
        .refused(
          problem: "mutations is '\(place.written)', a file of \(named.rawValue)",
          expected: "one build in a study, and \(buildSource) is of \(build.rawValue)"),
        line: place.location.line, column: place.location.column, source: place.source)
    } else if build == nil {
      (build, buildSource) = (named, place.written)
    }
  }

  private mutating func readPurities() throws(InputErrors) -> [Int: StatedPurity] {
    let purities = try StatedPurities(filling: &sheet)
    for path in purities.paths { note(path, .purity) }
    warnings += purities.warnings
    return purities.found
  }

  private mutating func readSegments(
    purities: [Int: StatedPurity]
  ) throws(InputErrors) -> [Int: CopyNumberProfile] {
    var profiles: [Int: CopyNumberProfile] = [:]
    var sexes: [String: Sex] = [:]
    for row in sheet.rows where row.sex != nil { sexes[row.sample.patient] = row.sex }
    for (index, row) in sheet.rows.enumerated() where row.sample.role != .normal {
      guard let place = row.segments else { continue }
      let context = SegmentContext(
        sample: row.sample.id, sex: sexes[row.sample.patient], toolPurity: purities[index])
      do throws(InputErrors) {
        let (profile, found) = try SegmentReader.read(place, context: context)
        note(place.path, .segments)
        warnings += found.filter { !warnings.contains($0) }
        profiles[index] = profile
      } catch { try keep(error) }
    }
    return profiles
  }

  private mutating func readTargets() throws(InputErrors) -> [String: TargetRegions] {
    var targets: [String: TargetRegions] = [:]
    for row in sheet.rows where row.sample.role != .normal {
      guard let place = row.targets, targets[place.path] == nil else { continue }
      do throws(InputErrors) {
        targets[place.path] = try TargetRegions(place)
        note(place.path, .targets)
      } catch { try keep(error) }
    }
    return targets
  }

  /// The VCF that a sample's rows are of.
  private func calls(of index: Int) -> CallFile? {
    guard let path = sheet.rows[index].mutations?.path, let table = tables[path],
      let column = table.columns[index]
    else { return nil }
    return CallFile(path: path, column: column, isText: table.isText)
  }

  private mutating func countAlignments(of patients: [[Int]]) throws(InputErrors) {
    try counting(of: patients).fill(&rows, &store)
  }

  private mutating func counting(of patients: [[Int]]) throws(InputErrors) -> AlignmentCounting {
    var counting = AlignmentCounting(
      sheet: sheet, options: options, patients: patients, rows: rows)
    try counting.run(store: store)
    warnings += counting.warnings
    for job in counting.jobs { note(job.place.path, .alignment) }
    if let reference = options.reference, !counting.jobs.isEmpty { note(reference, .reference) }
    return counting
  }

  /// Reads at inherited variants; `nil` where the sheet names no file of them.
  private mutating func readGermline() throws(InputErrors) -> GermlineTable? {
    guard sheet.rows.contains(where: { $0.germline != nil }) else { return nil }
    let table = try GermlineTable(sheet)
    warnings += table.warnings
    for path in table.paths { note(path, .germline) }
    return table
  }

  private mutating func readTreatments() throws(InputErrors) -> [Treatment] {
    guard let found = try TreatmentReader.read(besideSheet: sheet.path) else { return [] }
    note(found.path, .treatments)
    let known = Set(sheet.rows.map(\.sample.patient))
    var strangers: [String] = []
    for treatment in found.treatments
    where !known.contains(treatment.patient) && !strangers.contains(treatment.patient) {
      strangers.append(treatment.patient)
    }
    if !strangers.isEmpty {
      warnings.append(
        Warning(
          "treatments of patients that the sheet does not have, left out: \(listing(strangers))",
          at: TextLocation(path: found.path)))
    }
    return found.treatments.filter { known.contains($0.patient) }
  }

  private mutating func note(_ path: String, _ role: InputFile.Role) {
    let file = InputFile(path: path, role: role)
    if !inputs.contains(file) { inputs.append(file) }
  }

  // MARK: - Sites

  /// Sorts and matches rows patient by patient and returns the sheet's rows of each patient.
  private mutating func matchSites() throws(InputErrors) -> [[Int]] {
    var patients: [[Int]] = []
    var places: [String: Int] = [:]
    for (index, row) in sheet.rows.enumerated() {
      if let place = places[row.sample.patient] {
        patients[place].append(index)
      } else {
        places[row.sample.patient] = patients.count
        patients.append([index])
      }
    }
    let ranks = store.rank()
    let matching = SiteMatching(store: store)
    var merged: [String: Int] = [:]
    var conflicts: [(index: Int, conflict: SiteMatching.Conflict)] = []
    for indices in patients {
      var lists: [[MutationRow]] = []
      for index in indices { lists.append(Self.sorted(&rows[index], ranks)) }
      for index in indices { lists.append(Self.sorted(&extras[index], ranks)) }
      var normals = matched.isEmpty ? [] : matched.take(indices)
      for place in normals.indices { lists.append(Self.sorted(&normals[place].rows, ranks)) }
      matching.unifyIndels(&lists)
      let tumors = indices.indices.filter { sheet.rows[indices[$0]].sample.role != .normal }
      for place in normals.indices {
        normals[place].rows = MatchedNormals.merged(lists[2 * indices.count + place])
      }
      SiteMatching.addExtras(&lists, samples: indices.count, tumors: tumors)
      keep(normals, of: indices, in: &lists)
      for (place, index) in indices.enumerated() {
        let found = SiteMatching.mergeDuplicates(&lists[place])
        conflicts += found.conflicts.map { (index, $0) }
        if found.merged > 0, let path = sheet.rows[index].mutations?.path {
          merged[path, default: 0] += found.merged
        }
        rows[index] = lists[place]
        lists[place] = []
      }
    }
    while let path = conflicts.first.flatMap({ sheet.rows[$0.index].mutations?.path }) {
      do throws(InputErrors) { try report(conflicts) } catch { try keep(error) }
      conflicts.removeAll { sheet.rows[$0.index].mutations?.path == path }
    }
    for file in inputs where file.role == .mutations {
      guard let count = merged[file.path] else { continue }
      warnings.append(
        Warning(
          "\(counted(count, "duplicate row")) merged", at: TextLocation(path: file.path)))
    }
    return patients
  }

  /// Gives a normal of the sheet that has no counts of its own those that tables tell of it, and
  /// keeps the normals that the sheet does not name.
  private mutating func keep(
    _ normals: [MatchedNormals.Normal], of indices: [Int], in lists: inout [[MutationRow]]
  ) {
    for normal in normals {
      let named = indices.firstIndex {
        sheet.rows[$0].sample.role == .normal && sheet.rows[$0].sample.id == normal.id
      }
      if let named {
        if lists[named].isEmpty { lists[named] = normal.rows }
      } else {
        matchedNormals[indices[0], default: []].append(normal)
      }
    }
  }

  private static func sorted(
    _ rows: inout [MutationRow], _ ranks: (chromosomes: [UInt16], alleles: [UInt32])
  ) -> [MutationRow] {
    var result: [MutationRow] = []
    swap(&result, &rows)
    var isSorted = true
    for index in result.indices {
      result[index].chromosome = ranks.chromosomes[Int(result[index].chromosome)]
      result[index].alleles = ranks.alleles[Int(result[index].alleles)]
      if index > 0, MutationRow.precedes(result[index], result[index - 1]) { isSorted = false }
    }
    if !isSorted { result.sort(by: MutationRow.precedes) }
    return result
  }

  /// Tells the first file's rows that contradict one another, with the lines as they stand there.
  private func report(
    _ conflicts: [(index: Int, conflict: SiteMatching.Conflict)]
  ) throws(InputErrors) {
    guard let first = conflicts.first, let path = sheet.rows[first.index].mutations?.path else {
      return
    }
    let here = conflicts.filter { sheet.rows[$0.index].mutations?.path == path }
      .sorted { $0.conflict.second.line < $1.conflict.second.line }
    let isText = tables[path]?.isText ?? true
    let lines =
      !isText
      ? [:] : try Self.lines(of: path, here.prefix(InputErrors.limit).map(\.conflict.second.line))
    var errors = ErrorCollector(path: path)
    for (index, conflict) in here {
      let (first, second) = (conflict.first, conflict.second)
      let source = lines[second.line] ?? ""
      let variant = store.variant(of: second).map(SiteText.words) ?? ""
      errors.add(
        .malformed(
          problem: "\(sheet.rows[index].sample.id) has \(variant) with "
            + "\(second.alternate) of \(second.depth) reads, and on line \(first.line) with "
            + "\(first.alternate) of \(first.depth)",
          expected: "one row, or rows that agree"),
        line: second.line, column: Self.column(tables[path]?.countColumn ?? 0, of: source),
        source: source)
    }
    try errors.throwIfAny()
  }

  private static func lines(of path: String, _ wanted: [Int]) throws(InputErrors) -> [Int: String] {
    let wanted = Set(wanted)
    var found: [Int: String] = [:]
    // A pipe cannot be read a second time.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return found }
    var reader = try LineReader(path: path, expected: "a MAF")
    while found.count < wanted.count, let line = try reader.next() {
      if wanted.contains(reader.number) { found[reader.number] = line.string }
    }
    return found
  }

  private static func column(_ field: Int, of line: String) -> Int {
    line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).prefix(field)
      .reduce(1) { $0 + $1.count + 1 }
  }

  // MARK: - Patients

  private mutating func warnAboutPatients(_ patients: [[Int]]) {
    let place = TextLocation(path: sheet.path)
    var single: [String] = []
    var none: [String] = []
    for indices in patients {
      let tumours = indices.count { sheet.rows[$0].sample.role != .normal }
      let id = sheet.rows[indices[0]].sample.patient
      if tumours == 0 { none.append(id) }
      if tumours == 1 { single.append(id) }
    }
    if let only = single.first {
      warnings.append(
        Warning(
          single.count == 1
            ? "patient \(only) has one sample: nothing to compare"
            : "\(single.count) patients have one sample, nothing to compare: \(listing(single))",
          at: place))
    }
    if !none.isEmpty {
      warnings.append(Warning("no tumour sample, left out: \(listing(none))", at: place))
    }
    if clones != nil { return }
    let blank = sheet.rows.filter {
      $0.sample.role != .normal && $0.mutations == nil && $0.alignment == nil
    }
    if !blank.isEmpty {
      warnings.append(
        Warning(
          "no mutation table named, sites not assayed: \(listing(blank.map(\.sample.id)))",
          at: place))
    }
  }
}
