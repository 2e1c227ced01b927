import DelimitedText
import TumorModel

/// The fields that divide reads by strand and by pair orientation.
///
/// `ADF`/`ADR` and `F1R2`/`F2R1` have one number per allele, the reference first. `SB` of GATK and
/// `DP4` have four: reference forward and reverse, alternate forward and reverse; they are used
/// where a record has one alternate allele. `SB` of other callers is a score and is left alone.
struct SupportFields: Sendable {
  private let forward: Int?
  private let reverse: Int?
  private let first: Int?
  private let second: Int?
  private let table: Int?
  private let isEmpty: Bool

  init(_ keys: FormatKeys) {
    forward = keys["ADR"] == nil ? nil : keys["ADF"]
    reverse = keys["ADF"] == nil ? nil : keys["ADR"]
    first = keys["F2R1"] == nil ? nil : keys["F1R2"]
    second = keys["F1R2"] == nil ? nil : keys["F2R1"]
    table = forward == nil ? keys["SB"] ?? keys["DP4"] : nil
    isEmpty = forward == nil && first == nil && table == nil
  }

  /// What a sample tells, or `nil` where it tells nothing.
  @inline(__always)
  func support(_ fields: SampleFields, _ allele: RecordAllele) -> ReadSupport? {
    isEmpty ? nil : found(fields, allele)
  }

  private func found(_ fields: SampleFields, _ allele: RecordAllele) -> ReadSupport? {
    var support = ReadSupport()
    if let first, let second {
      support.firstOrientation = split(fields[first], 0, allele.number)
      support.secondOrientation = split(fields[second], 0, allele.number)
    }
    if let forward, let reverse {
      support.forward = split(fields[forward], 0, allele.number)
      support.reverse = split(fields[reverse], 0, allele.number)
    } else if let table, allele.count == 1, fields[table].listLength == 4 {
      support.forward = split(fields[table], 0, 2)
      support.reverse = split(fields[table], 1, 3)
    }
    if support.forward == nil || support.reverse == nil {
      (support.forward, support.reverse) = (nil, nil)
    }
    if support.firstOrientation == nil || support.secondOrientation == nil {
      (support.firstOrientation, support.secondOrientation) = (nil, nil)
    }
    return support.forward == nil && support.firstOrientation == nil ? nil : support
  }

  private func split(_ list: Bytes, _ reference: Int, _ alternate: Int) -> ReadSupport.Split? {
    guard let old = list.count(at: reference), let new = list.count(at: alternate),
      old <= Int(Int32.max), new <= Int(Int32.max)
    else { return nil }
    return ReadSupport.Split(reference: Int32(old), alternate: Int32(new))
  }
}
