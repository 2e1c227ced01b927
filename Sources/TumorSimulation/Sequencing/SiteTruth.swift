/// What of a site decides its reads in one sample.
struct SiteTruth: Hashable, Sendable {
  /// The cancer cell fraction.
  var fraction: Double
  /// Mutated copies per mutated tumour cell, on average over them.
  var multiplicity: Double
  /// Copies per tumour cell, on average over them.
  var tumorCopies: Double
  /// Copies per normal cell.
  var normalCopies: Double
  /// The share of reads that an artefact of the site itself turns alternate, in both samples.
  var artefactFrequency: Double
  /// The odds that an alternate molecule is captured rather than a reference one.
  var captureOdds: Double
  /// Whether the change is C>T or G>A.
  var isDeamination: Bool
}
