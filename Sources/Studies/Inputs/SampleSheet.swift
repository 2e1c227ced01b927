import DelimitedText
import GenomicFiles
import TumorModel

/// The study sheet: one row per biopsy.
struct SampleSheet {
  /// The role of a sample for which the input states none.
  static let assumedRole = SampleRole.recurrence

  /// A biopsy with the files that tell of it.
  struct Row {
    var sample: Sample
    let sex: Sex?
    /// Where the sheet names the sample.
    let location: TextLocation
    let source: String
    /// Tables of its calls; a caller may write substitutions and indels to a file each.
    var mutations: [NamedPath] = []
    /// Tables of reads at sites that were called in other samples, beside ``mutations``.
    var uncalledSites: [NamedPath] = []
    var segments: NamedPath?
    var targets: NamedPath?
    var alignment: NamedPath?
    /// Counts at common germline variants.
    var germline: NamedPath?
    /// What a copy-number tool says of purity and ploidy.
    var purityFile: NamedPath?
    /// What a study's tables say of what the sample is, where that is no role's own word.
    var kindWords: String?
    /// Whether the study's list of sequenced samples has it; `nil` without a list.
    var isSequenced: Bool?
  }

  let path: String
  var rows: [Row]
  var warnings: [Warning]
  /// That the samples' order is not known, unless an order given by the user settles it.
  var orderWarning: Warning?
  /// The files that were read so far, the one that was given first.
  var inputs: [InputFile]
  /// The scale of the days.
  var days: SheetDays
  /// The assembly that the study states.
  var build: GenomeBuild?

  /// The files that the rows name, in the order of the sheet; a file may come again.
  var namedPaths: [String] {
    rows.flatMap { row in
      row.mutations.map(\.path)
        + [row.segments, row.targets, row.alignment, row.germline, row.purityFile]
        .compactMap { $0?.path } + row.uncalledSites.map(\.path)
    }
  }

  /// Every warning, that of the order included.
  var allWarnings: [Warning] { warnings + [orderWarning].compactMap { $0 } }

  init(path: String, rows: [Row], warnings: [Warning]) {
    (self.path, self.rows, self.warnings) = (path, rows, warnings)
    days = SheetDays(patients: rows.map(\.sample.patient))
    inputs = [InputFile(path: path, role: .sheet)]
  }
}
