public import TumorModel

extension CloneTreeAnalysis {
  /// Finds the trees of the clones of a patient's mutations.
  ///
  /// The order of samples does not matter.
  ///
  /// - Parameters:
  ///   - clones: The clones.
  ///   - samples: The patient's samples, as the clones' fractions have them.
  public func trees(of clones: PatientClones, samples: [Sample]) -> PatientTrees {
    let order = samples.indices.sorted { samples[$0].id < samples[$1].id }
    let curves = clones.clones.indices.map { clone in
      order.map { clones.curve(of: clone, sample: $0) as CellFractionCurve? }
    }
    let gaps = clones.clones.map { clone in
      Self.series(of: samples).reduce(0) { sum, series in
        sum + Self.gaps(series.map { clone.fractions[$0] })
      }
    }
    var result = trees(of: curves, patient: clones.patient, gaps: gaps)
    result.proportions = result.proportions.map { proportions in
      var sorted = proportions
      for (place, sample) in order.enumerated() { sorted[sample] = proportions[place] }
      return sorted
    }
    return result
  }

  /// The samples of each place that was sampled more than once, by day: plasma, or one site of a role.
  ///
  /// A clone that is away from one biopsy and not from another may be elsewhere in the tumour; so samples of
  /// different sites are no series, and neither are those whose day is not known.
  static func series(of samples: [Sample]) -> [[Int]] {
    var places: [String: [Int]] = [:]
    for (index, sample) in samples.enumerated() where sample.day != nil {
      guard let site = sample.isOfPlasma ? "plasma" : sample.site.map({ "site \($0)" }) else {
        continue
      }
      places[site, default: []].append(index)
    }
    return places.values.map { $0.sorted { (samples[$0].day ?? 0) < (samples[$1].day ?? 0) } }
      .filter { $0.count > 2 }.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
  }

  /// How often a clone is away between two presences.
  static func gaps(_ fractions: [CloneFraction]) -> Int {
    var (count, wasPresent, isAway) = (0, false, false)
    for fraction in fractions {
      if fraction.high < leastPresent {
        isAway = wasPresent
      } else if fraction.low > leastPresent {
        if isAway { count += 1 }
        (wasPresent, isAway) = (true, false)
      }
    }
    return count
  }

  /// The cancer cell fraction from which a clone is present.
  private static let leastPresent = 0.01
}
