import CohortStatistics
import Foundation
import Reporting
import TumorModel

/// Reads the patients of results folders one by one.
struct PatientReader {
  var names: CohortNames
  private let targets: [CohortTarget]
  private let labels = WordList<OriginLabel>()
  private let reasons = WordList<IndeterminateReason>()

  // MARK: - The patient that was read last

  /// The identifier, as in the tables.
  private(set) var id = ""
  private(set) var patient = CohortPatient()
  /// One record a target.
  private(set) var records: [CohortRecord] = []
  private(set) var treatments: [CohortTreatment] = []
  /// The line of `timeline.tsv` with the patient's first row.
  private(set) var line = 0
  /// Assemblies that were seen, over all patients.
  private(set) var builds: Set<String> = []
  private var key: [UInt8] = []
  private var samples: [CohortSample] = []

  // By number of a gene's name, its place in the patient's genes plus one.
  private var places: [Int32] = []
  private var states: [GeneState] = []

  private struct GeneState {
    var reduction = PatientReduction()
    /// Product of P(not acquired) over mutations; `nil` without evidence.
    var absent: Double?
    var preexisting = 0.0
  }

  /// What several comparisons say of one mutation: the most of each, and the least evidence of
  /// absence.
  private struct MutationState {
    var gene: Int
    var acquired = 0.0
    var preexisting = 0.0
    /// Whether the two are known.
    var isTold = false
    var logLikelihoodRatio: Double?
    /// The target of whose class the mutation is.
    var target: Int?
  }

  init(targets: [CohortTarget]) {
    self.targets = targets
    names = CohortNames(targets: targets)
  }

  /// Reads the next patient; `false` at the end of the folder.
  ///
  /// - Throws: What reading throws.
  mutating func next(in stream: ResultsStream) throws -> Bool {
    guard stream.timeline.hasRow else {
      try stream.requireEnd()
      return false
    }
    key = Array(stream.timeline.field(0))
    id = stream.timeline.text(0)
    line = stream.timeline.line
    for gene in patient.genes { places[gene.gene] = 0 }
    patient = CohortPatient()
    records = targets.map { _ in CohortRecord() }
    samples.removeAll(keepingCapacity: true)
    treatments.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    try readTimeline(stream.timeline)
    try readPairs(stream.pairs)
    try readOrigins(stream.origins)
    try readTrajectories(stream.trajectories)
    finishGenes()
    for place in targets.indices { finishRecord(place) }
    if let sensitivity = stream.sensitivity { try readSensitivity(sensitivity) }
    if let posteriors = stream.posteriors { try readPosteriors(posteriors) }
    return true
  }

  // MARK: - Tables

  private mutating func readTimeline(_ table: TableStream) throws {
    typealias Column = ResultsStream.Timeline
    try ResultsStream.forEachRow(of: key, in: table) { row in
      let event = row.field(Column.event.rawValue)
      if event.elementsEqual("sample".utf8) {
        let kind = row.field(Column.kind.rawValue)
        let isPrimary = kind.elementsEqual("primary".utf8)
        samples.append(
          CohortSample(
            id: Array(row.field(Column.name.rawValue)), day: try day(row, Column.start.rawValue),
            isPrimary: isPrimary))
        if !isPrimary { patient.hasLaterSample = true }
      } else if event.elementsEqual("treatment".utf8) {
        guard let start = try day(row, Column.start.rawValue) else {
          throw row.failure(at: Column.start.rawValue, "a treatment without its first day")
        }
        let kind = row.field(Column.kind.rawValue)
        treatments.append(
          CohortTreatment(
            start: start, agent: row.text(Column.name.rawValue),
            kind: kind.isEmpty ? nil : names.treatments.number(of: kind)))
      } else {
        throw row.failure(
          at: Column.event.rawValue,
          "the event '\(row.text(Column.event.rawValue))' is unknown; expected sample or treatment")
      }
      let build = row.field(Column.build.rawValue)
      if !build.isEmpty, builds.count < 8 { builds.insert(row.text(Column.build.rawValue)) }
    }
  }

  private mutating func readPairs(_ table: TableStream) throws {
    typealias Column = ResultsStream.Pairs
    try ResultsStream.forEachRow(of: key, in: table) { row in
      let later = try sample(row, Column.later.rawValue)
      samples[later].isLater = true
      if row.field(Column.earlier.rawValue).elementsEqual("*".utf8) {
        samples[later].hasJoint = true
      }
    }
  }

  private mutating func readOrigins(_ table: TableStream) throws {
    typealias Column = ResultsStream.Origins
    var later = 0
    var mutations: [Int: MutationState] = [:]
    let isRepeated = samples.reduce(0) { $0 + ($1.isLater ? 1 : 0) } > 1 || samples.count > 2
    try ResultsStream.forEachRow(of: key, in: table) { row in
      if names.isSilent(row.field(Column.classification.rawValue)) { return }
      let name = row.field(Column.gene.rawValue)
      if name.isEmpty { return }
      if !row.field(Column.later.rawValue, equals: samples[later].id) {
        later = try sample(row, Column.later.rawValue)
      }
      // Of each later sample the joint call where there is one, else those of the earliest samples.
      let isJoint = row.field(Column.earlier.rawValue).elementsEqual("*".utf8)
      if !isJoint {
        if samples[later].hasJoint { return }
        if samples.count > 2, samples[try sample(row, Column.earlier.rawValue)].isLater { return }
      }
      let gene = place(ofGene: names.genes.number(of: name))
      let call = try call(row)
      states[gene].reduction.add(call, weighs: !isRepeated)
      let target = names.targetByGene[patient.genes[gene].gene].flatMap {
        names.isOfClass(row.field(Column.functionalClass.rawValue), target: $0) ? $0 : nil
      }
      if call.isAssessable {
        patient.isComparable = true
        if isRepeated {
          let key = Self.hash(row)
          var state = mutations[key] ?? MutationState(gene: gene, target: target)
          state.acquired = max(state.acquired, call.acquired ?? 0)
          state.preexisting = max(state.preexisting, call.preexisting ?? 0)
          state.isTold = state.isTold || (call.acquired != nil && call.preexisting != nil)
          if call.isWeighed {
            state.logLikelihoodRatio = min(
              state.logLikelihoodRatio ?? .infinity, call.logLikelihoodRatio)
          }
          mutations[key] = state
        } else if let acquired = call.acquired, let preexisting = call.preexisting {
          add(MutationState(gene: gene, acquired: acquired, preexisting: preexisting))
        }
      }
      guard let target else { return }
      if records[target].reduction.add(call, weighs: !isRepeated) {
        records[target].deciding = try deciding(row)
      }
    }
    // Sums are rounded, so that their order, which hashing changes, does not show.
    for state in mutations.values.sorted(by: {
      ($0.gene, $0.acquired, $0.preexisting, $0.logLikelihoodRatio ?? 0)
        < ($1.gene, $1.acquired, $1.preexisting, $1.logLikelihoodRatio ?? 0)
    }) {
      if state.isTold { add(state) }
      guard let ratio = state.logLikelihoodRatio else { continue }
      states[state.gene].reduction.weigh(ratio)
      if let target = state.target { records[target].reduction.weigh(ratio) }
    }
  }

  private mutating func readTrajectories(_ table: TableStream) throws {
    typealias Column = ResultsStream.Trajectories
    var place = 0
    try ResultsStream.forEachRow(of: key, in: table) { row in
      let name = row.field(Column.gene.rawValue)
      if name.isEmpty { return }
      if !row.field(Column.sample.rawValue, equals: samples[place].id) {
        place = try sample(row, Column.sample.rawValue)
      }
      guard try isSeen(row) else { return }
      let isSilent = names.isSilent(row.field(Column.classification.rawValue))
      let number = names.genes.number(of: name)
      let target = names.targetByGene[number]
      if isSilent {
        if let target { records[target].hasSilent = true }
        return
      }
      let gene = self.place(ofGene: number)
      if samples[place].isPrimary {
        patient.genes[gene].isInPrimary = true
      } else {
        patient.genes[gene].isMutated = true
      }
      guard let target else { return }
      let change = row.text(Column.change.rawValue)
      let title = change.isEmpty ? row.text(Column.mutation.rawValue) : change
      if !records[target].mutations.contains(title) { records[target].mutations.append(title) }
      if !samples[place].isPrimary,
        names.isOfClass(row.field(Column.functionalClass.rawValue), target: target)
      {
        records[target].isOfClass = true
      }
    }
  }

  private mutating func readSensitivity(_ table: TableStream) throws {
    typealias Column = ResultsStream.Sensitivity
    try ResultsStream.forEachRow(of: key, in: table) { row in
      guard
        let target = deciding(
          row, Column.gene.rawValue, Column.mutation.rawValue,
          Column.earlier.rawValue, Column.later.rawValue)
      else { return }
      // The least and the most of all assumptions are no assumption.
      if row.field(Column.varied.rawValue).elementsEqual("all".utf8) { return }
      guard let label = labels.word(row.field(Column.call.rawValue)) else {
        throw unknown(row, Column.call.rawValue, "call")
      }
      records[target].variations.append(
        (
          .init(varied: row.text(Column.varied.rawValue), value: row.text(Column.value.rawValue)),
          CohortCall(label: label).outcome
        ))
    }
  }

  private mutating func readPosteriors(_ table: TableStream) throws {
    typealias Column = ResultsStream.Posteriors
    var tails = targets.map { _ in ThresholdTails() }
    try ResultsStream.forEachRow(of: key, in: table) { row in
      guard
        let target = deciding(
          row, Column.gene.rawValue, Column.mutation.rawValue,
          Column.earlier.rawValue, Column.later.rawValue)
      else { return }
      guard let low = try row.double(Column.low.rawValue),
        let mass = try row.probability(Column.probability.rawValue)
      else { return }
      tails[target].add(low: low, mass: mass)
    }
    for (place, tail) in tails.enumerated() {
      guard let call = records[place].reduction.deciding else { continue }
      records[place].variations += tail.outcomes(of: call)
    }
  }

  // MARK: - Rows

  private func call(_ row: TableStream) throws -> CohortCall {
    typealias Column = ResultsStream.Origins
    guard let label = labels.word(row.field(Column.call.rawValue)) else {
      throw unknown(row, Column.call.rawValue, "call")
    }
    let text = row.field(Column.reason.rawValue)
    let reason = text.isEmpty ? nil : reasons.word(text)
    if reason == nil, !text.isEmpty { throw unknown(row, Column.reason.rawValue, "reason") }
    let subclonal = try row.probability(Column.subclonal.rawValue)
    let clonal = try row.probability(Column.clonal.rawValue)
    return CohortCall(
      label: label, reason: reason,
      log10BayesFactor: try row.double(Column.evidence.rawValue),
      acquired: try row.probability(Column.acquired.rawValue),
      preexisting: subclonal.flatMap { first in clonal.map { min(1, first + $0) } },
      detectionPower: try row.probability(Column.power.rawValue),
      aboveThreshold: try row.probability(Column.above.rawValue))
  }

  private func deciding(_ row: TableStream) throws -> CohortRecord.Deciding {
    typealias Column = ResultsStream.Origins
    let variant =
      "\(row.text(Column.chromosome.rawValue)):\(row.text(Column.position.rawValue)):"
      + "\(row.text(Column.reference.rawValue))>\(row.text(Column.alternate.rawValue))"
    let change = row.text(Column.change.rawValue)
    return CohortRecord.Deciding(
      mutation: change.isEmpty ? variant : change, variant: variant,
      functionalClass: row.text(Column.functionalClass.rawValue),
      earlier: row.text(Column.earlier.rawValue), later: row.text(Column.later.rawValue),
      earlierDay: try day(row, Column.earlierDay.rawValue),
      laterDay: try day(row, Column.laterDay.rawValue))
  }

  /// The target whose deciding call a row is of.
  private func deciding(
    _ row: TableStream, _ gene: Int, _ mutation: Int, _ earlier: Int, _ later: Int
  ) -> Int? {
    for (place, target) in targets.enumerated()
    where row.field(gene).elementsEqual(target.gene.utf8) {
      let deciding = records[place].deciding
      let isIt =
        records[place].exit == .assessed && row.field(mutation).elementsEqual(deciding.variant.utf8)
        && row.field(earlier).elementsEqual(deciding.earlier.utf8)
        && row.field(later).elementsEqual(deciding.later.utf8)
      return isIt ? place : nil
    }
    return nil
  }

  /// Whether a mutation is in a sample: reads of it, or a listing without counts, that is not more
  /// likely an error than not.
  private func isSeen(_ row: TableStream) throws -> Bool {
    typealias Column = ResultsStream.Trajectories
    let observation = row.field(Column.observation.rawValue)
    if observation.isEmpty {
      let count = row.field(Column.alternate.rawValue)
      if count.isEmpty || (count.count == 1 && count[0] == UInt8(ascii: "0")) { return false }
    } else if !observation.elementsEqual("without_counts".utf8) {
      return false
    }
    return try row.probability(Column.presence.rawValue).map { $0 >= 0.5 } ?? true
  }

  private func day(_ row: TableStream, _ column: Int) throws -> Int? {
    guard let day = try row.int(column) else { return nil }
    guard day.magnitude <= 1_000_000 else {
      throw row.failure(at: column, "the day \(day) is out of reach; expected up to 1,000,000")
    }
    return day
  }

  private func sample(_ row: TableStream, _ column: Int) throws -> Int {
    let id = row.field(column)
    guard let place = samples.firstIndex(where: { id.elementsEqual($0.id) }) else {
      throw row.failure(at: column, "sample '\(row.text(column))' is not in timeline.tsv")
    }
    return place
  }

  private func unknown(_ row: TableStream, _ column: Int, _ what: String) -> any Error {
    row.failure(
      at: column, "the \(what) '\(row.text(column))' is unknown; expected one of metachron origins")
  }

  private static func hash(_ row: TableStream) -> Int {
    typealias Column = ResultsStream.Origins
    var hasher = Hasher()
    for column in [Column.chromosome, .position, .reference, .alternate] {
      hasher.combine(bytes: UnsafeRawBufferPointer(row.field(column.rawValue)))
      hasher.combine(0)
    }
    return hasher.finalize()
  }

  // MARK: - Genes

  /// The place of a gene among the patient's.
  private mutating func place(ofGene number: Int) -> Int {
    while places.count <= number { places.append(0) }
    if places[number] > 0 { return Int(places[number]) - 1 }
    patient.genes.append(CohortPatient.Gene(gene: number))
    states.append(GeneState())
    places[number] = Int32(patient.genes.count)
    return patient.genes.count - 1
  }

  private mutating func add(_ mutation: MutationState) {
    patient.acquiredMutations += mutation.acquired
    states[mutation.gene].absent =
      (states[mutation.gene].absent ?? 1) * (1 - mutation.acquired)
    states[mutation.gene].preexisting += mutation.preexisting
  }

  private mutating func finishGenes() {
    // Mutations outside genes count among those acquired, and as no mutated gene.
    for place in patient.genes.indices where names.isNoGene(patient.genes[place].gene) {
      patient.genes[place].isMutated = false
    }
    for place in states.indices where states[place].reduction.count > 0 {
      let state = states[place]
      patient.genes[place].outcome = state.reduction.outcome
      patient.genes[place].acquired = state.absent.map { 1 - $0 }
      patient.genes[place].hasLost = state.reduction.hasLost
      // As in the funnel, a later sample must show the mutation.
      patient.genes[place].logLikelihoodRatio =
        patient.genes[place].isMutated ? state.reduction.logLikelihoodRatio : nil
      patient.genes[place].preexistingMutations = state.preexisting
    }
  }

  private mutating func finishRecord(_ place: Int) {
    let gene = names.genes.known(targets[place].gene)
      .flatMap { $0 < places.count && places[$0] > 0 ? patient.genes[Int(places[$0]) - 1] : nil }
    let isMutated = gene?.isMutated == true
    let record = records[place]
    let exit: FunnelTally.Exit
    if !isMutated {
      if gene?.isInPrimary == true {
        exit = .primaryOnly
      } else if !patient.hasLaterSample {
        exit = .noLaterSample
      } else {
        exit = record.hasSilent ? .silentOnly : .notMutated
      }
    } else if !record.isOfClass {
      exit = .otherClass
    } else if samples.count < 2 {
      exit = .singleSample
    } else if record.reduction.count == 0 {
      exit = .noEarlierSample
    } else {
      exit = record.reduction.outcome == .notAssessable ? .notAssessable : .assessed
    }
    records[place].exit = exit
    records[place].days = days(of: record)
  }

  /// The days of the biopsies that are compared: of the deciding call; without one, of the earliest
  /// and the last sample.
  private func days(of record: CohortRecord) -> (earlier: Int, later: Int)? {
    let earliest = samples.filter { !$0.isLater }.compactMap(\.day).min()
    if record.reduction.count > 0 {
      guard let later = record.deciding.laterDay,
        let earlier = record.deciding.earlierDay ?? earliest
      else { return nil }
      return (earlier, later)
    }
    guard let earliest, let last = samples.filter(\.isLater).compactMap(\.day).max() else {
      return nil
    }
    return (earliest, last)
  }

  /// Treatments that began at or after the earlier biopsy and before the later one.
  func treatments(between days: (earlier: Int, later: Int)) -> [CohortTreatment] {
    treatments.filter { $0.start >= days.earlier && $0.start < days.later }
  }
}
