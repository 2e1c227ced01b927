import TumorModel

/// Withholds labels that depend on which of several purities is a sample's own.
///
/// For each sample of a pair with more than one solution of a tenth of the posterior or more, the
/// pair is analysed again at each of them, the other samples as they are. Where all agree, the call
/// stands. Where all say pre-existing and differ in whether all tumour cells had it, the call is
/// ``OriginLabel/preexisting``, which says just that. Otherwise it is indeterminate.
struct PurityAmbiguity {
  /// The patient's samples.
  let samples: [SampleEvidence]

  /// The least weight of a solution that calls are held against.
  static let leastWeight = 0.1

  /// Whether several solutions of a sample are to be reckoned with.
  static func isAmbiguous(_ model: SampleModel) -> Bool {
    model.solutions.count { $0.weight >= leastWeight } > 1
  }

  /// Settles the calls of a pair, and names the ambiguous samples among its findings.
  func settle(
    _ calls: inout [OriginCall], summary: inout PairSummary, of caller: OriginCaller
  ) {
    let regions = regions(of: caller.pair)
    let pair = caller.pair
    for sample in regions + [pair.laterIndex] where Self.isAmbiguous(samples[sample].model) {
      summary.findings.append(.severalPurities(sample: samples[sample].data.sample.id))
      for mode in samples[sample].model.solutions where mode.weight >= Self.leastWeight {
        guard calls.contains(where: { $0.label != .indeterminate }) else { break }
        hold(&calls, against: caller, with: sample, at: mode, earlier: regions)
      }
    }
  }

  /// Whether several purities fit a sample of a pair.
  func concerns(_ pair: PairAnalysis) -> Bool {
    (regions(of: pair) + [pair.laterIndex]).contains { Self.isAmbiguous(samples[$0].model) }
  }

  /// The indices of a pair's earlier samples.
  private func regions(of pair: PairAnalysis) -> [Int] {
    pair.earlier.sample.map { [$0] }
      ?? pair.earlier.regions.compactMap { region in samples.firstIndex { $0 === region } }
  }

  /// Holds calls against those of the pair with one sample at one of its solutions.
  private func hold(
    _ calls: inout [OriginCall], against caller: OriginCaller, with sample: Int,
    at mode: PurityMode, earlier regions: [Int]
  ) {
    let pair = caller.pair
    let changed = samples[sample].at(mode)
    var (earlier, later) = (pair.earlier, pair.later)
    if sample == pair.laterIndex {
      later = changed
    } else if let only = pair.earlier.sample {
      earlier = EarlierEvidence(sample: only, evidence: changed)
    } else {
      earlier = EarlierEvidence(jointly: regions.map { $0 == sample ? changed : samples[$0] })
    }
    let other = OriginCaller(
      pair: PairAnalysis(
        patient: pair.patient, earlier: earlier, later: later, laterIndex: pair.laterIndex,
        parameters: pair.parameters, context: pair.context),
      recall: caller.recall, setting: caller.setting,
      normals: caller.normals, backgrounds: caller.backgrounds, shown: caller.shown)
    for index in calls.indices where calls[index].label != .indeterminate {
      // Whether reads are seen at all does not depend on the purity.
      let label = caller.named(other.label(calls[index].mutation), calls[index].mutation)
      guard label != calls[index].label else { continue }
      if label.isPreexisting, calls[index].label.isPreexisting {
        calls[index].label = .preexisting
        calls[index].flags.insert(.notRobust)
      } else {
        calls[index].label = .indeterminate
        calls[index].reason = .purityAmbiguous
      }
    }
  }
}

extension SampleEvidence {
  /// How wide the likelihood of one site is as a function of purity.
  var purityWidth: Double { Self.purityWidth(data: data, precision: model.precision) }

  /// The same before the evidence is there.
  static func purityWidth(data: SampleData, precision: Double) -> Double {
    let depth = Double(data.depths.last ?? 1)
    return (1 / depth + 1 / (precision + 1)).squareRoot()
  }

  /// The same sample at one of its purities.
  func at(_ mode: PurityMode) -> SampleEvidence {
    SampleEvidence(
      data: data.assuming(mode.genome), model: model.at(mode, width: purityWidth),
      parameters: parameters, grid: grid)
  }
}

extension OriginCaller {
  /// The label of a site alone.
  func label(_ site: Int) -> OriginLabel {
    guard pair.earlier.isAssessable(site), pair.later.isAssessable(site) else {
      return .indeterminate
    }
    let (p, presentLater) = Self.withStates(posteriors, site) {
      (EarlierStates.nine($0), EarlierStates.binShares($0, columns: 1..<3))
    }
    return decide(
      p, above: pair.earlier.aboveThreshold(site, binShares: presentLater),
      power: pair.earlier.power(site), laterPower: pair.later.power[site],
      reads: SeenReads(earlier: pair.earlier, later: pair.later, site: site),
      copyLossHides: copyLossHides(site)
    ).label
  }
}
