extension PairMode {
  /// Writes the posterior of a site under assumptions.
  ///
  /// - Parameters:
  ///   - site: The site.
  ///   - tables: Likelihoods that hold it.
  ///   - earlier: The grids of the earlier samples.
  ///   - later: The grids of the later samples.
  ///   - others: Those of the patient's other samples.
  ///   - place: The site's place in the fit, whose part of the cells' weights is left out; `nil` for none.
  ///   - inFit: The place whose part of the grids is left out; `nil` where the grids hold no site's.
  ///   - assumptions: The assumptions.
  ///   - work: Room for what is computed on the way.
  ///   - isListingKnown: Whether the room holds the site's chances of being listed already.
  ///   - own: Room for the probability of each cell.
  func judge(
    _ site: Int, in tables: PairTables, _ earlier: [SideState], _ later: [SideState],
    _ others: [SideState], without place: Int?, at inFit: Int? = nil,
    _ assumptions: SiteAssumptions, _ work: CellWork, isListingKnown: Bool,
    into own: UnsafeMutablePointer<Double>
  ) {
    let cells = OriginCells.count
    var e = Self.join(earlier, site, inFit, work.regions.earlier, into: work.earlier)
    tables.hide(site, work.earlier)
    if assumptions.ignoresEarlier {
      for z in 0..<OriginCells.states { work.earlier[z] = 1 }
      e = SideNoise(
        SideState.Likelihoods(states: work.earlier, clean: 1, inflated: nil, germline: 1))
    }
    let m = Self.join(later, site, inFit, work.regions.later, into: work.later)
    let other = OtherFactors(
      zip(others, tables.areOthersEarlier).map { side, isEarlier in
        OtherSample(side.likelihoods(site: site, at: inFit, into: work.other), isEarlier: isEarlier)
      })
    own.update(repeating: 0, count: cells)
    if let place, !assumptions.usesDefaultPrior {
      posterior.withUnsafeBufferPointer { posterior in
        for cell in 0..<cells { own[cell] = posterior[place * cells + cell] }
      }
    }
    groups.write(
      weights(under: assumptions), without: own, isDeamination: tables.isDeamination(site),
      into: work)
    if assumptions.artefactFactor != 1 {
      for cell in OriginCells.clones..<OriginCells.germline {
        work.weights[cell] *= assumptions.artefactFactor
      }
    }
    let listing = work.inverseListing
    let isElsewhere = tables.isListedElsewhere(site)
    if isElsewhere || !isListingKnown {
      tables.listing(site, into: listing)
      for cell in 0..<cells { listing[cell] = 1 / listing[cell] }
    }
    if isElsewhere {
      // Another sample of the patient listed it, not this pair: that it is in neither sample is as
      // likely as all else together.
      let all = (1..<cells).reduce(0) { $0 + work.weights[$1] * listing[$1] }
      work.weights[0] = all / listing[0]
    }
    work.combine(
      e, m, inverseListing: listing, normal: tables.normals.isEmpty ? (1, 0) : tables.normals[site],
      blood: tables.blood.isEmpty ? 0 : tables.blood[site], other: other, into: own)
  }

  /// Averages a site's likelihoods in the samples of a side and joins them.
  private static func join(
    _ sides: [SideState], _ site: Int, _ place: Int?, _ regions: RegionPresence,
    into states: UnsafeMutablePointer<Double>
  ) -> SideNoise {
    if sides.count == 1 {
      return SideNoise(sides[0].likelihoods(site: site, at: place, into: states))
    }
    let noise = SideNoise(
      sides.enumerated().map { region, side in
        let own = side.likelihoods(
          site: site, at: place, into: regions.own + region * OriginCells.states)
        regions.mark(region, tells: own.tells)
        return own
      })
    regions.combine(into: states)
    return noise
  }

  /// The cells' weights with all sites of the fit.
  private func weights(under assumptions: SiteAssumptions) -> StateGroups.Weights {
    if assumptions.usesDefaultPrior {
      return groups.weights(
        prior: defaultPrior.cells, counts: [Double](repeating: 0, count: OriginCells.count),
        damage: [Double](repeating: 0, count: 2 * OriginCells.tails), strength: strength)
    }
    guard let study = assumptions.study else { return settled }
    var prior = defaultPrior
    prior.learn(from: study)
    return groups.weights(
      prior: prior.cells, counts: counts, damage: damage, strength: strength)
  }
}

/// What may be assumed of a site beside its likelihoods.
struct SiteAssumptions {
  /// Whether nothing was learnt from other mutations and patients.
  var usesDefaultPrior = false
  /// What other patients tell of this site, where it is not what they tell of all.
  var study: StudyTable?
  /// A factor on the share of artefacts.
  var artefactFactor = 1.0
  /// Whether the earlier samples are of another tumour or person, or cannot show what was there.
  var ignoresEarlier = false
}
