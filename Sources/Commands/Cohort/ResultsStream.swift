import Foundation
import Reporting

/// The tables of one results folder, read side by side, patient by patient.
///
/// All tables list the patients in the order of `timeline.tsv`, each with the rows together, so that
/// one patient's rows are all that is held.
struct ResultsStream {
  /// Places of the columns asked for, by table.
  enum Timeline: Int, CaseIterable {
    case patient, event, start, stop, name, kind, build
    static let columns = [
      "patient", "event", "start_day", "stop_day", "name", "class", "build",
    ]
  }
  enum Pairs: Int {
    case patient, earlier, later
    static let columns = ["patient", "earlier_sample", "later_sample"]
  }
  enum Origins: Int {
    case patient, gene, change, chromosome, position, reference, alternate, classification
    case earlier, later, earlierDay, laterDay, acquired, subclonal, clonal, above, evidence, power
    case call, reason, functionalClass
    static let columns = [
      "patient", "gene", "protein_change", "chromosome", "position", "ref", "alt", "variant_class",
      "earlier_sample", "later_sample", "earlier_day", "later_day", "p_acquired",
      "p_preexisting_subclonal", "p_preexisting_clonal", "p_earlier_above_threshold",
      "log10_bf_absent", "detection_power", "call", "reason", "functional_class",
    ]
  }
  enum Trajectories: Int {
    case patient, mutation, sample, alternate, presence, gene, change, classification
    case functionalClass, observation
    static let columns = [
      "patient", "mutation", "sample", "alt", "p_present", "gene", "protein_change",
      "variant_class", "functional_class", "observation",
    ]
  }
  enum Sensitivity: Int {
    case patient, mutation, earlier, later, varied, value, call, gene
    static let columns = [
      "patient", "mutation", "earlier_sample", "later_sample", "varied", "value", "call", "gene",
    ]
  }
  enum Posteriors: Int {
    case patient, mutation, earlier, later, low, probability, gene
    static let columns = [
      "patient", "mutation", "earlier_sample", "later_sample", "ccf_low", "probability", "gene",
    ]
  }

  let folder: String
  let timeline: TableStream
  let pairs: TableStream
  let origins: TableStream
  let trajectories: TableStream
  let sensitivity: TableStream?
  let posteriors: TableStream?

  /// Opens the tables.
  ///
  /// - Throws: ``CommandFailure`` where the folder has no timeline, and what reading throws.
  init(folder: String) throws {
    self.folder = folder
    func open(_ table: ResultTable, _ columns: [String]) throws -> TableStream {
      try TableStream(path: "\(folder)/\(table.fileName)", columns: columns)
    }
    func openOptional(_ table: ResultTable, _ columns: [String]) throws -> TableStream? {
      let path = "\(folder)/\(table.fileName)"
      return access(path, F_OK) == 0 ? try open(table, columns) : nil
    }
    try Self.requireTimeline(in: folder)
    timeline = try open(.timeline, Timeline.columns)
    pairs = try open(.pairs, Pairs.columns)
    origins = try open(.origins, Origins.columns)
    trajectories = try open(.trajectories, Trajectories.columns)
    sensitivity = try openOptional(.sensitivity, Sensitivity.columns)
    posteriors = try openOptional(.posteriors, Posteriors.columns)
  }

  /// How a folder's tables were made, without reading their rows.
  ///
  /// - Throws: As ``init(folder:)``.
  static func header(of folder: String) throws -> ResultsFolderHeader {
    try requireTimeline(in: folder)
    let table = try TableStream(
      path: "\(folder)/\(ResultTable.timeline.fileName)", columns: Timeline.columns)
    return ResultsFolderHeader(comments: table.comments)
  }

  private static func requireTimeline(in folder: String) throws {
    let path = "\(folder)/\(ResultTable.timeline.fileName)"
    guard access(path, F_OK) != 0 else { return }
    try FolderKind.requireResults(folder)
    throw CommandFailure(
      .noInput,
      "\(path): error: no such file; these results are of an earlier version, expected those of "
        + "metachron origins \(ToolVersion.number), or of its --relabel")
  }

  /// All tables.
  var tables: [TableStream] {
    [timeline, pairs, origins, trajectories] + [sensitivity, posteriors].compactMap { $0 }
  }

  /// The checksums of the tables, once all were read.
  var checksums: [Manifest.File] {
    tables.map { Manifest.File(path: $0.path, role: "results", sha256: $0.checksum ?? "") }
  }

  /// Calls a closure with each row that is a patient's, and goes on after the last.
  static func forEachRow(
    of patient: [UInt8], in table: TableStream, _ body: (TableStream) throws -> Void
  ) throws {
    while table.hasRow, table.field(0, equals: patient) {
      try body(table)
      try table.advance()
    }
  }

  /// - Throws: A failure at the first row that is no patient's of `timeline.tsv`.
  func requireEnd() throws {
    for table in tables where table.hasRow {
      throw table.failure(
        at: 0,
        "patient '\(table.text(0))' is not in timeline.tsv, or not in its order; expected the rows "
          + "of a patient together and the patients of all tables in one order")
    }
  }
}
