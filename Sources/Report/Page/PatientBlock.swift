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
    packed = PackedText.packed(try Self.encoder().encode(patients))
  }

  /// Writes what a page reads: keys in one order, so that the same report gives the same bytes.
  static func encoder() -> JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
