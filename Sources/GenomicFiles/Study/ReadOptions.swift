public import TumorModel

/// Choices about how a study is read.
public struct ReadOptions: Hashable, Sendable {
  /// The reference assembly, whatever the tables say; `nil` to take theirs.
  public var build: GenomeBuild?

  /// Creates the choices.
  public init(build: GenomeBuild? = nil) { self.build = build }
}
