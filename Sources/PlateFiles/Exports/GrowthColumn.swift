import DrugResponse

/// A column of the input of GRmetrics, gr50 and the GR calculator.
///
/// Both forms are read: counts of control and of time 0 beside each count, and one count per row, with
/// untreated wells and wells at time 0 in rows of their own.
enum GrowthColumn: String, TableColumn {
  case cellLine = "cell_line"
  case agent, genotype, perturbation, replicate, plate
  case hours = "time"
  case concentration, unit
  case count = "cell_count"
  case control = "cell_count__ctrl"
  case timeZero = "cell_count__time0"

  var otherNames: [String] {
    switch self {
    case .cellLine: ["cell_line_name", "cell_name"]
    case .agent: ["treatment", "drug"]
    case .hours: ["treatment_duration__hrs", "treatment_duration", "time_h", "timepoint"]
    case .plate: ["barcode", "plate_id"]
    case .unit: ["concentration_unit", "conc_unit"]
    case .genotype, .perturbation, .replicate, .concentration, .count, .control, .timeZero: []
    }
  }

  var isRequired: Bool {
    switch self {
    case .cellLine, .agent, .hours, .concentration, .unit, .count: true
    case .genotype, .perturbation, .replicate, .plate, .control, .timeZero: false
    }
  }

  var meaning: String {
    switch self {
    case .cellLine: "The cell line"
    case .agent: "The drug"
    case .genotype: "What tells cells of one line apart"
    case .perturbation: "Another condition, which tells cells apart as a genotype does"
    case .replicate: "The replicate; each is taken for a plate of its own"
    case .plate: "The plate"
    case .hours: "Hours of treatment; rows at 0 are counts when it began"
    case .concentration: "The drug's concentration"
    case .unit: "Its unit, which these programs do not ask for"
    case .count: "The count of cells"
    case .control: "The count of untreated cells at the same time"
    case .timeZero: "The count when treatment began"
    }
  }

  var unit: String? {
    switch self {
    case .hours: "hours"
    case .concentration: "that of the column unit"
    case .count, .control, .timeZero: "cells"
    default: nil
    }
  }

  var expectation: String {
    switch self {
    case .cellLine: "the cell line's name"
    case .agent: "the drug's name, or - for untreated cells"
    case .genotype, .perturbation, .replicate, .plate: "any text"
    case .hours: "hours of at least 0"
    case .concentration: "a concentration of at least 0"
    case .unit: ConcentrationUnit.wordExpectation
    case .count: "a count of at least 0"
    case .control, .timeZero: "a count above 0"
    }
  }

  var blank: String {
    switch self {
    case .cellLine, .hours, .concentration, .count: "not allowed"
    case .agent: "untreated cells"
    case .unit: "allowed where the unit is stated beside the table"
    case .genotype, .perturbation: "one genotype per line"
    case .replicate, .plate: "all of one plate"
    case .control: "without the column, rows of untreated cells tell"
    case .timeZero: "without the column, rows at time 0 tell; else no growth rate"
    }
  }
}
