import TumorModel

extension Sample {
  /// Whether the sample is of plasma, by what it is or by how it was kept.
  var isOfPlasma: Bool { specimen == .plasma || role == .plasma }

  /// Whether the specimen was fixed, which damages cytosines.
  var isFixed: Bool { specimen == .ffpe || specimen == .cytology }

  /// Whether fixation shows in C>T and G>A of the specimen.
  func isDamaged(_ parameters: OriginParameters) -> Bool {
    isFixed && parameters.errorModels.fitsDeamination
  }
}
