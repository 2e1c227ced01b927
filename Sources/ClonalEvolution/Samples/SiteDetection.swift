import TumorModel

/// What a sample could have detected at its sites: k*, power and limit of detection.
///
/// Found when first asked for, once for each kind of locus and depth. At sites without counts the
/// caller's rule stands for k*, at depths drawn from the sample's own.
final class SiteDetection {
  private let data: SampleData
  private let model: SampleModel
  private let caller: CallerRule

  /// What one depth at one kind of locus can show.
  struct Value {
    /// k*.
    var criticalCount: Int
    /// P(detect | CCF 0.25).
    var power: Double
    /// P(detect | CCF 1).
    var clonalPower: Double
    /// LOD95; NaN where even a clonal mutation would be missed.
    var limit: Double
  }

  private struct Key: Hashable {
    let kind: Int32
    /// -1 where no reads were counted.
    let depth: Int32
  }

  private struct CurveKey: Hashable {
    let error: ErrorModel
    let depth: Int32
  }

  /// The places in ``values`` of what is known; several sites may share one.
  private var places: [Key: Int32] = [:]
  private var values: [Value] = []
  /// The same of each site: it is asked for many times, and a look into an array costs less. -1 where
  /// nobody asked yet.
  private var placesOfSites: [Int32]
  private var clones: [CloneDetection?]
  /// Kinds with the same errors share what a depth can show of a share of molecules.
  private var curves: [CurveKey: (count: Int, curve: DetectionCurve)] = [:]
  private var depthsNeeded: [DepthQuestion: DepthNeeded] = [:]

  /// Takes a sample.
  init(data: SampleData, model: SampleModel, caller: CallerRule) {
    self.data = data
    self.model = model
    self.caller = caller
    clones = [CloneDetection?](repeating: nil, count: data.kinds.count)
    placesOfSites = [Int32](repeating: -1, count: data.count)
  }

  /// What the sample can show at a site; `nil` where it says nothing.
  func value(_ site: Int) -> Value? {
    let known = placesOfSites[site]
    if known >= 0 { return values[Int(known)] }
    return find(site)
  }

  private func find(_ site: Int) -> Value? {
    let kind = data.kind[site]
    let depth: Int32
    switch data.use[site] {
    case .none: return nil
    case .counted: depth = data.depth[site]
    case .censored: depth = -1
    }
    let key = Key(kind: kind, depth: depth)
    if let known = places[key] {
      placesOfSites[site] = known
      return values[Int(known)]
    }
    let clone = clone(kind)
    let value = depth < 0 ? uncalled(clone) : counted(clone, depth)
    let place = Int32(values.count)
    values.append(value)
    places[key] = place
    placesOfSites[site] = place
    return value
  }

  private func clone(_ kind: Int32) -> CloneDetection {
    if let known = clones[Int(kind)] { return known }
    let clone = CloneDetection(kind: data.kinds[Int(kind)], model: model)
    clones[Int(kind)] = clone
    return clone
  }

  private func counted(_ clone: CloneDetection, _ depth: Int32) -> Value {
    let key = CurveKey(error: clone.error, depth: depth)
    let (count, curve) =
      curves[key]
      ?? {
        let count = clone.criticalCount(depth: Int(depth))
        let found = (count, clone.curve(count: count, depth: Int(depth)))
        curves[key] = found
        return found
      }()
    return Value(clone, count: count) { clone.power(curve, at: $0) }
  }

  private func uncalled(_ clone: CloneDetection) -> Value {
    let curves = ReadTables.typicalDepths(data.depths).map { depth in
      clone.curve(
        count: max(
          caller.minimumAlternate,
          Int((caller.minimumFrequency * Double(depth)).rounded(.up))), depth: depth)
    }
    return Value(clone, count: 1) { fraction in
      curves.reduce(0) { $0 + clone.power($1, at: fraction) } / Double(max(1, curves.count))
    }
  }

  /// The depth at which a clone would be detected at a site with a power; `nil` where the locus is not
  /// assessable whatever the reads.
  ///
  /// By the error model, the copy numbers and the precision of the call; many purities are merged to
  /// eight. Found once for each kind of locus.
  func depthNeeded(_ site: Int, for cellFraction: Double, power: Double) -> DepthNeeded? {
    let kind = data.kind[site]
    guard kind >= 0 else { return nil }
    let question = DepthQuestion(kind: kind, cellFraction: cellFraction, power: power)
    if let known = depthsNeeded[question] { return known }
    let clone = CloneDetection(
      kind: data.kinds[Int(kind)], model: model, purities: DepthQuestion.purities(of: model))
    let depth = DetectionPower.leastDepth { depth in
      clone.power(count: clone.criticalCount(depth: depth), depth: depth, at: cellFraction) >= power
    }
    let needed = depth.map(DepthNeeded.reads) ?? .unattainable
    depthsNeeded[question] = needed
    return needed
  }
}

extension SiteDetection.Value {
  fileprivate init(_ clone: CloneDetection, count: Int, power: (Double) -> Double) {
    criticalCount = count
    let known = OriginGate.powerCellFraction
    self.power = power(known)
    clonalPower = power(1)
    limit = clone.limit(known: (known, self.power), clonal: clonalPower, power)
  }
}
