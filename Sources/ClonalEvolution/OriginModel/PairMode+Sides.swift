extension PairMode {
  /// A site's likelihoods in the samples of a side.
  struct Averaged {
    /// Those of several; empty for one, the usual case, which needs no list.
    var several: [SideState.Likelihoods] = []
    /// With the only sample's own.
    var noise: SideNoise
  }

  /// Averages a site's likelihoods in the samples of a side and joins them.
  @inline(__always)
  static func average(
    _ views: [SideState.View], _ index: Int, _ regions: RegionPresence,
    into states: UnsafeMutablePointer<Double>
  ) -> Averaged {
    if views.count == 1 {
      let only = views[0].likelihoods(index, into: states)
      return Averaged(noise: SideNoise(only))
    }
    let own = views.enumerated().map { region, view in
      let own = view.likelihoods(index, into: regions.own + region * OriginCells.states)
      regions.mark(region, tells: own.tells)
      return own
    }
    regions.combine(into: states)
    return Averaged(several: own, noise: SideNoise(own))
  }

  /// Takes a site's evidence of the samples of a side.
  ///
  /// - Parameters:
  ///   - joint: For each state of the side the rest of the site's evidence, relative to all of it.
  ///   - clean: The part of artefacts in which this side shows errors alone, without them.
  @inline(__always)
  static func update(
    _ views: [SideState.View], _ index: Int, _ regions: RegionPresence, _ own: Averaged,
    joint: UnsafePointer<Double>, clean: Double, _ work: CellWork
  ) {
    if views.count == 1 {
      views[0].update(
        index, weights: joint, others: work.others, clean: clean, own: own.noise.first)
      return
    }
    let isAlone = regions.telling == 1
    for region in views.indices {
      regions.rest(of: region, joint: joint, into: work.rest)
      // Of several samples, errors alone in this one beside an artefact elsewhere are left to the
      // likelihoods as averaged.
      views[region].update(
        index, weights: work.rest, others: work.others, clean: isAlone ? clean : 0,
        own: own.several[region])
    }
  }

  /// Takes a site's evidence of one of the patient's other samples.
  ///
  /// Errors alone in it beside an artefact of the pair are left to the likelihoods as averaged.
  ///
  /// - Parameter rest: The rest of the evidence where it lacks the mutation and where it has it.
  static func update(
    _ other: SideState.View, _ index: Int, _ own: SideState.Likelihoods,
    _ rest: (absent: Double, present: SIMD8<Double>), _ work: CellWork
  ) {
    work.rest[0] = rest.absent
    UnsafeMutableRawPointer(work.rest + 1).storeBytes(of: rest.present, as: SIMD8<Double>.self)
    other.update(index, weights: work.rest, others: work.others, clean: 0, own: own)
  }
}
