import TumorModel

/// Reduces one patient's mutations and calls to what a cohort counts. This is the only place where
/// that is decided.
///
/// The samples and their comparisons come first; then what was seen and what was called, in any
/// order. One reducer can be used for all patients: ``begin(_:)`` discards the previous one.
/// ```swift
/// var reducer = PatientReducer(targets: [erbb2])
/// reducer.begin(samples)
/// reducer.see(mutation, inSample: 1)
/// reducer.add(call, of: mutation, earlier: 0, later: 1, number: 0)
/// reducer.finish()
/// funnel.add(reducer.exit(ofTarget: 0), reducer.histories[0].reduction)
/// ```
///
/// - Complexity: O(1) per event; memory grows with the patient's genes.
public struct PatientReducer: Sendable {
  /// The samples of the patient.
  public private(set) var samples = PatientSamples()
  /// All genes in which the patient has a mutation; complete after ``finish()``.
  public private(set) var patient = CohortPatient()
  /// One history for each gene of interest; complete after ``finish()``.
  public private(set) var histories: [GeneHistory]

  // By number of a gene's name: the target's place plus one, and the place in `patient.genes` plus one.
  private var targetPlaces: [Int32] = []
  private var places: [Int32] = []
  private var reductions: [PatientReduction] = []

  /// Creates a reducer.
  ///
  /// - Parameter targets: The number of each gene of interest, all different.
  public init(targets: [Int]) {
    histories = targets.map { _ in GeneHistory() }
    for (place, gene) in targets.enumerated() {
      while targetPlaces.count <= gene { targetPlaces.append(0) }
      targetPlaces[gene] = Int32(place + 1)
    }
  }

  /// Starts a patient.
  ///
  /// - Parameter samples: All samples of the patient, with their comparisons.
  public mutating func begin(_ samples: PatientSamples) {
    for gene in patient.genes { places[gene.gene] = 0 }
    self.samples = samples
    patient = CohortPatient()
    patient.hasLaterSample = samples.hasNonPrimary
    for place in histories.indices { histories[place] = GeneHistory() }
    reductions.removeAll(keepingCapacity: true)
  }

  /// The place of a gene among the genes of interest; `nil` for others.
  public func target(ofGene gene: Int) -> Int? {
    gene < targetPlaces.count && targetPlaces[gene] > 0 ? Int(targetPlaces[gene]) - 1 : nil
  }

  /// Records that no non-primary sample's assay looks at a gene of interest.
  ///
  /// - Parameter target: The place of the gene among the genes of interest.
  public mutating func markNotCovered(target: Int) { histories[target].isCovered = false }

  /// Records that a sample shows a mutation, as decided by `MutationPresence`.
  public mutating func see(_ mutation: CohortMutation, inSample sample: Int) {
    let target = target(ofGene: mutation.gene)
    guard mutation.changesProtein else {
      if let target { histories[target].hasSilent = true }
      return
    }
    let gene = place(ofGene: mutation.gene)
    let isPrimary = samples.isPrimary(sample)
    if mutation.isInGene {
      if isPrimary {
        patient.genes[gene].isInPrimary = true
      } else {
        patient.genes[gene].isMutated = true
      }
    }
    guard let target else { return }
    if isPrimary {
      histories[target].isInPrimary = true
    } else {
      histories[target].isMutated = true
      guard mutation.isOfClass else { return }
      histories[target].isOfClass = true
      if samples.isLater(sample) { histories[target].isCompared = true }
    }
  }

  /// Adds a call, unless its mutation is silent or the comparison is not a deciding one.
  ///
  /// - Parameters:
  ///   - call: The call.
  ///   - mutation: The mutation.
  ///   - earlier: The earlier sample; `nil` for all earlier samples together.
  ///   - later: The later sample; `nil` for all later samples together.
  ///   - number: The call's number; among equal calls, the one with the lowest number decides.
  /// - Returns: Whether it is now the deciding call of a gene of interest.
  @discardableResult
  public mutating func add(
    _ call: CohortCall, of mutation: CohortMutation, earlier: Int?, later: Int?, number: Int
  ) -> Bool {
    // What neither sample of a pair shows says nothing of where the mutation came from.
    guard mutation.changesProtein, call.label != .absentFromBoth,
      samples.isDeciding(earlier: earlier, later: later)
    else { return false }
    let gene = place(ofGene: mutation.gene)
    reductions[gene].add(call, number: number)
    let target = mutation.isOfClass ? target(ofGene: mutation.gene) : nil
    if call.isAssessable { patient.isComparable = true }
    guard let target else { return false }
    histories[target].isCompared = true
    return histories[target].reduction.add(call, number: number)
  }

  /// Completes ``patient`` and ``histories`` after the last event.
  public mutating func finish() {
    for place in reductions.indices where reductions[place].count > 0 {
      patient.genes[place].outcome = reductions[place].outcome
    }
  }

  /// How far the patient gets in the funnel of a gene of interest, after ``finish()``.
  public func exit(ofTarget target: Int) -> FunnelExit { histories[target].exit(with: samples) }

  /// What the patient comes to in a gene of interest, after ``finish()``; `nil` for a patient without
  /// an earlier sample to compare with, or without a mutation.
  public func outcome(ofTarget target: Int) -> CohortOutcome? {
    exit(ofTarget: target).outcome(histories[target].reduction)
  }

  /// The place of a gene among the patient's.
  private mutating func place(ofGene number: Int) -> Int {
    while places.count <= number { places.append(0) }
    if places[number] > 0 { return Int(places[number]) - 1 }
    patient.genes.append(CohortPatient.Gene(gene: number))
    reductions.append(PatientReduction())
    places[number] = Int32(patient.genes.count)
    return patient.genes.count - 1
  }
}
