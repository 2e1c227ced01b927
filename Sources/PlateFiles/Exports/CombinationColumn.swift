import DrugResponse

/// A column of a table of responses at doses of two drugs, as SynergyFinder and the Python package synergy
/// read them.
enum CombinationColumn: String, TableColumn {
  case block = "block_id"
  case cellLine = "cell_line_name"
  case drugA = "drug_row"
  case drugB = "drug_col"
  case doseA = "conc_r"
  case doseB = "conc_c"
  case unitA = "conc_r_unit"
  case unitB = "conc_c_unit"
  case response

  var otherNames: [String] {
    switch self {
    case .block: ["PairIndex"]
    case .cellLine: ["cell_line", "cell"]
    case .drugA: ["drug1"]
    case .drugB: ["drug2"]
    case .doseA: ["ConcRow", "conc1", "drug1.conc", "d1", "drug.conc", "d"]
    case .doseB: ["ConcCol", "conc2", "drug2.conc", "d2"]
    case .unitA: ["ConcRowUnit", "conc_unit1", "conc_unit"]
    case .unitB: ["ConcColUnit", "conc_unit2"]
    case .response: ["inhibition", "viability", "effect", "E"]
    }
  }

  var isRequired: Bool {
    switch self {
    case .doseA, .response: true
    case .block, .cellLine, .drugA, .drugB, .doseB, .unitA, .unitB: false
    }
  }

  var meaning: String {
    switch self {
    case .block: "The pair of drugs; each is a table of its own"
    case .cellLine: "The cell line"
    case .drugA: "The first drug"
    case .drugB: "The second drug"
    case .doseA: "The first drug's concentration"
    case .doseB: "The second drug's concentration"
    case .unitA: "The unit of the first drug's concentrations"
    case .unitB: "The unit of the second drug's concentrations"
    case .response: "What is left, or what is lost, relative to untreated cells"
    }
  }

  var unit: String? {
    switch self {
    case .doseA, .doseB: "that of the column of its unit"
    case .response: "percent for SynergyFinder, a share of 1 for synergy"
    default: nil
    }
  }

  var expectation: String {
    switch self {
    case .block, .cellLine: "any text"
    case .drugA, .drugB: "the drug's name"
    case .doseA, .doseB: "a concentration of at least 0"
    case .unitA, .unitB: ConcentrationUnit.wordExpectation
    case .response: "a number"
    }
  }

  var blank: String {
    switch self {
    case .block: "all rows of one pair"
    case .cellLine: "cells without a name"
    case .drugA: "drug1"
    case .drugB: "drug2; without any column of a second drug, there is one"
    case .doseA, .doseB: "not allowed"
    case .unitA: "the unit has to be stated beside the table"
    case .unitB: "that of the first drug"
    case .response: "the pair of doses was not measured"
    }
  }
}
