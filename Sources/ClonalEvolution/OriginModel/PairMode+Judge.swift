extension PairMode {
  /// The posterior of a site under assumptions.
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
  func judge(
    _ site: Int, in tables: PairTables, _ earlier: [SideState], _ later: [SideState],
    _ others: [SideState], without place: Int?, at inFit: Int? = nil, _ assumptions: SiteAssumptions
  ) -> SitePosterior {
    let cells = OriginCells.count
    let work = CellWork(earlier: earlier.count, later: later.count)
    var own =
      place.map { Array(posterior[$0 * cells..<($0 + 1) * cells]) }
      ?? [Double](repeating: 0, count: cells)
    var listing = [Double](repeating: 0, count: cells)
    func join(
      _ sides: [SideState], _ regions: RegionPresence, into states: UnsafeMutablePointer<Double>
    ) -> SideNoise {
      if sides.count == 1 {
        return SideNoise(sides[0].likelihoods(site: site, at: inFit, into: states))
      }
      let noise = SideNoise(
        sides.enumerated().map { region, side in
          let own = side.likelihoods(
            site: site, at: inFit, into: regions.own + region * OriginCells.states)
          regions.mark(region, tells: own.tells)
          return own
        })
      regions.combine(into: states)
      return noise
    }
    var e = join(earlier, work.regions.earlier, into: work.earlier)
    tables.hide(site, work.earlier)
    if assumptions.ignoresEarlier {
      for z in 0..<OriginCells.states { work.earlier[z] = 1 }
      e = SideNoise(
        SideState.Likelihoods(states: work.earlier, clean: 1, inflated: nil, germline: 1))
    }
    let m = join(later, work.regions.later, into: work.later)
    let factors = zip(others, tables.areOthersEarlier).map {
      OtherFactors($0.likelihoods(site: site, at: inFit, into: work.other), isEarlier: $1)
    }
    if assumptions.usesDefaultPrior { own = [Double](repeating: 0, count: cells) }
    let weights = weights(under: assumptions)
    own.withUnsafeMutableBufferPointer { buffer in
      guard let own = buffer.baseAddress else { return }
      groups.write(
        weights, without: own, isDeamination: tables.isDeamination(site), into: work)
      for cell in OriginCells.clones..<OriginCells.germline {
        work.weights[cell] *= assumptions.artefactFactor
      }
      listing.withUnsafeMutableBufferPointer { listing in
        guard let listing = listing.baseAddress else { return }
        if !tables.isListedElsewhere(site) {
          tables.listing(site, into: listing)
          for cell in 0..<cells { listing[cell] = 1 / listing[cell] }
        } else {
          // Another sample of the patient listed it, not this pair: that it is in neither sample is as
          // likely as all else together.
          for cell in 0..<cells { listing[cell] = 1 }
          work.weights[0] = (1..<cells).reduce(0) { $0 + work.weights[$1] }
        }
        work.combine(
          e, m, inverseListing: listing,
          normal: tables.normals.isEmpty ? (1, 0) : tables.normals[site],
          blood: tables.blood.isEmpty ? 0 : tables.blood[site],
          other: OtherFactors.product(factors), into: own)
      }
    }
    return SitePosterior(cells: own)
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
