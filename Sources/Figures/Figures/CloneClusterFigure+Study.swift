extension CloneClusterFigure: StudyFigure {
  /// `clusters`.
  public static let name = "clusters"
  /// What it shows.
  public static let summary = "clones and their mutations in two samples of a patient"
  /// The clones of a study.
  public static let source = FigureSource.clones
  /// One patient.
  public static let needs = FigureNeeds.patient

  /// The chart of each two samples, or of those that are asked for.
  public static func charts(_ input: FigureInput) throws(FigureFailure) -> [VegaLiteChart] {
    let patient = try input.neededClones()
    let pairs = pairs(of: patient)
    guard !pairs.isEmpty else {
      throw .nothing(words: "patient '\(patient.id)' has clones in one sample only")
    }
    let samples = Set(pairs.flatMap { $0 })
    if let wanted = input.samples.first(where: { !samples.contains($0) }) {
      throw .nothing(words: "patient '\(patient.id)' has no clones in a sample '\(wanted)'")
    }
    let charts = pairs.filter { pair in input.samples.allSatisfy(pair.contains) }.compactMap {
      CloneClusterFigure(patient: patient, x: $0[0], y: $0[1], genes: input.genes)?.chart
    }
    guard !charts.isEmpty else {
      throw .nothing(words: "no mutation of \(patient.id) has a fraction in two samples")
    }
    return charts
  }

  /// The pairs of samples in which a patient's clones can be drawn.
  public static func pairs(of patient: StudyPatient) -> [[String]] {
    let samples = patient.cloneSamples.map(\.id)
    return samples.indices.flatMap { place in samples[(place + 1)...].map { [samples[place], $0] } }
  }
}
