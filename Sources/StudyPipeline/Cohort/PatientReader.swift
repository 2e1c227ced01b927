package import CohortStatistics
import DelimitedText
package import Results
package import TumorModel

/// Reads the patients of results folders one by one, and lets a ``PatientReducer`` judge them.
package struct PatientReader {
  package var names: CohortNames
  private let targets: [CohortTarget]
  private let labels = WordList<OriginLabel>()
  private let reasons = WordList<IndeterminateReason>()
  private let observations = WordList<MissingCounts>()
  private let assemblies = WordList<GenomeBuild>()
  private let primary = Array(SampleRole.primary.rawValue.utf8)
  private let joint = Self.bytes(of: .joint)
  private var reducer: PatientReducer

  // MARK: - The patient that was read last

  /// The identifier, as in the tables.
  package private(set) var id = ""
  /// One record for each target.
  package private(set) var records: [CohortRecord] = []
  package private(set) var treatments: [CohortTreatment] = []
  /// The line of `timeline.tsv` with the patient's first row.
  package private(set) var line = 0
  /// Assemblies that were seen, over all patients.
  package private(set) var builds: Set<GenomeBuild> = []
  private var key: [UInt8] = []
  private var samples: [CohortSample] = []

  package init(targets: [CohortTarget]) {
    self.targets = targets
    var names = CohortNames(targets: targets)
    reducer = PatientReducer(targets: targets.map { names.genes.number(of: $0.gene) })
    self.names = names
  }

  /// What the patient contributes, gene by gene.
  package var patient: CohortPatient { reducer.patient }

  /// Reads the next patient; `false` at the end of the folder.
  ///
  /// - Throws: What reading throws, and ``TableFailure`` at the end where a table does not belong to
  ///   the results.
  package mutating func next(in stream: ResultsStream) throws -> Bool {
    let timeline = stream.timeline
    guard timeline.rows.hasRow else {
      try stream.requireEnd()
      return false
    }
    key = Array(timeline.rows.bytes(timeline.patient))
    id = timeline.rows.text(timeline.patient)
    line = timeline.rows.line
    records = targets.map { _ in CohortRecord() }
    samples.removeAll(keepingCapacity: true)
    treatments.removeAll(keepingCapacity: true)
    var tumors = PatientSamples()
    try readTimeline(timeline, into: &tumors)
    try readPairs(stream.pairs, into: &tumors)
    reducer.begin(tumors)
    try readOrigins(stream.origins)
    try readTrajectories(stream.trajectories)
    reducer.finish()
    for place in targets.indices { finishRecord(place) }
    try readAssumptions(stream.assumptions)
    try readPosteriors(stream.posteriors)
    return true
  }

  // MARK: - Tables

  private mutating func readTimeline(
    _ table: ResultsStream.Timeline, into tumors: inout PatientSamples
  ) throws {
    let rows = table.rows
    while rows.hasRow, rows.field(table.patient, equals: key) {
      let start = try rows.value(table.start)
      let kind = rows.bytes(table.kind)
      switch try rows.value(table.event) {
      case .sample:
        tumors.add(isPrimary: kind.elementsEqual(primary))
        samples.append(CohortSample(id: Array(rows.bytes(table.name)), day: start))
      case .treatment:
        guard let start else {
          throw rows.failure(at: table.start, "a treatment without its first day; expected a day")
        }
        treatments.append(
          CohortTreatment(
            start: start, agent: rows.text(table.name),
            kind: kind.isEmpty ? nil : names.treatments.number(of: kind)))
      }
      let build = rows.bytes(table.build)
      if !build.isEmpty, let build = try assemblies.word(build) ?? rows.value(table.build) {
        builds.insert(build)
      }
      try rows.advance()
    }
  }

  private func readPairs(
    _ table: ResultsStream.Pairs, into tumors: inout PatientSamples
  ) throws {
    let rows = table.rows
    while rows.hasRow, rows.field(table.patient, equals: key) {
      let isJoint = rows.field(table.earlier, equals: joint)
      tumors.addComparison(
        earlier: isJoint ? nil : try sample(rows, table.earlier),
        later: try sample(rows, table.later))
      try rows.advance()
    }
  }

  private mutating func readOrigins(_ table: ResultsStream.Origins) throws {
    let rows = table.rows
    var (later, number) = (0, 0)
    while rows.hasRow, rows.field(table.patient, equals: key) {
      try readOrigin(table, later: &later, number: number)
      number += 1
      try rows.advance()
    }
  }

  private mutating func readOrigin(
    _ table: ResultsStream.Origins, later: inout Int, number: Int
  ) throws {
    let rows = table.rows
    if names.isSilent(rows.bytes(table.classification)) { return }
    let name = rows.bytes(table.gene)
    if name.isEmpty { return }
    if later >= samples.count || !rows.field(table.later, equals: samples[later].id) {
      later = try sample(rows, table.later)
    }
    let earlier =
      rows.field(table.earlier, equals: joint) ? nil : try sample(rows, table.earlier)
    // A call that does not decide is not looked at further.
    guard reducer.samples.isDeciding(earlier: earlier, later: later) else { return }
    let gene = names.genes.number(of: name)
    let target = reducer.target(ofGene: gene)
    let mutation = CohortMutation(
      number: reducer.samples.areComparedRepeatedly ? Self.hash(table) : number, gene: gene,
      isInGene: !names.isNoGene(gene),
      isOfClass: target.map {
        names.isOfClass(rows.bytes(table.functionalClass), target: $0)
      } ?? true)
    let decides = reducer.add(
      try call(table), of: mutation, earlier: earlier, later: later, number: number)
    if decides, let target { records[target].deciding = try deciding(table) }
  }

  private mutating func readTrajectories(_ table: ResultsStream.Trajectories) throws {
    let rows = table.rows
    var place = 0
    while rows.hasRow, rows.field(table.patient, equals: key) {
      try readTrajectory(table, sample: &place)
      try rows.advance()
    }
  }

  private mutating func readTrajectory(
    _ table: ResultsStream.Trajectories, sample place: inout Int
  ) throws {
    let rows = table.rows
    let name = rows.bytes(table.gene)
    if name.isEmpty { return }
    if place >= samples.count || !rows.field(table.sample, equals: samples[place].id) {
      place = try sample(rows, table.sample)
    }
    guard try isSeen(table) else { return }
    let gene = names.genes.number(of: name)
    let target = reducer.target(ofGene: gene)
    let isSilent = names.isSilent(rows.bytes(table.classification))
    reducer.see(
      CohortMutation(
        number: 0, gene: gene, isInGene: !names.isNoGene(gene), changesProtein: !isSilent,
        isOfClass: target.map {
          names.isOfClass(rows.bytes(table.functionalClass), target: $0)
        } ?? true),
      inSample: place)
    guard let target, !isSilent else { return }
    let change = rows.text(table.change)
    let title = change.isEmpty ? rows.text(table.variant) : change
    if !records[target].mutations.contains(title) { records[target].mutations.append(title) }
  }

  private mutating func readAssumptions(_ table: ResultsStream.Assumptions) throws {
    let rows = table.rows
    while rows.hasRow, rows.field(table.patient, equals: key) {
      let target = target(rows, table.gene, table.variant, table.earlier, table.later)
      // Several assumptions varied together have an extreme of theirs as value, not one assumption.
      let varied = try rows.value(table.varied)
      if let target, varied != .all {
        let label = try labels.word(rows.bytes(table.call)) ?? rows.value(table.call)
        records[target].variations.append(
          (
            .init(varied: .model(varied), value: rows.text(table.value)),
            CohortCall(label: label).outcome
          ))
      }
      try rows.advance()
    }
  }

  private mutating func readPosteriors(_ table: ResultsStream.Posteriors) throws {
    let rows = table.rows
    var tails = targets.map { _ in ThresholdTails() }
    while rows.hasRow, rows.field(table.patient, equals: key) {
      if let target = target(rows, table.gene, table.variant, table.earlier, table.later) {
        let veto = rows.bytes(table.veto)
        tails[target].add(
          low: try rows.value(table.low), atOrAbove: try rows.value(table.atOrAbove),
          veto: veto.isEmpty ? nil : try reasons.word(veto) ?? rows.value(table.veto))
      }
      try rows.advance()
    }
    for (place, tail) in tails.enumerated() {
      guard let call = records[place].reduction.deciding else { continue }
      records[place].variations += tail.outcomes(of: call)
    }
  }

  // MARK: - Rows

  private func call(_ table: ResultsStream.Origins) throws -> CohortCall {
    let rows = table.rows
    let reason = rows.bytes(table.reason)
    return CohortCall(
      label: try labels.word(rows.bytes(table.call)) ?? rows.value(table.call),
      reason: reason.isEmpty ? nil : try reasons.word(reason) ?? rows.value(table.reason),
      log10BayesFactor: try rows.value(table.evidence),
      acquired: try rows.value(table.acquired),
      subclonal: try rows.value(table.subclonal), clonal: try rows.value(table.clonal),
      detectionPower: try rows.value(table.power),
      aboveThreshold: try rows.value(table.above))
  }

  private func deciding(_ table: ResultsStream.Origins) throws -> CohortRecord.Deciding {
    let rows = table.rows
    var deciding = CohortRecord.Deciding()
    deciding.key.earlier = Array(rows.bytes(table.earlier))
    deciding.key.later = Array(rows.bytes(table.later))
    // As the other tables spell it.
    let variant = VariantText.name(
      chromosome: try rows.value(table.chromosome), position: try rows.value(table.position),
      reference: try rows.value(table.reference), alternate: try rows.value(table.alternate))
    deciding.key.variant = Array(variant.utf8)
    let change = rows.text(table.change)
    deciding.mutation = change.isEmpty ? variant : change
    deciding.functionalClass = rows.text(table.functionalClass)
    deciding.earlier = try rows.value(table.earlier)
    deciding.later = rows.text(table.later)
    deciding.earlierDay = try rows.value(table.earlierDay)
    deciding.laterDay = try rows.value(table.laterDay)
    return deciding
  }

  /// The target whose deciding call a row is about.
  private func target<Row>(
    _ rows: RowStream<Row>, _ gene: Place<String>, _ variant: Place<Variant>,
    _ earlier: Place<EarlierSample>, _ later: Place<String>
  ) -> Int? {
    let name = rows.bytes(gene)
    for (place, target) in targets.enumerated() where name.elementsEqual(target.gene.utf8) {
      let key = records[place].deciding.key
      let isIt =
        records[place].exit == .assessed && rows.field(variant, equals: key.variant)
        && rows.field(earlier, equals: key.earlier) && rows.field(later, equals: key.later)
      return isIt ? place : nil
    }
    return nil
  }

  /// Whether a sample shows a mutation, as ``MutationPresence`` decides.
  private func isSeen(_ table: ResultsStream.Trajectories) throws -> Bool {
    let rows = table.rows
    let observation = rows.bytes(table.missing)
    if observation.isEmpty {
      let count = rows.bytes(table.alternate)
      // Most counts are 0: no number is needed to see that.
      if count.count == 1, count[0] == UInt8(ascii: "0") { return false }
      return try MutationPresence.isSeen(
        alternate: rows.value(table.alternate), isListed: false,
        presence: rows.value(table.presence))
    }
    let missing = try observations.word(observation) ?? rows.value(table.missing)
    return try MutationPresence.isSeen(
      alternate: nil, isListed: missing == .withoutCounts, presence: rows.value(table.presence))
  }

  private func sample<Row, Value>(_ rows: RowStream<Row>, _ place: Place<Value>) throws -> Int {
    guard let number = samples.firstIndex(where: { rows.field(place, equals: $0.id) }) else {
      throw rows.failure(
        at: place,
        "sample '\(rows.text(place))' is not in \(TimelineRow.table.fileName); expected a sample of "
          + "the patient")
    }
    return number
  }

  private static func hash(_ table: ResultsStream.Origins) -> Int {
    let rows = table.rows
    var hasher = Hasher()
    func combine<Value>(_ place: Place<Value>) {
      hasher.combine(bytes: UnsafeRawBufferPointer(rows.bytes(place)))
      hasher.combine(0)
    }
    combine(table.chromosome)
    combine(table.position)
    combine(table.reference)
    combine(table.alternate)
    return hasher.finalize()
  }

  /// How tables write an earlier side.
  private static func bytes(of sample: EarlierSample) -> [UInt8] {
    var table = TableWriter(capacity: 64)
    sample.write(to: &table)
    return Array(table.text.utf8)
  }

  // MARK: - Records

  private mutating func finishRecord(_ place: Int) {
    records[place].reduction = reducer.histories[place].reduction
    records[place].isOfClass = reducer.histories[place].isOfClass
    records[place].exit = reducer.exit(ofTarget: place)
    records[place].days = days(of: records[place])
  }

  /// The days of the biopsies that are compared: of the deciding call; without one, of the earliest
  /// and the last sample.
  private func days(of record: CohortRecord) -> (earlier: Int, later: Int)? {
    func days(ofLater isLater: Bool) -> [Int] {
      samples.indices.filter { reducer.samples.isLater($0) == isLater }.compactMap {
        samples[$0].day
      }
    }
    if record.reduction.count > 0 {
      guard let later = record.deciding.laterDay,
        let earlier = record.deciding.earlierDay ?? days(ofLater: false).min()
      else { return nil }
      return (earlier, later)
    }
    guard let earliest = days(ofLater: false).min(), let last = days(ofLater: true).max() else {
      return nil
    }
    return (earliest, last)
  }

  /// Treatments that began on or after the day of the earlier biopsy and before the later one.
  package func treatments(between days: (earlier: Int, later: Int)) -> [CohortTreatment] {
    treatments.filter { $0.start >= days.earlier && $0.start < days.later }
  }
}
