public import TumorModel

extension VariantKnowledge {
  /// The tables with a user's rows on top.
  ///
  /// Where both say something of a variant's effect the user's rows win, and what the bundled tables
  /// say is kept as ``VariantEntry/conflict``. Rows on drugs are added to the bundled ones and come
  /// first. A functional class comes from the row's own class, or from `Functional` evidence: gain
  /// of function is activating, loss of function and dominant negative are loss of function, and a
  /// source that did not find either is neutral. That a variant drives tumours, or that a drug works
  /// on it, gives no class. Rows that disagree give a class that says so.
  ///
  /// - Parameter records: The rows, in the order of the file.
  /// - Returns: The tables, and what the user should know, by line.
  /// - Complexity: O(n log n) in the rows.
  public func layered(
    with records: [EvidenceRecord]
  ) -> (knowledge: VariantKnowledge, notes: [LayerNote]) {
    var layer = UserLayer(base: self)
    for record in records { layer.add(record) }
    return layer.finish()
  }
}

/// A user's rows while they are sorted by variant.
private struct UserLayer {
  let base: VariantKnowledge
  private var variants: [UserVariant] = []
  private var byName: [String: Int] = [:]
  private var byPlace: [GenomeBuild: [Variant: Int]] = [:]
  private var byEntry: [VariantEntry: Int] = [:]
  private var therapies: [TherapyEvidence] = []
  private var notes: [LayerNote] = []
  /// Rows whose drugs are not used, with the change that they name.
  private var unused: [(line: Int, name: String)] = []

  init(base: VariantKnowledge) { self.base = base }

  mutating func add(_ record: EvidenceRecord) {
    let isChange = ProteinVariant(record.variantName) != nil
    if isChange || record.variant != nil { addVariant(record, isChange: isChange) }
    addTherapies(record, isChange: isChange)
  }

  private mutating func addVariant(_ record: EvidenceRecord, isChange: Bool) {
    let change =
      isChange ? base.normalizedChange(record.variantName, gene: record.gene) : ""
    let known = base.match(
      gene: record.gene, proteinChange: change, variant: record.variant, build: record.build)
    if let disagreement = known?.disagreement {
      notes.append(LayerNote(line: record.line, content: .disagreement(disagreement)))
    }
    let name = "\(record.gene) \(change)"
    let number: Int
    if let found = known.flatMap({ byEntry[$0.entry] }) ?? (isChange ? byName[name] : nil)
      ?? place(record)
    {
      number = found
    } else {
      number = variants.count
      variants.append(UserVariant(gene: record.gene, change: change))
    }
    if isChange { byName[name] = number }
    if let known { byEntry[known.entry] = number }
    if variants[number].change.isEmpty { variants[number].change = change }
    if let variant = record.variant, let build = record.build {
      byPlace[build, default: [:]][variant] = number
      if variants[number].variants[build] == nil { variants[number].variants[build] = variant }
    }
    guard variants[number].votes.add(record) else { return }
    variants[number].records.append(record)
    if record.pubMedIDs.isEmpty, record.otherSources.isEmpty {
      notes.append(LayerNote(line: record.line, content: .withoutSource))
    }
  }

  private func place(_ record: EvidenceRecord) -> Int? {
    guard let variant = record.variant, let build = record.build,
      let number = byPlace[build]?[variant], variants[number].gene == record.gene
    else { return nil }
    return number
  }

  private mutating func addTherapies(_ record: EvidenceRecord, isChange: Bool) {
    guard !record.drugs.isEmpty, let direction = Self.direction(record) else { return }
    let name = record.variantName.replacing(";", with: ",")
    let alteration: String
    if isChange {
      alteration = name
    } else if let entry = record.variant.flatMap({
      base.match(gene: record.gene, proteinChange: "", variant: $0, build: record.build)
    })?.entry, !entry.proteinChange.isEmpty {
      alteration = entry.proteinChange
    } else {
      alteration = name
      let kinds = Alteration.list(name, residueStar: false) { $0 }
      if kinds.allSatisfy({ $0 == .other }) {
        unused.append((record.line, name))
        return
      }
    }
    for drug in record.drugs {
      therapies.append(
        TherapyEvidence(
          gene: record.gene, alteration: alteration, drug: drug, direction: direction,
          level: EvidenceLevel(rawValue: record.level), tumorType: record.disease,
          statement: record.statement, pubMedIDs: record.pubMedIDs,
          otherSources: record.otherSources.isEmpty
            ? "user's table, line \(record.line)" : record.otherSources,
          basis: .userTable))
    }
  }

  private static func direction(_ record: EvidenceRecord) -> TherapyDirection? {
    let kind = record.kind.lowercased()
    guard kind == "predictive" || kind.isEmpty else { return nil }
    let found: TherapyDirection? =
      switch record.significance.lowercased() {
      case "sensitivity/response", "sensitivity", "response": .sensitivity
      case "resistance": .resistance
      case "reduced sensitivity": .reducedSensitivity
      case "adverse response": .adverseResponse
      default: nil
      }
    guard !record.isSupporting else { return found }
    return switch found {
    case .sensitivity: .noSensitivity
    case .resistance, .reducedSensitivity: .noResistance
    default: nil
    }
  }

  mutating func finish() -> (knowledge: VariantKnowledge, notes: [LayerNote]) {
    var entries = base.variantEntries
    let places = Dictionary(
      zip(base.variantEntries, base.variantEntries.indices), uniquingKeysWith: { first, _ in first }
    )
    let replaced = Dictionary(
      byEntry.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    for (number, variant) in variants.enumerated() {
      let known = replaced[number]
      guard let entry = variant.entry(over: known) else { continue }
      if let known, let place = places[known] {
        entries[place] = entry
        if known.functionalClass != entry.functionalClass {
          notes.append(
            LayerNote(
              line: variant.records[0].line,
              content: .otherClass(
                gene: entry.gene, proteinChange: entry.proteinChange, here: entry.functionalClass,
                bundled: known.functionalClass)))
        }
      } else {
        entries.append(entry)
      }
    }
    noteUnused()
    notes.sort { $0.line < $1.line }
    return (
      VariantKnowledge(
        entries: entries, resistance: base.resistanceEvidence,
        therapies: therapies + base.therapyEvidence, hotspots: base.hotspotFrequencies,
        stretches: base.stretches), notes
    )
  }

  private mutating func noteUnused() {
    guard let first = unused.first else { return }
    var seen: Set<String> = []
    let names = unused.map(\.name).filter { seen.insert($0).inserted }
    notes.append(
      LayerNote(line: first.line, content: .unusedDrugs(rows: unused.count, changes: names)))
  }
}
