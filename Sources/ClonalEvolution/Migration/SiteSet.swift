/// A set of a patient's sites.
struct SiteSet: Hashable, Sendable {
  var bits: UInt32 = 0

  init(bits: UInt32 = 0) { self.bits = bits }

  init(_ site: Int) { bits = 1 << UInt32(site) }

  init(_ sites: some Sequence<Int>) {
    for site in sites { bits |= 1 << UInt32(site) }
  }

  /// More sites than any patient's; one bit is for the primary that was not sampled.
  static let most = 31

  /// Every site.
  static let all = SiteSet(bits: .max)

  var isEmpty: Bool { bits == 0 }
  var count: Int { bits.nonzeroBitCount }
  var first: Int { bits.trailingZeroBitCount }

  func contains(_ site: Int) -> Bool { bits >> UInt32(site) & 1 == 1 }
  func union(_ other: SiteSet) -> SiteSet { SiteSet(bits: bits | other.bits) }
  func inserting(_ site: Int) -> SiteSet { SiteSet(bits: bits | 1 << UInt32(site)) }
  func subtracting(_ other: SiteSet) -> SiteSet { SiteSet(bits: bits & ~other.bits) }
  func intersection(_ other: SiteSet) -> SiteSet { SiteSet(bits: bits & other.bits) }

  /// The sites by rising number.
  var sites: [Int] {
    var (left, result) = (bits, [Int]())
    while left != 0 {
      result.append(left.trailingZeroBitCount)
      left &= left - 1
    }
    return result
  }
}
