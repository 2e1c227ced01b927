import TumorModel

extension SampleData {
  /// The same observations, what is not known of the copy numbers being assumed otherwise.
  func assuming(_ genome: AssumedGenome) -> SampleData {
    changingKinds { kind in
      if kind.copyNumber == nil { kind.genome = genome }
    }
  }

  /// The same observations, base changes being captured at these odds.
  func captured(atOdds odds: Double) -> SampleData {
    changingKinds { $0.captureOdds = odds }
  }

  /// The same observations at loci whose copy numbers are not known.
  var withoutCopyNumbers: SampleData {
    changingKinds { ($0.copyNumber, $0.mixture) = (nil, nil) }
  }

  private func changingKinds(_ change: (inout LocusKind) -> Void) -> SampleData {
    var kinds = kinds
    for index in kinds.indices { change(&kinds[index]) }
    return SampleData(self, kinds: kinds)
  }
}
