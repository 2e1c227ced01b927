import Glibc
import TumorModel

/// Reads a study sheet and all files that it names.
public struct StudyReader {
  private let sheet: SampleSheet
  private let options: ReadOptions
  private var store = VariantStore()
  private var warnings: [Warning]
  private var inputs: [InputFile]
  /// For each row of the sheet.
  private var rows: [[MutationRow]]
  private var absent: Set<Int> = []
  private var tables: [String: MAFReader.Summary] = [:]
  private var build: GenomeBuild?
  private var buildSource = ""

  /// Reads a study.
  ///
  /// - Parameters:
  ///   - path: The study sheet, `samples.csv`.
  ///   - options: How to read.
  /// - Throws: ``InputErrors``, the faults of the first file that has any.
  /// - Complexity: O(bytes); about 48 bytes of memory a row of the sheet's samples.
  public static func read(
    sheet path: String, options: ReadOptions = ReadOptions()
  ) throws(InputErrors) -> Study {
    var reader = StudyReader(sheet: try SampleSheetReader.read(path: path), options: options)
    return try reader.study()
  }

  private init(sheet: SampleSheet, options: ReadOptions) {
    self.sheet = sheet
    self.options = options
    self.warnings = sheet.warnings
    self.inputs = [InputFile(path: sheet.path, role: .sheet)]
    self.rows = Array(repeating: [], count: sheet.rows.count)
  }

  private mutating func study() throws(InputErrors) -> Study {
    try readMutations()
    let profiles = try readSegments()
    let targets = try readTargets()
    let patients = try matchSites()
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
          targets: row.targets.flatMap { targets[$0.path] })
        if row.sample.role == .normal { normals.append(data) } else { samples.append(data) }
        rows[index] = []
      }
      entries.append(
        Study.Patient(
          id: sheet.rows[first].sample.patient,
          sex: indices.compactMap { sheet.rows[$0].sex }.first, samples: samples,
          normals: normals))
    }
    warnAboutPatients(patients)
    let treatments = try readTreatments()
    return Study(
      warnings: warnings, inputs: inputs, build: options.build ?? build, treatments: treatments,
      store: store, entries: entries)
  }

  // MARK: - Files

  private mutating func readMutations() throws(InputErrors) {
    var order: [String] = []
    var places: [String: NamedPath] = [:]
    var samples: [String: [String: Int]] = [:]
    let normals = Set(sheet.rows.map(\.sample).filter { $0.role == .normal }.map(\.id))
    for (index, row) in sheet.rows.enumerated() where row.sample.role != .normal {
      guard let place = row.mutations else { continue }
      if places[place.path] == nil {
        order.append(place.path)
        places[place.path] = place
      }
      samples[place.path, default: [:]][row.sample.id] = index
    }
    for path in order {
      guard let place = places[path] else { continue }
      let summary = try MAFReader.read(
        place, samples: samples[path] ?? [:], normals: normals, into: &store, rows: &rows)
      note(path, .mutations)
      warnings += summary.warnings
      absent.formUnion(summary.absent)
      tables[path] = summary
      try check(summary.build, of: place)
    }
  }

  private mutating func check(_ named: GenomeBuild?, of place: NamedPath) throws(InputErrors) {
    guard let named else { return }
    if let chosen = options.build {
      if chosen != named {
        warnings.append(
          Warning(
            "the table says \(named.rawValue); read as \(chosen.rawValue), as asked",
            at: TextLocation(path: place.path)))
      }
    } else if let build, build != named {
      throw ErrorCollector(path: place.location.path).failure(
        .refused(
          problem: "mutations is '\(place.written)', a table of \(named.rawValue)",
          expected: "one build in a study, and \(buildSource) is of \(build.rawValue)"),
        line: place.location.line, column: place.location.column, source: place.source)
    } else if build == nil {
      (build, buildSource) = (named, place.written)
    }
  }

  private mutating func readSegments() throws(InputErrors) -> [Int: CopyNumberProfile] {
    var profiles: [Int: CopyNumberProfile] = [:]
    for (index, row) in sheet.rows.enumerated() where row.sample.role != .normal {
      guard let place = row.segments else { continue }
      let (profile, found) = try SegmentReader.read(place, sample: row.sample.id)
      note(place.path, .segments)
      warnings += found.filter { !warnings.contains($0) }
      profiles[index] = profile
    }
    return profiles
  }

  private mutating func readTargets() throws(InputErrors) -> [String: TargetRegions] {
    var targets: [String: TargetRegions] = [:]
    for row in sheet.rows where row.sample.role != .normal {
      guard let place = row.targets, targets[place.path] == nil else { continue }
      targets[place.path] = try TargetRegions(place)
      note(place.path, .targets)
    }
    return targets
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
      for index in indices {
        lists.append(Self.sorted(&rows[index], ranks))
      }
      matching.unifyIndels(&lists)
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
    try report(conflicts)
    for file in inputs where file.role == .mutations {
      guard let count = merged[file.path] else { continue }
      warnings.append(
        Warning(
          "\(counted(count, "duplicate row")) merged", at: TextLocation(path: file.path)))
    }
    return patients
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
    let lines = try Self.lines(of: path, here.prefix(InputErrors.limit).map(\.conflict.second.line))
    var errors = ErrorCollector(path: path)
    for (index, conflict) in here {
      let (first, second) = (conflict.first, conflict.second)
      let source = lines[second.line] ?? ""
      let variant = store.variant(of: second).map(Self.words) ?? ""
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

  private static func words(_ variant: Variant) -> String {
    let reference = variant.reference.isEmpty ? "-" : variant.reference
    let alternate = variant.alternate.isEmpty ? "-" : variant.alternate
    return "\(variant.chromosome):\(variant.position) \(reference)>\(alternate)"
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
    let blank = sheet.rows.filter { $0.sample.role != .normal && $0.mutations == nil }
    if !blank.isEmpty {
      warnings.append(
        Warning(
          "no mutation table named, sites not assayed: \(listing(blank.map(\.sample.id)))",
          at: place))
    }
  }
}
