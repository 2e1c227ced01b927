import TumorModel

/// The study sheet: one row a biopsy.
struct SampleSheet {
  /// A biopsy with the files that tell of it.
  struct Row {
    let sample: Sample
    let sex: Sex?
    /// Where the sheet names the sample.
    let location: TextLocation
    let source: String
    var mutations: NamedPath?
    var segments: NamedPath?
    var targets: NamedPath?
    var alignment: NamedPath?
    /// Counts at common germline variants.
    var germline: NamedPath?
  }

  let path: String
  let rows: [Row]
  let warnings: [Warning]
}
