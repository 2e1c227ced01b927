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
  private let assumptions = WordList<CurveAssumption>()
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
  /// The likelihood curves of the patient's mutations.
  package private(set) var curves = PatientCurves()
  /// The line of `timeline.tsv` with the patient's first row.
  package private(set) var line = 0
  /// Assemblies that were seen, over all patients.
  package private(set) var builds: Set<GenomeBuild> = []
  /// What the non-primary samples' assays look at.
  package private(set) var laterCoverages: [AssayCoverage] = []
  // By the text of the folder's timeline.
  private var assays: [[UInt8]: AssayCoverage] = [:]
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

  /// Starts a folder, which has panels of its own.
  package mutating func beginFolder() { assays.removeAll() }

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
    laterCoverages.removeAll(keepingCapacity: true)
    var tumors = PatientSamples()
    try readTimeline(timeline, stream.panels, into: &tumors)
    try readPairs(stream.pairs, into: &tumors)
    reducer.begin(tumors)
    for (place, target) in targets.enumerated()
    where !AssayCoverage.allowsAbsence(of: target.gene, inAnyOf: laterCoverages) {
      reducer.markNotCovered(target: place)
    }
    curves = PatientCurves(areComparedRepeatedly: reducer.samples.areComparedRepeatedly)
    try readOrigins(stream.origins, stream.curves)
    try readTrajectories(stream.trajectories)
    reducer.finish()
    for place in targets.indices { finishRecord(place) }
    return true
  }

  // MARK: - Tables

  private mutating func readTimeline(
    _ table: ResultsStream.Timeline, _ panels: [String: AssayCoverage.Panel],
    into tumors: inout PatientSamples
  ) throws {
    let rows = table.rows
    while rows.hasRow, rows.field(table.patient, equals: key) {
      let start = try rows.value(table.start)
      let kind = rows.bytes(table.kind)
      switch try rows.value(table.event) {
      case .sample:
        let isPrimary = kind.elementsEqual(primary)
        tumors.add(isPrimary: isPrimary)
        if !isPrimary { laterCoverages.append(try coverage(table, panels)) }
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

  /// What the assay of a sample's row looks at.
  private mutating func coverage(
    _ table: ResultsStream.Timeline, _ panels: [String: AssayCoverage.Panel]
  ) throws -> AssayCoverage {
    let field = table.rows.bytes(table.assay)
    if field.isEmpty { return .unknown }
    if let known = assays[Array(field)] { return known }
    guard let coverage = AssayCoverage(fieldText: table.rows.text(table.assay), panels: panels)
    else {
      throw table.rows.failure(
        at: table.assay,
        "assay is '\(table.rows.text(table.assay))'; expected not_sequenced, every_gene or a panel of "
          + Manifest.fileName)
    }
    assays[Array(field)] = coverage
    return coverage
  }

  private func readPairs(
    _ table: ResultsStream.Pairs, into tumors: inout PatientSamples
  ) throws {
    let rows = table.rows
    while rows.hasRow, rows.field(table.patient, equals: key) {
      tumors.addComparison(
        earlier: try single(rows, table.earlier), later: try single(rows, table.later))
      try rows.advance()
    }
  }

  private mutating func readOrigins(
    _ table: ResultsStream.Origins, _ curves: ResultsStream.Curves
  ) throws {
    let rows = table.rows
    var (last, number) = (0, 0)
    while rows.hasRow, rows.field(table.patient, equals: key) {
      try requireCurve(curves, of: table)
      let place = try readOrigin(table, curves, last: &last, number: number)
      number += 1
      try rows.advance()
      try curves.rows.advance()
      try readVaried(curves, of: place)
    }
  }

  /// Checks that the row of curves is that of a call.
  private func requireCurve(
    _ curves: ResultsStream.Curves, of table: ResultsStream.Origins
  ) throws {
    let (rows, calls) = (curves.rows, table.rows)
    guard rows.hasRow, rows.field(curves.patient, equals: key),
      rows.bytes(curves.assumption).isEmpty,
      rows.bytes(curves.earlier).elementsEqual(calls.bytes(table.earlier)),
      rows.bytes(curves.later).elementsEqual(calls.bytes(table.later))
    else {
      let problem =
        "not the curve of line \(calls.line) of \(OriginRow.table.fileName); expected a row for each "
        + "call, in its order"
      throw rows.hasRow ? rows.failure(at: curves.patient, problem) : rows.failure(problem)
    }
  }

  /// Reads a call.
  ///
  /// - Parameter last: The later sample of the call before, which is mostly this one's too.
  /// - Returns: The place of its mutation among ``curves``, where the call decides that.
  private mutating func readOrigin(
    _ table: ResultsStream.Origins, _ curves: ResultsStream.Curves, last: inout Int, number: Int
  ) throws -> Int? {
    let rows = table.rows
    if names.isSilent(rows.bytes(table.classification)) { return nil }
    let name = rows.bytes(table.gene)
    if name.isEmpty { return nil }
    let isJoint = rows.field(table.later, equals: joint)
    if !isJoint, last >= samples.count || !rows.field(table.later, equals: samples[last].id) {
      last = try sample(rows, table.later)
    }
    let (earlier, later) = (try single(rows, table.earlier), isJoint ? nil : last)
    // A call that does not decide is not looked at further.
    guard reducer.samples.isDeciding(earlier: earlier, later: later) else { return nil }
    let gene = names.genes.number(of: name)
    let target = reducer.target(ofGene: gene)
    let mutation = CohortMutation(
      number: reducer.samples.areComparedRepeatedly ? Self.hash(table) : number, gene: gene,
      isInGene: !names.isNoGene(gene),
      isOfClass: target.map {
        names.isOfClass(rows.bytes(table.functionalClass), target: $0)
      } ?? true)
    let call = try call(table)
    let decides = reducer.add(
      call, of: mutation, earlier: earlier, later: later, number: number)
    if decides, let target { records[target].deciding = try deciding(table) }
    return try readCurve(
      curves, of: call, mutation, target: mutation.isOfClass ? target : nil, table)
  }

  /// Takes the curves of a mutation that a sample of the pair has, more likely than not.
  private mutating func readCurve(
    _ table: ResultsStream.Curves, of call: CohortCall, _ mutation: CohortMutation, target: Int?,
    _ origins: ResultsStream.Origins
  ) throws -> Int? {
    guard call.isAssessable, let acquired = call.acquired, let preexisting = call.preexisting else {
      return nil
    }
    let isPresent = call.isPresentLater
    if !isPresent {
      // What is gone matters to gains and losses alone.
      guard target != nil, call.label != .germline, call.label != .absentFromBoth,
        try acquired + preexisting + (origins.rows.value(origins.lost) ?? 0) >= 0.5
      else { return nil }
    }
    let presence = acquired + preexisting
    guard curves.wants(mutation.number, presence: presence) else { return nil }
    return curves.add(
      PatientCurves.Mutation(
        gene: mutation.gene, isInGene: mutation.isInGene, target: target, presence: presence,
        isPresentLater: isPresent, earlier: try table.rows.value(table.earlierFalls),
        later: try table.rows.value(table.laterFalls),
        limit: try origins.rows.value(origins.limit)),
      number: mutation.number)
  }

  /// Reads the curves under changed assumptions that follow one, and takes them for a gene asked for.
  private mutating func readVaried(_ table: ResultsStream.Curves, of place: Int?) throws {
    let rows = table.rows
    let isWanted = place.map { curves.mutations[$0].target != nil } ?? false
    while rows.hasRow, !rows.bytes(table.assumption).isEmpty,
      rows.field(table.patient, equals: key)
    {
      if isWanted, let place,
        let assumption = try assumptions.word(rows.bytes(table.assumption))
          ?? rows.value(table.assumption)
      {
        curves.add(try rows.value(table.earlierFalls), under: assumption, at: place)
      }
      try rows.advance()
    }
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
    let variant = VariantText.name(
      chromosome: try rows.value(table.chromosome), position: try rows.value(table.position),
      reference: try rows.value(table.reference), alternate: try rows.value(table.alternate))
    let change = rows.text(table.change)
    deciding.mutation = change.isEmpty ? variant : change
    deciding.functionalClass = rows.text(table.functionalClass)
    deciding.earlier = try rows.value(table.earlier)
    deciding.later = try rows.value(table.later)
    deciding.earlierDay = try rows.value(table.earlierDay)
    deciding.laterDay = try rows.value(table.laterDay)
    return deciding
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

  /// The sample of a side; `nil` for all of them together.
  private func single<Row, Value>(_ rows: RowStream<Row>, _ place: Place<Value>) throws -> Int? {
    rows.field(place, equals: joint) ? nil : try sample(rows, place)
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

  /// How tables write a side.
  private static func bytes(of sample: ComparedSample) -> [UInt8] {
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
