import Figures
import Foundation
import Results

/// New names for patients in tables of responses, and for cells and plates that are called after them.
struct ResponseNames: Sendable {
  private var patients: [String: String] = [:]
  /// Identifiers that no name of cells or plates may hold.
  private let known: [String]

  /// Numbers patients in their order.
  init(patients: [String]) {
    let width = String(patients.count).count
    for (place, id) in patients.enumerated() {
      let number = String(place + 1)
      self.patients[id] =
        "Patient " + String(repeating: "0", count: max(0, width - number.count)) + number
    }
    known = patients
  }

  /// Takes the names of a study.
  ///
  /// - Parameter samples: The identifiers of samples.
  init(_ names: Pseudonyms, patients: [String], samples: [String]) {
    for id in patients { self.patients[id] = names.patient(id) }
    known = patients + samples
  }

  /// Tables under new names.
  ///
  /// Cell lines and genotypes are kept but where they hold the identifier of a patient or a sample, as those
  /// of organoids do; such ones and all plates are numbered.
  func renamed(_ tables: ResponseTables) -> ResponseTables {
    var new = tables
    for row in new.courses.indices { new.courses[row].patient = name(tables.courses[row].patient) }
    for row in new.visits.indices { new.visits[row].patient = name(tables.visits[row].patient) }
    var plates = Numbers("plate")
    for row in new.plates.indices { new.plates[row].plate = plates.name(tables.plates[row].plate) }
    for row in new.points.indices { new.points[row].plate = plates.name(tables.points[row].plate) }
    let telling = tables.cellNames.filter(isTelling)
    var cells = Numbers("cell line")
    var genotypes = Numbers("genotype")
    func line(_ name: inout String) { if telling.contains(name) { name = cells.name(name) } }
    func genotype(_ name: inout String) {
      if telling.contains(name) { name = genotypes.name(name) }
    }
    for row in new.curves.indices {
      line(&new.curves[row].cellLine)
      genotype(&new.curves[row].genotype)
    }
    for row in new.comparisons.indices {
      line(&new.comparisons[row].cellLine)
      genotype(&new.comparisons[row].genotype)
      genotype(&new.comparisons[row].reference)
    }
    for row in new.points.indices {
      line(&new.points[row].cellLine)
      genotype(&new.points[row].genotype)
    }
    for row in new.lines.indices {
      line(&new.lines[row].cellLine)
      genotype(&new.lines[row].genotype)
    }
    for row in new.combinations.indices {
      line(&new.combinations[row].cellLine)
      genotype(&new.combinations[row].genotype)
    }
    for row in new.cells.indices {
      line(&new.cells[row].cellLine)
      genotype(&new.cells[row].genotype)
    }
    for row in new.isoboles.indices {
      line(&new.isoboles[row].cellLine)
      genotype(&new.isoboles[row].genotype)
    }
    for row in new.restoration.indices {
      line(&new.restoration[row].cellLine)
      genotype(&new.restoration[row].genotype)
      genotype(&new.restoration[row].reference)
    }
    return new
  }

  private func name(_ patient: String) -> String { patients[patient] ?? "another patient" }

  /// Whether words hold an identifier as a word of its own.
  func isTelling(_ name: String) -> Bool {
    known.contains { id in
      var rest = name[...]
      while !id.isEmpty, let found = rest.range(of: id) {
        let before = found.lowerBound == name.startIndex ? nil : name[..<found.lowerBound].last
        let after = name[found.upperBound...].first
        let isApart = [before, after].allSatisfy {
          !($0?.isLetter ?? false) && !($0?.isNumber ?? false)
        }
        if isApart { return true }
        rest = name[found.upperBound...]
      }
      return false
    }
  }

  /// Names that are numbered as they are met.
  private struct Numbers {
    private let kind: String
    private var numbers: [String: Int] = [:]

    init(_ kind: String) { self.kind = kind }

    mutating func name(_ old: String) -> String {
      if old.isEmpty { return "" }
      let number = numbers[old] ?? numbers.count + 1
      numbers[old] = number
      return "\(kind) \(number)"
    }
  }
}

extension ResponseTables {
  /// The names of cell lines and genotypes.
  fileprivate var cellNames: Set<String> {
    var names = Set(points.flatMap { [$0.cellLine, $0.genotype] })
    names.formUnion(curves.flatMap { [$0.cellLine, $0.genotype] })
    names.formUnion(comparisons.flatMap { [$0.cellLine, $0.genotype, $0.reference] })
    names.formUnion(combinations.flatMap { [$0.cellLine, $0.genotype] })
    names.formUnion(cells.flatMap { [$0.cellLine, $0.genotype] })
    names.formUnion(restoration.flatMap { [$0.cellLine, $0.genotype, $0.reference] })
    return names
  }
}
