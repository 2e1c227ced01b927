import Reporting
import TumorModel

extension Explainer {
  /// By which error model each sample's reads were judged.
  var errorModels: [String] {
    ["earlier", "later"].compactMap { side in
      guard let model = ErrorModelUse(name: row["\(side)_error_model"]) else { return nil }
      let sample = row["\(side)_sample"]
      let name = sample == "*" ? "the earlier samples" : sample
      var words = "Errors in \(name) were judged by \(Sentences.phrase(model.basis))"
      if let rate = row.double("background_rate"), let normals = row.int("background_normals"),
        model.basis == .panel || model.basis == .normals
      {
        words +=
          " (\(Self.scientific(rate)) of the reads, "
          + "\(Wording.count(normals, "normal sample")))"
      }
      if model.usesOrientation { words += ", and by the orientation of the read pairs" }
      if let split = ReadSupport(orientations: row["\(side)_orientation"]),
        let first = split.firstOrientation, let second = split.secondOrientation,
        model.usesOrientation
      {
        words += " (\(first.alternate) alternate reads in one, \(second.alternate) in the other)"
      }
      return words + "."
    }
  }

  /// A small share with two significant digits, such as `0.00031`.
  private static func scientific(_ share: Double) -> String {
    var scale = 100.0
    while share * scale < 10, scale < 1e9 { scale *= 10 }
    return "\((share * scale).rounded() / scale)"
  }
}

extension Sentences {
  /// What an error model rests on, to complete "judged by".
  static func phrase(_ basis: ErrorModelUse.Basis) -> String {
    switch basis {
    case .stated: "the assay's stated error rate"
    case .context: "the usual rate of this kind of change"
    case .fitted: "the rate of this kind of change that the sample's own reads show"
    case .ffpe: "the rate of C>T and G>A that fixation left in this sample"
    case .panel: "what a panel of normal samples shows at this place"
    case .normals: "what the study's other normal samples show at this place"
    case .mixed: "models that differ between them"
    }
  }
}
