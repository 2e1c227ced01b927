import Reporting

/// The figures of a cohort that show its patients one by one.
struct PatientFigures {
  let study: [StudyResults.Patient]
  let treatments: [String: [TreatmentBand]]
  /// Genes that stand on top.
  let leading: [String]
  /// Genes that are drawn.
  let genes: Set<String>

  /// Which gene is mutated in which patient; silent mutations and artefacts are left out.
  var oncoprint: OncoprintFigure? {
    let ranks = ["acquired", "preexisting_subclonal", "preexisting_clonal", "preexisting"]
    var cells: [OncoprintFigure.Cell] = []
    for patient in study {
      var called: [String: [String]] = [:]
      for call in patient.decidingCalls where genes.contains(call.gene) && call.changesProtein {
        called[call.gene, default: []].append(call.call)
      }
      for (gene, calls) in called.sorted(by: { $0.key < $1.key }) {
        // The patient is the unit: there before if any mutation was, else acquired if any was.
        let real = calls.filter { $0 != "artefact" }
        guard
          let call = real.first(where: { $0.hasPrefix("preexisting") })
            ?? real.first(where: { $0 == ranks[0] }) ?? real.first
        else { continue }
        cells.append(OncoprintFigure.Cell(patient: patient.id, gene: gene, call: call))
      }
      for row in patient.trajectories
      where genes.contains(row.gene) && called[row.gene] == nil && row.changesProtein && row.isSeen
      {
        cells.append(OncoprintFigure.Cell(patient: patient.id, gene: row.gene, call: nil))
      }
    }
    return OncoprintFigure(cells: cells, leading: leading, patients: study.count)
  }

  /// The years of the patients with a gene's mutation.
  func swimmer(of gene: String) -> SwimmerFigure? {
    let patients = study.compactMap { patient -> (SwimmerFigure.Patient, Int)? in
      let points = patient.trajectories.filter {
        $0.gene == gene && $0.changesProtein && $0.isSeen
      }
      guard !points.isEmpty else { return nil }
      var seen: Set<String> = []
      let sightings = points.sorted { ($0.day ?? .max) < ($1.day ?? .max) }.compactMap {
        point -> SwimmerFigure.Sighting? in
        guard seen.insert(point.mutation).inserted, let day = point.day else { return nil }
        let call = patient.decidingCalls.first { $0.mutation == point.mutation }
        return SwimmerFigure.Sighting(day: day, mutation: point.title, call: call?.call)
      }
      let biopsies = patient.samples.compactMap { sample in
        sample.day.map { SwimmerFigure.Biopsy(day: $0, role: sample.role, sample: sample.id) }
      }
      // Those with several biopsies say most, and stand on top.
      return (
        SwimmerFigure.Patient(
          id: patient.id, treatments: treatments[patient.id] ?? [], biopsies: biopsies,
          firstSeen: sightings), biopsies.count
      )
    }.enumerated().sorted {
      (-$0.element.1, $0.offset) < (-$1.element.1, $1.offset)
    }.map(\.element.0)
    return SwimmerFigure(gene: gene, patients: patients)
  }
}
