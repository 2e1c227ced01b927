import TumorModel

/// The distinct patterns of reads of a patient's mutations, in an order that neither the order of mutations
/// nor that of samples decides, and that tells nothing of the mutations: the first few stand for all.
struct ClonePatterns {
  /// A mutation of each pattern.
  private(set) var sites: [Int] = []
  /// The number of mutations of each.
  private(set) var weights: [Double] = []
  /// The pattern of each mutation; -1 where no sample says anything of it.
  private(set) var ofMutation: [Int32]

  /// Finds the patterns.
  ///
  /// - Parameters:
  ///   - data: The samples, in an order of their own.
  ///   - groups: What mutations are kept apart by beside their reads; `nil` for nothing.
  init(_ data: [SampleData], groups: [Int?]? = nil) {
    let count = data.first?.count ?? 0
    var keys = [Key](repeating: Key(), count: count)
    var isTold = [Bool](repeating: false, count: count)
    for sample in data {
      let kinds = sample.kinds.map { Self.hash(String(describing: $0)) }
      for site in 0..<count {
        let kind = Int(sample.kind[site])
        guard kind >= 0, sample.use[site] != .none else {
          keys[site].mix(0)
          continue
        }
        isTold[site] = true
        keys[site].mix(kinds[kind])
        keys[site].mix(
          UInt64(UInt32(bitPattern: sample.depth[site])) << 32
            | UInt64(UInt32(bitPattern: sample.alternate[site])))
        keys[site].mix(UInt64(sample.use[site].rawValue) + 1)
        if !sample.splits.isEmpty, let split = sample.splits[site] {
          keys[site].mix(Self.hash(String(describing: split)))
        }
      }
    }
    if let groups {
      for site in 0..<count { keys[site].mix(UInt64(bitPattern: Int64(groups[site] ?? -1))) }
    }
    ofMutation = [Int32](repeating: -1, count: count)
    let order = (0..<count).filter { isTold[$0] }.sorted {
      (keys[$0].first, keys[$0].second, $0) < (keys[$1].first, keys[$1].second, $1)
    }
    var last: Key?
    for site in order {
      if keys[site] != last {
        sites.append(site)
        weights.append(0)
        last = keys[site]
      }
      weights[weights.count - 1] += 1
      ofMutation[site] = Int32(weights.count - 1)
    }
  }

  /// 128 bits of all that decides a mutation's likelihoods.
  private struct Key: Equatable {
    var first: UInt64 = 0x9E37_79B9_7F4A_7C15
    var second: UInt64 = 0xD1B5_4A32_D192_ED03

    mutating func mix(_ value: UInt64) {
      first = Self.scramble(first ^ value)
      second = Self.scramble(second &+ value &* 0xA24B_AED4_963E_E407)
    }

    /// The finaliser of splitmix64.
    private static func scramble(_ value: UInt64) -> UInt64 {
      var bits = value &+ 0x9E37_79B9_7F4A_7C15
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  /// The 64-bit hash FNV-1a.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}

extension SampleData {
  /// The kinds of loci in an order that no site decides.
  var kindOrder: [Int] {
    let names = kinds.map { String(describing: $0) }
    return kinds.indices.sorted { names[$0] < names[$1] }
  }

  /// One site for each pattern.
  func patterns(_ sites: ArraySlice<Int>, kinds order: [Int]) -> SampleData {
    SampleData(self, sites: Array(sites), kinds: order)
  }
}
