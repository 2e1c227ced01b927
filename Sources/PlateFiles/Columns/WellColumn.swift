import DelimitedText
import DrugResponse

/// A column of a table of wells, or the name of a block of a plate.
enum WellColumn: String, TableColumn {
  case plate, well
  case cellLine = "cell_line"
  case genotype
  case drugA = "drug_a"
  case doseA = "dose_a"
  case drugB = "drug_b"
  case doseB = "dose_b"
  case unit
  case unitB = "unit_b"
  case hours = "time_h"
  case value
  case dayZero = "value_0"
  case control

  var otherNames: [String] {
    switch self {
    case .plate: ["plate_id", "barcode"]
    case .well: ["well_id", "position"]
    case .cellLine: ["cells", "cell"]
    case .drugA: ["drug", "drug1", "compound", "agent"]
    case .doseA: ["dose", "dose1", "concentration", "conc"]
    case .drugB: ["drug2"]
    case .doseB: ["dose2"]
    case .unit: ["unit_a", "dose_unit", "conc_unit", "concentration_unit"]
    case .hours: ["hours"]
    case .value: ["signal", "count"]
    case .dayZero: ["value_day0", "signal_0", "count_0"]
    case .control: ["role", "well_type"]
    case .genotype, .unitB: []
    }
  }

  var isRequired: Bool {
    switch self {
    case .well, .cellLine, .drugA, .doseA, .unit, .hours, .value: true
    case .plate, .genotype, .drugB, .doseB, .unitB, .dayZero, .control: false
    }
  }

  var meaning: String {
    switch self {
    case .plate: "The plate; responses are relative to the vehicle wells of the same plate"
    case .well: "The place on the plate"
    case .cellLine: "The cell line"
    case .genotype: "What tells cells of one line apart, such as the mutant that they express"
    case .drugA: "The drug, or the first of two"
    case .doseA: "Its concentration"
    case .drugB: "The second drug"
    case .doseB: "Its concentration"
    case .unit: "The unit of the doses; rows may have different ones"
    case .unitB: "The unit of the second drug's doses, where it is another"
    case .hours: "When the signal was measured, from the addition of the drug"
    case .value: "The signal: a count of cells, or a measure proportional to it"
    case .dayZero: "The signal of the same cells when the drug was added, for growth rates"
    case .control: "What the well is for"
    }
  }

  var unit: String? {
    switch self {
    case .doseA, .doseB: "that of the column unit"
    case .hours: "hours"
    default: nil
    }
  }

  var expectation: String {
    switch self {
    case .plate: "the plate's name"
    case .well: "a row and a column, such as B07 or P24"
    case .cellLine: "the cell line's name"
    case .genotype: "any text"
    case .drugA, .drugB: "the drug's name; -, none or a vehicle such as DMSO for no drug"
    case .doseA, .doseB: "a dose of at least 0, or a logarithm where the unit is one"
    case .unit, .unitB: ConcentrationUnit.wordExpectation
    case .hours: "hours of at least 0"
    case .value: "a number"
    case .dayZero: "a number above 0"
    case .control: SheetWords.wellRoles.expectation
    }
  }

  var blank: String {
    switch self {
    case .plate: "not allowed; without the column, all wells are of one plate"
    case .well: "not allowed"
    case .cellLine: "allowed for a blank well alone"
    case .genotype: "one genotype per line"
    case .drugA, .drugB: "no drug"
    case .doseA, .doseB: "allowed without a drug"
    case .unit: "allowed without a dose above 0"
    case .unitB: "that of the column unit"
    case .hours: "not allowed, unless it is stated beside the table"
    case .value: "the well was not measured"
    case .dayZero: "no growth rate"
    case .control: "sample, or vehicle where there is no drug or its dose is 0"
    }
  }
}
