import TumorModel

/// What is known of the background of each of a patient's sites.
enum SiteBackgrounds {
  /// The fewest normal samples of other patients that speak of a site.
  static let leastNormals = 5

  /// One entry per mutation; empty where nothing is known of any.
  ///
  /// A panel comes first. Elsewhere the normal samples of the study's other patients are pooled.
  /// The patient's own normal is left out: it is the one normal in which cells of this tumour are
  /// expected, so its reads are held against the tumour's instead; see ``NormalEvidence``.
  static func known(of patient: PatientEvidence) -> [SiteBackground?] {
    let supporting = patient.supporting
    guard !supporting.backgrounds.isEmpty || !supporting.otherNormals.isEmpty else { return [] }
    return patient.mutations.indices.map { site in
      if let known = supporting.background(mutation: site) { return known }
      guard !supporting.otherNormals.isEmpty else { return nil }
      let counts = supporting.otherNormals[site].filter { $0.depth > 0 }
      guard counts.count >= leastNormals,
        let pooled = PanelBackground(
          normals: counts,
          usualRate: AssayErrorRates.standard.rate(of: patient.mutations[site].variant, in: nil)),
        pooled.normals >= leastNormals
      else { return nil }
      return SiteBackground(
        mean: pooled.mean, precision: pooled.precision, normals: pooled.normals, source: .normals)
    }
  }
}
