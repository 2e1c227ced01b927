import CohortStatistics
import DelimitedText
import Foundation
import TumorModel

@testable import Results

/// Values drawn at random for tests, always the same for a seed.
struct Draw: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  // splitmix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  mutating func name() -> String {
    let names = [
      "P01", "a b", "50%", "x%3By", "(1)", "T;N", "A,B", "µ-é", "%", "TCGA-A1", "1:2", "p.L755S",
    ]
    return names[Int(next() % UInt64(names.count))]
  }
}

/// A kind of value that tests draw.
protocol Sampled: FieldValue {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Self
}

extension String: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> String {
    Bool.random(using: &draw) ? draw.name() : ""
  }
}

extension Bool: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Bool { .random(using: &draw) }
}

extension Int: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Int {
    let bounds = bounds ?? .any
    let low = Int(Swift.max(bounds.low, -1e9)) + (bounds.includesLow ? 0 : 1)
    let high = Int(Swift.min(bounds.high, 9e15))
    return [low, high, .random(in: low...Swift.min(high, low + 1000), using: &draw)]
      .randomElement(using: &draw) ?? low
  }
}

extension Double: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Double {
    let bounds = bounds ?? .any
    if bounds.allowsInfinity, Int.random(in: 0..<4, using: &draw) == 0 { return .infinity }
    let (low, high) = (max(bounds.low, -1e9), min(bounds.high, 1e9))
    let values = [low, high, .random(in: low...high, using: &draw), low + (high - low) * 1e-12]
    let value = values.randomElement(using: &draw) ?? high
    return bounds.contains(value) ? value : high / 2
  }
}

extension ComparedSample: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> ComparedSample {
    Bool.random(using: &draw) ? .joint : .sample(draw.name())
  }
}

extension Chromosome: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Chromosome {
    ["1", "X", "MT", "GL000220.1", "HLA:1"].compactMap { Chromosome($0) }
      .randomElement(using: &draw) ?? .unplaced
  }
}

extension Allele: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Allele {
    Allele(["", "A", "GATTACA"].randomElement(using: &draw) ?? "")
  }
}

extension Variant: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> Variant {
    let bases = [("T", "G"), ("", "GCATAC"), ("GA", ""), ("AC", "GT")].randomElement(using: &draw)
    return Variant(
      chromosome: .sample(&draw, nil), position: .random(in: 1...9_000_000, using: &draw),
      reference: bases?.0 ?? "A", alternate: bases?.1 ?? "C") ?? .placeholder
  }
}

extension OriginFlags: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> OriginFlags {
    OriginFlags(names.map(\.flag).filter { _ in Int.random(in: 0..<5, using: &draw) == 0 })
  }
}

extension ErrorModelUse: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> ErrorModelUse {
    ErrorModelUse(
      Basis.allCases.randomElement(using: &draw) ?? .fitted,
      usesOrientation: .random(using: &draw))
  }
}

extension DepthNeeded: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> DepthNeeded {
    Bool.random(using: &draw) ? .unattainable : .reads(.random(in: 0...9999, using: &draw))
  }
}

extension OrientationCounts: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> OrientationCounts {
    var support = ReadSupport()
    support.firstOrientation = .init(reference: 30, alternate: .random(in: 0...9, using: &draw))
    support.secondOrientation = .init(reference: 0, alternate: 2)
    guard let counts = OrientationCounts(support) else { preconditionFailure("counts are there") }
    return counts
  }
}

extension CopyNumberMixture: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> CopyNumberMixture {
    let parts = [0.25, 0.75].enumerated().compactMap { index, share in
      CopyNumber(major: 2 + index, minor: .random(in: 0...1, using: &draw)).map {
        Part(cellFraction: share, copyNumber: $0)
      }
    }
    guard let mixture = CopyNumberMixture(parts) else { preconditionFailure("shares add to 1") }
    return mixture
  }
}

extension BarredText: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> BarredText {
    BarredText((0..<4).map { _ in draw.name() })
  }
}

extension CountedReason: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> CountedReason {
    CountedReason(.exit(.notMutated), .random(in: 1...99, using: &draw))
  }
}

extension PairFinding: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> PairFinding {
    let own: [PairFinding] = [
      .belongsTo(side: .later, SampleOwner(patient: draw.name(), kind: .misplaced)),
      .leftOut(samples: [draw.name(), draw.name()]),
      .purityEstimated(samples: [draw.name(), draw.name()]),
      .seenInNormal(normal: draw.name(), mutations: 7),
    ]
    return (PairFinding.examples + own).randomElement(using: &draw) ?? .orderUnknown
  }
}

extension CohortNote: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> CohortNote {
    (CohortNote.examples + [.notMutated(draw.name())]).randomElement(using: &draw) ?? .oneSided
  }
}

extension LikelihoodFalls: Sampled {
  static func sample(_ draw: inout Draw, _ bounds: Bounds?) -> LikelihoodFalls {
    if Bool.random(using: &draw) { return .flat }
    var logs = fractions.map { _ in Double.random(in: -25...0, using: &draw) }
    logs[Int.random(in: logs.indices, using: &draw)] = 0
    return LikelihoodFalls(logLikelihoods: logs)
  }
}

/// A kind of value that holds others.
protocol Holder {
  static func text(_ draw: inout Draw, _ bounds: Bounds?) -> String?
}

extension Optional: Holder where Wrapped: FieldValue {
  static func text(_ draw: inout Draw, _ bounds: Bounds?) -> String? {
    Bool.random(using: &draw) ? "" : FieldText.of(Wrapped.self, &draw, bounds)
  }
}

extension FieldList: Holder {
  static func text(_ draw: inout Draw, _ bounds: Bounds?) -> String? {
    var elements: [Element] = []
    for _ in 0..<Int.random(in: 0...3, using: &draw) {
      // One empty text alone is the empty list.
      if Element.self == String.self {
        guard let name = draw.name() as? Element else { return nil }
        elements.append(name)
      } else {
        guard let text = FieldText.of(Element.self, &draw, bounds) else { return nil }
        guard let element = FieldText.read(Element.self, text) else { return nil }
        elements.append(element)
      }
    }
    return FieldText.written(FieldList(elements))
  }
}

/// Fields as text.
enum FieldText {
  static func written(_ value: some FieldValue) -> String {
    var table = TableWriter(capacity: 64)
    value.write(to: &table)
    return table.text
  }

  static func read<Value: FieldValue>(_ type: Value.Type, _ text: String) -> Value? {
    Array(text.utf8).withUnsafeBufferPointer { Value.read($0) }
  }

  /// A field of a type drawn at random; `nil` for types that are not drawn.
  static func of(_ type: Any.Type, _ draw: inout Draw, _ bounds: Bounds?) -> String? {
    if let type = type as? any Sampled.Type { return sampled(type, &draw, bounds) }
    if let type = type as? any Holder.Type { return type.text(&draw, bounds) }
    guard let type = type as? any NamedFieldValue.Type else { return nil }
    return named(type, &draw)
  }

  private static func sampled<Value: Sampled>(
    _ type: Value.Type, _ draw: inout Draw, _ bounds: Bounds?
  ) -> String {
    written(Value.sample(&draw, bounds))
  }

  private static func named<Value: NamedFieldValue>(
    _ type: Value.Type, _ draw: inout Draw
  ) -> String? {
    Value.allCases.randomElement(using: &draw)?.rawValue
  }
}
