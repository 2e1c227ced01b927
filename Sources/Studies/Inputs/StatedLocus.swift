import TumorModel

/// What a file says of a locus itself, where that differs from what its place tells.
struct StatedLocus: Hashable {
  /// Copies per normal cell.
  var normalCopies: Int?
  /// What rests on the reading, for the locus's calls.
  var flags: OriginFlags = []
}
