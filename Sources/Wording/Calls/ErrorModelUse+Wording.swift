package import TumorModel

extension ErrorModelUse.Basis {
  /// What an error model rests on, to complete `judged by`.
  package var words: String {
    switch self {
    case .stated: "the assay's stated error rate"
    case .context: "the usual rate of this kind of change"
    case .fitted: "the rate that the sample's own reads show"
    case .ffpe: "the rate of C>T and G>A that fixation left in this sample"
    case .panel: "what a panel of normal samples shows at this site"
    case .normals: "what the study's other normal samples show at this site"
    case .mixed: "models that differ between them"
    }
  }
}
