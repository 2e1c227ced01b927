import DelimitedText
import GenomicFiles
import TumorModel

/// The files of a sheet that hold mutations, each with the samples that name it.
struct MutationFiles {
  /// One file.
  struct File {
    let place: NamedPath
    fileprivate(set) var requests: [VCFRequest] = []
    /// Whether the file has reads of uncalled sites, beside one with the calls.
    fileprivate(set) var isOfUncalledSites = false
    /// Whether a tumour sample has its counts from this file alone.
    fileprivate(set) var needsCounts = false
  }

  /// The files in the sheet's order.
  private(set) var all: [File] = []

  init(_ sheet: SampleSheet) {
    var places: [String: Int] = [:]
    for (index, row) in sheet.rows.enumerated() {
      for place in row.mutations {
        if places[place.path] == nil {
          places[place.path] = all.count
          all.append(File(place: place))
        }
        // A sample that names a file twice has it once.
        guard let number = places[place.path], all[number].requests.last?.row != index else {
          continue
        }
        all[number].requests.append(VCFRequest(row: index, sample: row.sample, place: place))
        if row.sample.role != .normal, row.alignment == nil { all[number].needsCounts = true }
      }
    }
    // After all calls: they come first where both tell a site.
    for (index, row) in sheet.rows.enumerated() {
      for place in row.uncalledSites {
        if places[place.path] == nil {
          places[place.path] = all.count
          all.append(File(place: place, isOfUncalledSites: true))
        }
        guard let number = places[place.path], all[number].isOfUncalledSites,
          all[number].requests.last?.row != index
        else { continue }
        all[number].requests.append(VCFRequest(row: index, sample: row.sample, place: place))
      }
    }
  }
}

extension MutationFiles.File {
  /// Reads the file as what its first bytes say it is.
  ///
  /// - Parameters:
  ///   - normals: The normal samples of the whole sheet.
  ///   - names: All samples of the sheet.
  func read(
    normals: Set<String>, names: Set<String>, options: ReadOptions, aligner: LeftAligner?,
    into store: inout VariantStore, rows: inout [[MutationRow]], extras: inout [[MutationRow]],
    references: inout [[ReferenceStretch]], matched: inout MatchedNormals
  ) throws(InputErrors) -> MutationFileSummary {
    if CountsTableReader.recognizes(place) {
      return try CountsTableReader.read(
        place,
        samples: Dictionary(requests.map { ($0.sample.id, $0.row) }) { first, _ in first },
        policy: options.rows, into: &store, rows: &rows)
    }
    var lines = try LineReader(path: place.path, expected: "a MAF, VCF or BCF", namedAt: place)
    if try VCFReader.reads(&lines) {
      var found = VCFReader.Rows(
        main: rows, extra: extras, reference: references, matched: matched)
      (rows, extras, references, matched) = ([], [], [], MatchedNormals())
      // Given back also when the file has faults and reading goes on with the next.
      defer {
        (rows, extras) = (found.main, found.extra)
        (references, matched) = (found.reference, found.matched)
      }
      return try VCFReader.read(
        place, &lines, requests: requests, names: names, filters: options.includedFilters,
        policy: options.rows, needsCounts: needsCounts, aligner: aligner, into: &store,
        rows: &found)
    }
    var found = MAFReader.Rows(main: rows, extra: extras, matched: matched)
    (rows, extras, matched) = ([], [], MatchedNormals())
    defer { (rows, extras, matched) = (found.main, found.extra, found.matched) }
    return try MAFReader.read(
      place, &lines,
      samples: Dictionary(uniqueKeysWithValues: requests.map { ($0.sample.id, $0.row) }),
      normals: normals, content: isOfUncalledSites ? .uncalledSites : .calls,
      filters: options.includedFilters, needsCounts: needsCounts, policy: options.rows,
      aligner: aligner, into: &store, rows: &found)
  }
}
