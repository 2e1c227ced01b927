import Figures
import Foundation

/// Some patients of a report, packed together: a page unpacks them when one of them is opened.
///
/// Blocks are made apart from one another, so that a report of thousands of patients can be put
/// together on several threads and never holds all its pictures at a time.
public struct PatientBlock: Sendable {
  /// Patients of every block but the last.
  public static let size = 40

  /// Each patient's identifier and headline, in order.
  let index: [[String]]
  /// The patients, as the page unpacks them.
  let packed: String

  /// Packs patients.
  ///
  /// - Parameter patients: ``size`` patients, fewer only in a report's last block.
  public init(_ patients: [ReportPatient]) throws {
    precondition(patients.count <= Self.size, "\(patients.count) patients in a block")
    index = patients.map { [$0.id, $0.headline] }
    packed = PackedText.packed(try Self.encoder().encode(Content(patients)))
  }

  /// Patients with their pictures and matrices apart, the first picture of all of them, then the
  /// second: what is alike stands together, which packs a page of thousands into half the bytes.
  private struct Content: Encodable {
    let figures: [[VegaLiteChart?]]
    let cloneFigures: [[VegaLiteChart?]]
    /// `nil` where no patient has one.
    let courseFigures: [VegaLiteChart?]?
    let matrices: [PatientMatrix?]
    let patients: [ReportPatient]

    init(_ patients: [ReportPatient]) {
      func columns(_ figures: (ReportPatient) -> [VegaLiteChart]) -> [[VegaLiteChart?]] {
        let rows = patients.map(figures)
        return (0..<(rows.map(\.count).max() ?? 0)).map { place in
          rows.map { $0.indices.contains(place) ? $0[place] : nil }
        }
      }
      figures = columns(\.figures)
      cloneFigures = columns { $0.clones?.figures ?? [] }
      let courses = patients.map { $0.course?.figure }
      courseFigures = courses.contains { $0 != nil } ? courses : nil
      matrices = patients.map(\.matrix)
      self.patients = patients.map { patient in
        var rest = patient
        (rest.figures, rest.matrix) = ([], nil)
        rest.clones?.figures = []
        rest.course?.figure = nil
        return rest
      }
    }
  }

  /// Writes what a page reads: keys in one order, so that the same report gives the same bytes.
  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
