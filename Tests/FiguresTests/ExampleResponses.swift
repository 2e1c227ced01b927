import DrugResponse

@testable import Figures
@testable import Results

/// An experiment with two drugs and the courses of two patients, made by hand.
enum ExampleResponses {
  static func interval(_ value: Double, _ low: Double, _ high: Double) -> IntervalFields {
    var fields = IntervalFields()
    (fields.value, fields.low, fields.high) = (value, low, high)
    return fields
  }

  static var tables: ResponseTables {
    var tables = ResponseTables()
    for (genotype, dose) in [("GFP", 3.0), ("S310F", 40.0)] {
      var curve = ResponseCurveRow()
      (curve.cellLine, curve.genotype, curve.drug, curve.hours) = ("MCF7", genotype, "A", 72)
      (curve.answer, curve.absoluteAnswer) = (.responds, .reached)
      curve.absolute = interval(dose, dose / 2, dose * 2)
      tables.curves.append(curve)
      for tested in [1.0, 10, 100] {
        var point = ResponsePointRow()
        (point.cellLine, point.genotype, point.drug, point.hours) = ("MCF7", genotype, "A", 72)
        (point.dose, point.viability) = (tested, 1 / (1 + tested / dose))
        tables.points.append(point)
        var line = ResponseLineRow()
        (line.cellLine, line.genotype, line.drug, line.hours) = ("MCF7", genotype, "A", 72)
        line.dose = tested
        line.response = interval(point.viability, point.viability - 0.05, point.viability + 0.05)
        tables.lines.append(line)
        for partner in [1.0, 10] where genotype != "GFP" {
          var cell = CombinationCellRow()
          (cell.cellLine, cell.genotype, cell.hours) = ("MCF7", genotype, 72)
          (cell.drugA, cell.drugB, cell.doseA, cell.doseB) = ("A", "B", tested, partner)
          cell.observed = point.viability * 0.8
          cell.bliss = interval(0.1, 0.05, 0.15)
          tables.cells.append(cell)
        }
      }
      for partner in [0.0, 1, 10] where genotype != "GFP" {
        var isobole = IsoboleRow()
        (isobole.cellLine, isobole.genotype, isobole.hours) = ("MCF7", genotype, 72)
        (isobole.drugA, isobole.drugB, isobole.doseB) = ("A", "B", partner)
        (isobole.doseA, isobole.additiveDoseA) = (dose / (1 + partner), dose - partner / 10)
        tables.isoboles.append(isobole)
      }
    }
    for (patient, change) in [("P1", -0.5), ("P2", 0.3)] {
      var course = CourseRow()
      (course.patient, course.bestChange, course.baseline) = (patient, change, 60)
      course.best = change < 0 ? .partial : .progressive
      tables.courses.append(course)
      var visit = CourseVisitRow()
      (visit.patient, visit.day, visit.change) = (patient, 56, change)
      visit.response = course.best
      tables.visits.append(visit)
    }
    for (day, share) in [(56.0, 0.5), (182, 0)] {
      var step = SurvivalRow()
      (step.endpoint, step.group, step.time) = (Endpoint.progressionFree, SurvivalRow.all, day)
      (step.atRisk, step.events) = (2 * share + 1, 1)
      step.survival = interval(share, 0, 1)
      tables.survival.append(step)
    }
    var median = SurvivalComparisonRow()
    (median.endpoint, median.group) = (Endpoint.progressionFree, SurvivalRow.all)
    (median.quantity, median.value, median.patients) = (.median, interval(56, 56, 182), 2)
    tables.survivalComparisons = [median]
    return tables
  }
}
