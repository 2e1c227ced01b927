package import DelimitedText
package import TumorModel

/// A sample of the sheet whose calls a VCF should hold.
package struct VCFRequest {
  /// The sample's row in the sheet, from 0.
  package let row: Int
  package let sample: Sample
  package let place: NamedPath

  package init(row: Int, sample: Sample, place: NamedPath) {
    (self.row, self.sample, self.place) = (row, sample, place)
  }
}

/// Which column of a VCF is which sample, by names and never by position.
struct VCFColumns {
  /// A sample with its column.
  struct Choice {
    let request: VCFRequest
    /// The column's place among the sample columns, from 0.
    let column: Int
  }

  private(set) var tumors: [Choice] = []
  private(set) var normals: [Choice] = []
  /// The column of the matched normal of every tumour sample, where the file has one such column.
  private(set) var matchedNormal: Int?
  /// Whether samples of several patients take their calls from the file.
  let isCohort: Bool
  /// Whether the file's one column was taken for the one sample that names the file, although their
  /// names differ.
  private(set) var isAssumed = false

  private static let tumorNames: Set<String> = ["tumor", "tumour", "dna_tumor", "dna_tumour"]
  private static let normalNames: Set<String> = ["normal", "dna_normal"]

  /// Finds the columns.
  ///
  /// A column is a sample's when it has the sample's name, or `##SAMPLE` says so. Otherwise the one
  /// tumour sample that names the file takes the column of `##tumor_sample`, or the one called
  /// `TUMOR`; the one normal sample that of `##normal_sample`, or `NORMAL`. Where a file has one
  /// column, and one row of the sheet names it, the column is that row's, unless it bears the name of
  /// another sample or says that it is of the other kind: VarScan calls it `Sample1` in every file. A
  /// list of sites is of every tumour sample that names it.
  ///
  /// - Parameter names: All samples of the sheet.
  /// - Throws: ``InputErrors`` at the sheet's row when a sample's column cannot be told.
  init(
    _ header: VCFHeader, requests: [VCFRequest], names: Set<String>
  ) throws(InputErrors) {
    if header.isOfSitesAlone {
      isCohort = false
      tumors = requests.filter { $0.sample.role != .normal }.map { Choice(request: $0, column: 0) }
      return
    }
    isCohort = Set(requests.map(\.sample.patient)).count > 1
    let tumorColumns = Self.columns(header, header.tumors, Self.tumorNames)
    let normalColumns = Self.columns(header, header.normals, Self.normalNames)
    matchedNormal = normalColumns.count == 1 ? normalColumns.first : nil
    var errors = ErrorCollector(path: requests[0].place.location.path)
    for request in requests {
      let isNormal = request.sample.role == .normal
      let peers = requests.count { ($0.sample.role == .normal) == isNormal }
      let kind = isNormal ? normalColumns : tumorColumns
      let named =
        header.samples.firstIndex(of: request.sample.id)
        ?? header.aliases[request.sample.id].flatMap { header.samples.firstIndex(of: $0) }
      let others = isNormal ? tumorColumns : normalColumns
      let isOnly =
        header.samples.count == 1 && requests.count == 1 && others.isEmpty
        && !names.contains(header.samples[0])
      if named == nil, kind.isEmpty, isOnly { isAssumed = true }
      guard
        let column = named ?? (peers == 1 && kind.count == 1 ? kind.first : isOnly ? 0 : nil)
      else {
        Self.report(request, peers: peers, header, to: &errors)
        continue
      }
      if !isNormal, column == matchedNormal {
        errors.add(
          .refused(
            problem: "\(request.sample.id) is the normal sample of '\(request.place.written)'",
            expected: "a sample of role normal, or another file"),
          line: request.place.location.line, column: request.place.location.column,
          source: request.place.source)
        continue
      }
      let choice = Choice(request: request, column: column)
      if isNormal { normals.append(choice) } else { tumors.append(choice) }
    }
    try errors.throwIfAny()
    // A normal that the sheet names is surer than a column's name.
    if !isCohort, normals.count == 1 { matchedNormal = normals[0].column }
    if isCohort { matchedNormal = nil }
  }

  /// The sample columns that no row of the sheet takes, in the file's order.
  func unused(of header: VCFHeader) -> [String] {
    if header.isOfSitesAlone || header.hasReadsInInfo { return [] }
    let used = Set((tumors + normals).map(\.column) + [matchedNormal].compactMap { $0 })
    return header.samples.indices.filter { !used.contains($0) }.map { header.samples[$0] }
  }

  /// The last column that is needed.
  var last: Int {
    ((tumors + normals).map(\.column) + [matchedNormal ?? 0]).max() ?? 0
  }

  private static func columns(
    _ header: VCFHeader, _ named: [String], _ usual: Set<String>
  ) -> [Int] {
    let places = named.compactMap { header.samples.firstIndex(of: $0) }
    if !places.isEmpty { return places }
    return header.samples.indices.filter { usual.contains(header.samples[$0].lowercased()) }
  }

  private static func report(
    _ request: VCFRequest, peers: Int, _ header: VCFHeader, to errors: inout ErrorCollector
  ) {
    let names = header.samples.count == 1 ? "the sample column is" : "the sample columns are"
    let isNormal = request.sample.role == .normal
    let others =
      peers > 1
      ? " (\(peers) \(isNormal ? "normal" : "tumour") samples name the file, so each needs its own)"
      : ""
    errors.add(
      .refused(
        problem: "'\(request.place.written)' has no column for \(request.sample.id): \(names) "
          + listing(header.samples),
        expected:
          "one of them as the sample's name in the sheet, or the sample's name in the file, as "
          + "'bcftools reheader -s' writes it" + others),
      line: request.place.location.line, column: request.place.location.column,
      source: request.place.source)
  }
}
