import GenomicFiles

/// A file that a study was read from.
public struct InputFile: Hashable, Sendable {
  /// What a file tells.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    /// The study sheet.
    case sheet
    /// A mutation table.
    case mutations
    /// Copy-number segments.
    case segments
    /// What an assay covers.
    case targets
    /// Gene panels, and which samples were sequenced.
    case assays
    /// Aligned reads.
    case alignment
    /// Counts at common germline variants.
    case germline
    /// The reference genome.
    case reference
    /// Error rates learnt from normal samples.
    case background
    /// Purity and ploidy.
    case purity
    /// Patients and samples of a study folder.
    case clinical
    /// When samples were taken and drugs given.
    case timeline
    /// Lines of treatment.
    case treatments
  }

  /// The path that was opened.
  public let path: String
  /// What the file tells.
  public let role: Role

  /// Names a file.
  public init(path: String, role: Role) {
    self.path = path
    self.role = role
  }
}
