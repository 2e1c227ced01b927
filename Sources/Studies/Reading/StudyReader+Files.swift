import DelimitedText
import GenomicFiles
import TumorModel

/// The files that a sheet names.
extension StudyReader {
  mutating func readMutations() throws(InputErrors) {
    let files = MutationFiles(sheet)
    let normals = Set(sheet.rows.map(\.sample).filter { $0.role == .normal }.map(\.id))
    let names = Set(sheet.rows.map(\.sample.id))
    let aligner = try options.reference.map { path throws(InputErrors) in
      try LeftAligner(path: path)
    }
    if let reference = options.reference { note(reference, .reference) }
    for file in files.all {
      let marks = file.requests.map { (index: $0.row, mark: mark(of: $0.row)) }
      do throws(InputErrors) {
        let summary = try file.read(
          normals: normals, names: names, options: options, aligner: aligner, into: &store,
          rows: &rows, extras: &extras, references: &references, matched: &matched)
        let place = file.place
        note(place.path, .mutations)
        warnings += summary.warnings
        if !file.isOfUncalledSites { note(summary.absent, absentFrom: file) }
        tables[place.path] = summary
        try check(summary.build, of: place)
      } catch { try keep(error) }
      for (index, mark) in marks { count(on: index, from: mark, in: file.place.path) }
    }
  }

  /// How many rows a sample has so far.
  private func mark(of index: Int) -> (rows: Int, extras: Int) {
    (rows[index].count, extras[index].count)
  }

  /// Counts the lines of a sample's further file on from those of the files before.
  private mutating func count(
    on index: Int, from mark: (rows: Int, extras: Int), in path: String
  ) {
    let last =
      sources[index].isEmpty
      ? 0
      : max(
        rows[index][..<mark.rows].reduce(0) { max($0, $1.line) },
        extras[index][..<mark.extras].reduce(0) { max($0, $1.line) })
    sources[index].add(path, after: last)
    if last == 0 { return }
    for place in mark.rows..<rows[index].count { rows[index][place].moveLine(by: last) }
    for place in mark.extras..<extras[index].count { extras[index][place].moveLine(by: last) }
  }

  /// A sample is absent where it is so from all of its files.
  private mutating func note(_ found: Set<Int>, absentFrom file: MutationFiles.File) {
    for request in file.requests {
      if !found.contains(request.row) {
        absent.remove(request.row)
      } else if sources[request.row].isEmpty {
        absent.insert(request.row)
      }
    }
  }

  mutating func check(_ named: GenomeBuild?, of place: NamedPath) throws(InputErrors) {
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

  mutating func readPurities() throws(InputErrors) -> [Int: StatedPurity] {
    let purities = StatedPurities(filling: &sheet)
    for fault in purities.faults { try keep(fault) }
    for path in purities.paths { note(path, .purity) }
    warnings += purities.warnings
    return purities.found
  }

  mutating func readSegments(
    purities: [Int: StatedPurity]
  ) throws(InputErrors) -> [Int: CopyNumberProfile] {
    var profiles: [Int: CopyNumberProfile] = [:]
    var sexes: [String: Sex] = [:]
    for row in sheet.rows where row.sex != nil { sexes[row.sample.patient] = row.sex }
    for (index, row) in sheet.rows.enumerated() where row.sample.role != .normal {
      guard let place = row.segments else { continue }
      let context = SegmentContext(
        sample: row.sample.id, sex: sexes[row.sample.patient],
        facetsPurity: purities[index].flatMap { $0.tool == .facets ? $0.purity : nil })
      do throws(InputErrors) {
        let (profile, found) = try SegmentReader.read(
          place, context: context, policy: options.rows)
        note(place.path, .segments)
        warnings += found.filter { !warnings.contains($0) }
        profiles[index] = profile
      } catch { try keep(error) }
    }
    return profiles
  }

  mutating func readTargets() throws(InputErrors) -> [String: TargetRegions] {
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
  func calls(of index: Int) -> CallFile? {
    let files = sheet.rows[index].mutations
    guard files.count == 1, let path = files.first?.path, let table = tables[path],
      let column = table.columns[index]
    else { return nil }
    return CallFile(path: path, column: column, isText: table.isText)
  }

  mutating func countAlignments(of patients: [[Int]]) throws(InputErrors) {
    let counting = try counting(of: patients)
    tallies = counting.tallies
    counting.fill(&rows, &store)
  }

  mutating func counting(of patients: [[Int]]) throws(InputErrors) -> AlignmentCounting {
    var counting = AlignmentCounting(
      sheet: sheet, options: options, patients: patients, rows: rows)
    try counting.run(store: store)
    warnings += counting.warnings
    for job in counting.jobs { note(job.place.path, .alignment) }
    if let reference = options.reference, !counting.jobs.isEmpty { note(reference, .reference) }
    return counting
  }

  /// Reads at inherited variants; `nil` where the sheet names no file of them.
  mutating func readGermline() throws(InputErrors) -> GermlineTable? {
    guard sheet.rows.contains(where: { $0.germline != nil }) else { return nil }
    do throws(InputErrors) {
      let table = try GermlineTable(sheet, policy: options.rows)
      warnings += table.warnings
      for path in table.paths { note(path, .germline) }
      return table
    } catch {
      try keep(error)
      return nil
    }
  }

  mutating func readTreatments() throws(InputErrors) -> [Treatment] {
    guard let found = try TreatmentReader.read(besideSheet: sheet.path, days: sheet.days) else {
      return []
    }
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

  mutating func note(_ path: String, _ role: InputFile.Role) {
    let file = InputFile(path: path, role: role)
    if !inputs.contains(file) { inputs.append(file) }
  }
}
