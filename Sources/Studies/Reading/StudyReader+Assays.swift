import DelimitedText
import GenomicFiles
import TumorModel

/// What the assays of a study look at, once its mutations are read.
extension StudyReader {
  /// The coverage of each row of the sheet, and by number of a gene's name whether an absent row may be
  /// read as one that was not found.
  mutating func assays(
    _ targets: [String: TargetRegions]
  ) -> (coverages: [AssayCoverage], coversGene: [[Bool]]) {
    var coverages = sheet.rows.map(\.sample.coverage)
    takeSequenced(&coverages)
    takeFound(&coverages)
    takeTargets(targets, &coverages)
    warnAboutGenesOffPanels(coverages)
    var known: [String: [Bool]] = [:]
    let tables = coverages.map { coverage -> [Bool] in
      guard case .panel(let panel) = coverage else { return [] }
      if let table = known[panel.name] { return table }
      let table = (0..<store.genes.count).map {
        coverage.allowsAbsence(of: store.genes.string(UInt32($0)))
      }
      known[panel.name] = table
      return table
    }
    return (coverages, tables)
  }

  /// A sample that the list of sequenced ones lacks was not sequenced, unless it has rows.
  private mutating func takeSequenced(_ coverages: inout [AssayCoverage]) {
    var unlisted: [String] = []
    var missing: [String] = []
    for (index, row) in sheet.rows.enumerated()
    where row.isSequenced == false && row.sample.role != .normal {
      if rows[index].isEmpty {
        coverages[index] = .notSequenced
        missing.append(row.sample.id)
      } else {
        unlisted.append(row.sample.id)
      }
    }
    let place = TextLocation(path: sheet.path)
    if !missing.isEmpty {
      warnings.append(
        Warning(
          "\(counted(missing.count, "sample")) not in case_lists/cases_sequenced.txt, so not sequenced: "
            + listing(missing), at: place))
    }
    if !unlisted.isEmpty {
      warnings.append(
        Warning(
          "not in case_lists/cases_sequenced.txt, but with mutations, so taken as sequenced: "
            + listing(unlisted), at: place))
    }
  }

  /// A panel whose genes no file tells has looked at those of which it has found a mutation.
  private func takeFound(_ coverages: inout [AssayCoverage]) {
    var found: [String: Set<UInt32>] = [:]
    for (index, coverage) in coverages.enumerated() {
      guard case .panel(let panel) = coverage, panel.others == .unknown else { continue }
      found[panel.name, default: []].formUnion(rows[index].lazy.map(\.gene))
    }
    if found.isEmpty { return }
    let panels = found.map { name, genes in
      (
        name,
        AssayCoverage.panel(
          .init(
            name: name, genes: Set(genes.filter { $0 > 0 }.map { store.genes.string($0) }),
            others: .unknown))
      )
    }
    let byName = Dictionary(uniqueKeysWithValues: panels)
    for index in coverages.indices {
      guard case .panel(let panel) = coverages[index], let known = byName[panel.name] else {
        continue
      }
      coverages[index] = known
    }
  }

  /// A targets file does not look at a gene of which the study knows mutations outside of it alone.
  private func takeTargets(
    _ targets: [String: TargetRegions], _ coverages: inout [AssayCoverage]
  ) {
    for (path, regions) in targets {
      var (inside, outside) = (Set<UInt32>(), Set<UInt32>())
      for row in rows.joined() where row.gene > 0 {
        if regions.covers(store.chromosomes[Int(row.chromosome)], row.position) {
          inside.insert(row.gene)
        } else {
          outside.insert(row.gene)
        }
      }
      let genes = Set(outside.subtracting(inside).map { store.genes.string($0) })
      for (index, row) in sheet.rows.enumerated() {
        guard let place = row.targets, place.path == path else { continue }
        coverages[index] = .panel(
          .init(name: place.written, genes: genes, coversGenes: false, others: .yes))
      }
    }
  }

  /// Names the genes that a panel's samples have mutations of, though its list lacks them.
  private mutating func warnAboutGenesOffPanels(_ coverages: [AssayCoverage]) {
    var found: [String: Set<UInt32>] = [:]
    var panels: [String: AssayCoverage.Panel] = [:]
    for (index, coverage) in coverages.enumerated() {
      guard case .panel(let panel) = coverage, panel.others == .no else { continue }
      panels[panel.name] = panel
      found[panel.name, default: []].formUnion(rows[index].lazy.map(\.gene))
    }
    for (name, panel) in panels.sorted(by: { $0.key < $1.key }) {
      let genes = (found[name] ?? []).filter { $0 > 0 }.map { store.genes.string($0) }
        .filter { panel.covers($0) == .no }.sorted()
      if genes.isEmpty { continue }
      warnings.append(
        Warning(
          "panel '\(name)' does not list genes of which its samples have mutations, perhaps under "
            + "another symbol; where a sample has no row of them, nothing is known: \(listing(genes))",
          at: TextLocation(path: sheet.path)))
    }
  }
}
