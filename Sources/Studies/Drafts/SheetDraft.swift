package import DelimitedText
import FoundationEssentials
import GenomicFiles
import Glibc
import TumorModel

/// A study sheet that is made from the files of a folder, for a person to correct.
///
/// What no file tells is left open and named: nothing is made up. Where names of samples look as if
/// they told patients and roles, these are taken and listed for a check.
package struct SheetDraft {
  /// A row with the texts of its fields.
  struct Row {
    var fields: [SheetColumn: String]
    subscript(column: SheetColumn) -> String {
      get { fields[column] ?? "" }
      set { fields[column] = newValue.isEmpty ? nil : newValue }
    }
  }

  /// The folder as it was given.
  let folder: String
  var rows: [Row] = []
  /// Files that are not used, with the reason.
  var unused: [(name: String, reason: String)] = []
  /// Samples whose name, patient, role or specimen was taken from names of files or samples.
  var guessed: [SheetColumn: Set<String>] = [:]
  /// What the tables of a study say of the kind of each sample; empty for a folder of files.
  var told: [String: String] = [:]

  /// How deep folders are looked into.
  private static let depth = 4
  /// The most files that are looked at.
  private static let mostFiles = 20_000

  /// Looks into a folder.
  ///
  /// - Throws: `InputErrors` where it is no folder, holds nothing that tells of samples, or is a study
  ///   of cBioPortal that cannot be read.
  package init(folder path: String) throws(InputErrors) {
    folder = FolderPath.plain(path)
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      let isThere = access(folder, F_OK) == 0
      throw ErrorCollector(path: path).failure(
        .unreadable(
          problem: isThere ? "is a file" : "no such folder",
          expected: "a folder with the files of a study", category: .noInput))
    }
    if access("\(folder)/\(PortalFiles.studyName)", F_OK) == 0 || PortalFiles.resembles(folder) {
      try takePortal()
    } else {
      take(files())
    }
    guard !rows.isEmpty else {
      let found = unused.prefix(3).map { "; \($0.name): \($0.reason)" }.joined()
      throw ErrorCollector(path: path).failure(
        .unreadable(
          problem: "has no file that names a sample\(found)",
          expected:
            "a MAF, a VCF or BCF, a BAM or CRAM, segments, or the folder of a cBioPortal study",
          category: .noInput))
    }
  }

  /// The number of patients, those that are open left out.
  package var patientCount: Int {
    Set(rows.map { $0[.patient] }).subtracting([SheetColumn.placeholder]).count
  }
  /// The number of samples.
  package var sampleCount: Int { rows.count }

  // MARK: - Files

  private func files() -> [FoundFile] {
    var found: [FoundFile] = []
    var looked = 0
    func look(_ below: String, _ depth: Int) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(below)")) ?? []
      for name in names.sorted() where !name.hasPrefix(".") && looked < Self.mostFiles {
        var status = stat()
        guard stat("\(folder)/\(below)\(name)", &status) == 0 else { continue }
        switch status.st_mode & S_IFMT {
        case S_IFDIR where depth > 1: look("\(below)\(name)/", depth - 1)
        case S_IFREG:
          looked += 1
          let file = FoundFile(below + name, in: folder + "/", size: Int(status.st_size))
          if let file { found.append(file) }
        default: break
        }
      }
    }
    look("", Self.depth)
    return found
  }

  private mutating func take(_ files: [FoundFile]) {
    var files = FoundFile.joined(files)
    var normals: Set<String> = []
    // A file of calls or reads that names no sample is of the one that it is named after.
    let known = Set(files.filter(\.isOfReads).flatMap(\.samples))
    for index in files.indices where files[index].samples.isEmpty && files[index].isOfReads {
      let path = files[index].path
      let sample = path.sample.map { Self.known($0, among: known) } ?? files[index].name
      files[index].samples = [sample]
      if !known.contains(sample) { guessed[.sample, default: []].insert(sample) }
      if let normal = path.normal { normals.insert(Self.known(normal, among: known)) }
    }
    var places: [String: Int] = [:]
    for file in files {
      switch file.kind {
      case .mutations: assign(file, to: .mutations, &places, addsRows: true)
      case .alignment: assign(file, to: .alignment, &places, addsRows: true)
      default: break
      }
      normals.formUnion(file.normals)
    }
    for file in files {
      switch file.kind {
      case .segments: assign(file, to: .segments, &places, addsRows: false)
      case .purity: assign(file, to: .purityFile, &places, addsRows: false)
      case .targets:
        unused.append((file.name, "name it in targets if it is what an assay covers"))
      case .sheet: unused.append((file.name, "is a study sheet already"))
      case .unused(let reason): unused.append((file.name, reason))
      case .mutations, .alignment: break
      }
    }
    guess(normals: normals)
  }

  /// The sample that a file is named after, as other files call it: some pipelines write the patient
  /// before it.
  private static func known(_ name: String, among samples: Set<String>) -> String {
    if samples.contains(name) { return name }
    let longer = samples.filter { $0.hasSuffix("_" + name) || $0.hasSuffix("-" + name) }
    return longer.count == 1 ? longer.first ?? name : name
  }

  /// Gives a file to the rows of its samples, or of the samples in its name.
  private mutating func assign(
    _ file: FoundFile, to column: SheetColumn, _ places: inout [String: Int], addsRows: Bool
  ) {
    if addsRows {
      for sample in file.samples where places[sample] == nil {
        places[sample] = rows.count
        rows.append(Row(fields: [.sample: sample]))
      }
    }
    var indices = file.samples.compactMap { places[$0] }
    if indices.isEmpty {
      // The longest name is meant: P1-T is also in P1-T2.
      let named = rows.indices.filter { file.name.contains(rows[$0][.sample]) }
      let longest = named.map { rows[$0][.sample].count }.max()
      indices = named.filter { rows[$0][.sample].count == longest }
    }
    if indices.isEmpty, file.samples.isEmpty, let sample = file.path.sample,
      let place = places[Self.known(sample, among: Set(places.keys))]
    {
      indices = [place]
    }
    let free = indices.filter { rows[$0][column].isEmpty }
    for index in free { rows[index][column] = SheetColumn.field(naming: file.names) }
    if free.isEmpty {
      let reason =
        indices.isEmpty
        ? file.samples.isEmpty
          ? "names no sample of the other files"
          : "is of \(listing(file.samples, limit: 3)), no sample of the other files"
        : "its samples have another file in \(column.rawValue)"
      unused += file.names.map { ($0, reason) }
    }
  }

  private mutating func guess(normals: Set<String>) {
    let guess = NameGuess(rows.map { $0[.sample] })
    for index in rows.indices {
      let sample = rows[index][.sample]
      let patient = guess.patients[sample]
      rows[index][.patient] = patient ?? SheetColumn.placeholder
      if patient != nil { guessed[.patient, default: []].insert(sample) }
      let role =
        normals.contains(sample) ? .normal : NameGuess.role(of: sample, patient: patient)
      rows[index][.role] = role?.rawValue ?? SheetColumn.placeholder
      if role != nil { guessed[.role, default: []].insert(sample) }
      if let specimen = NameGuess.specimen(of: sample) {
        rows[index][.specimen] = specimen.rawValue
        guessed[.specimen, default: []].insert(sample)
      }
    }
    rows.sort { first, second in
      // Open patients last, a patient's samples together.
      let keys = [first, second].map { row in
        (row[.patient] == SheetColumn.placeholder ? 1 : 0, row[.patient], row[.sample])
      }
      return keys[0] < keys[1]
    }
  }

  // MARK: - cBioPortal

  private mutating func takePortal() throws(InputErrors) {
    let sheet = try PortalStudyReader.read(folder, policy: RowPolicy(isStrict: false))
    let prefix = folder + "/"
    for row in sheet.rows {
      let sample = row.sample
      var fields: [SheetColumn: String] = [
        .patient: sample.patient, .sample: sample.id,
        .role: sample.knownRole?.rawValue ?? SheetColumn.placeholder,
      ]
      fields[.day] = sample.day.map(String.init)
      fields[.order] = sample.order.map(String.init)
      fields[.site] = sample.site
      fields[.specimen] = sample.specimen?.rawValue
      fields[.sex] = row.sex?.rawValue
      fields[.purity] = sample.purity.map { "\($0.value)" }
      fields[.ploidy] = sample.ploidy.map { "\($0)" }
      fields[.mutations] = SheetColumn.field(
        naming: row.mutations.map { place in
          place.path.hasPrefix(prefix) ? String(place.path.dropFirst(prefix.count)) : place.path
        })
      rows.append(Row(fields: fields))
      told[sample.id] = row.kindWords
    }
    for place in Set(sheet.rows.flatMap(\.uncalledSites).map(\.path)).sorted() {
      unused.append(
        (
          String(place.split(separator: "/").last ?? ""),
          "only the folder itself, given in place of a sheet, is read with it"
        ))
    }
  }
}
