import DelimitedText
import GenomicFiles
import TumorModel

/// Fills a sheet's blank purities and ploidies from the tables that it names.
struct StatedPurities {
  /// What each row's table says.
  private(set) var found: [Int: StatedPurity] = [:]
  /// The tables that were read.
  private(set) var paths: [String] = []
  private(set) var warnings: [Warning] = []
  /// The faults of tables that could not be read.
  private(set) var faults: [InputErrors] = []

  /// Shares and copies that differ by less agree.
  private static let sameShare = 0.005
  private static let samePloidy = 0.05

  /// Reads the tables; what the sheet itself says stands.
  init(filling sheet: inout SampleSheet) {
    var sexes: [String: Sex] = [:]
    for row in sheet.rows where row.sex != nil { sexes[row.sample.patient] = row.sex }
    for (index, row) in sheet.rows.enumerated() where row.sample.role != .normal {
      guard let place = row.purityFile else { continue }
      let (stated, told): (StatedPurity, [Warning])
      do throws(InputErrors) {
        (stated, told) = try PurityReader.read(place, sample: row.sample.id)
      } catch {
        faults.append(error)
        continue
      }
      found[index] = stated
      paths.append(place.path)
      warnings += told.filter { !warnings.contains($0) }
      func differ(_ what: String, _ inSheet: String, _ inTable: String) {
        warnings.append(
          Warning(
            "\(what) is \(inSheet) here and \(inTable) in \(place.written); what is here is used",
            at: place.location))
      }
      if let own = row.sample.purity?.value {
        if let other = stated.purity, abs(own - other) > Self.sameShare {
          differ("purity", "\(own)", "\(other)")
        }
      } else {
        sheet.rows[index].sample.purity = stated.purity.flatMap { Purity($0) }
      }
      if let own = row.sample.ploidy {
        if let other = stated.ploidy, abs(own - other) > Self.samePloidy {
          differ("ploidy", "\(own)", "\(other)")
        }
      } else {
        sheet.rows[index].sample.ploidy = stated.ploidy
      }
      if let own = sexes[row.sample.patient], let other = stated.sex, own != other {
        differ("sex", own.rawValue, other.rawValue)
      }
    }
  }
}
