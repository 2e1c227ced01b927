public import DelimitedText
public import TumorModel

/// One row of `curves.tsv`: what the reads of a call say of the earlier cancer cell fraction.
public struct CurveRow: ResultRow, Hashable {
  /// The patient's identifier.
  public var patient = ""
  /// The change.
  public var variant = Variant.placeholder
  /// The earlier sample, or all of them.
  public var earlierSample = ComparedSample.joint
  /// The later sample, or all of them.
  public var laterSample = ComparedSample.joint
  /// What was changed; `nil` for nothing.
  public var assumption: CurveAssumption?
  /// The curve of the earlier reads.
  public var earlier = LikelihoodFalls.flat
  /// The curve of the later reads; `nil` where it was not computed.
  public var later: LikelihoodFalls?
  /// The gene's symbol; empty where the input names none.
  public var gene = ""

  /// Creates a row to be filled.
  public init() {}

  /// The table.
  public static let table = Table<CurveRow>(
    "curves.tsv",
    rows:
      "One row per call, in the order of `origins.tsv`: how far the log-likelihood of the earlier "
      + "reads falls below its greatest value at 39 cancer cell fractions. It is all that `metachron "
      + "cohort` uses of the reads. For the genes of `sensitivity.tsv` more rows follow, one for each "
      + "changed assumption.",
    note: "falls in nats at these cancer cell fractions: \(gridText)"
  ) {
    ColumnSet.patient(\.patient)
    ColumnSet.mutation(\.variant)
    ColumnSet.earlierSample(\.earlierSample)
    ColumnSet.laterSample(\.laterSample)
    Column(
      "assumption", \.assumption,
      values: "empty for none; " + ColumnSet.names(CurveAssumption.self),
      meaning: "What was changed of the earlier samples")
    Column(
      "earlier_falls", \.earlier, unit: .nats,
      values:
        "39 numbers of 0 to 20 joined by `;`; `0` alone where the reads say nothing: no reads, a "
        + "site that was not assayed, or samples that cannot speak of the tumour's past",
      meaning:
        "max ln L - ln L(c) of the earlier reads at each cancer cell fraction c of the first "
        + "lines of the file; several earlier samples together are multiplied")
    Column(
      "later_falls", \.later, unit: .nats,
      values: "as `earlier_falls`; empty for genes that were not asked for, and under changed "
        + "assumptions",
      meaning:
        "The same of the later reads; several later samples together need not all have the mutation"
    )
    ColumnSet.gene(\.gene)
  }

  /// The grid with four significant digits.
  private static let gridText = LikelihoodFalls.fractions.map { fraction in
    var table = TableWriter(capacity: 64)
    var scale = 10_000.0
    while scale * fraction < 1000, fraction > 0 { scale *= 10 }
    table.append((fraction * scale).rounded() / scale)
    return table.text
  }.joined(separator: " ")
}

extension CurveRow {
  /// Calls a closure with the row of each curve of a patient.
  public static func forEach(
    in origins: PatientOrigins, of patient: PatientEvidence, _ body: (borrowing CurveRow) -> Void
  ) {
    var row = CurveRow()
    row.patient = patient.id
    var samples: (earlier: Int?, later: Int?)?
    for curve in origins.curves {
      let mutation = patient.mutations[curve.mutation]
      (row.variant, row.gene) = (mutation.variant, mutation.gene)
      if samples.map({ $0 != (curve.earlier, curve.later) }) ?? true {
        row.earlierSample = ComparedSample(curve.earlier.map { patient.samples[$0].id })
        row.laterSample = ComparedSample(curve.later.map { patient.samples[$0].id })
        samples = (curve.earlier, curve.later)
      }
      row.assumption = curve.assumption
      (row.earlier, row.later) = (curve.earlierFalls, curve.laterFalls)
      body(row)
    }
  }
}

extension CurveAssumption: NamedFieldValue {}

extension LikelihoodFalls: FieldValue {
  private static let separator = UInt8(ascii: ";")
  private static let point = UInt8(ascii: ".")
  private static let zero = UInt8(ascii: "0")
  /// Digits after the point, as many as ``unit`` has.
  private static let decimals = 5

  /// Falls joined by `;`, or a single 0.
  public static func read(_ field: FieldBytes) -> LikelihoodFalls? {
    if field.count == 1, field[0] == zero { return .flat }
    var values: [UInt32] = []
    values.reserveCapacity(fractions.count)
    var index = 0
    while index < field.count {
      // Nats before the point, then up to five digits after it.
      var (value, digits, places) = (0, 0, -1)
      while index < field.count, field[index] != separator {
        let byte = field[index]
        index += 1
        if byte == point, places < 0, digits > 0 {
          places = 0
          continue
        }
        let digit = byte &- zero
        guard digit <= 9, digits < 8, places < decimals else { return nil }
        value = 10 * value + Int(digit)
        digits += 1
        if places >= 0 { places += 1 }
      }
      guard digits > 0, places != 0 else { return nil }
      for _ in max(places, 0)..<decimals { value *= 10 }
      guard value <= greatest else { return nil }
      values.append(UInt32(value))
      // A separator stands between two numbers, never at the end.
      if index < field.count {
        index += 1
        guard index < field.count else { return nil }
      }
    }
    guard values.count == fractions.count else { return nil }
    return LikelihoodFalls(units: values)
  }

  /// Writes the falls joined by `;`, or a single 0.
  public func write(to table: inout TableWriter) {
    if isFlat {
      table.append(byte: Self.zero)
      return
    }
    // Two digits, a point and five more, and what separates two falls.
    table.append(atMost: 9 * units.count) { text in
      var length = 0
      func append(_ byte: UInt8) {
        text[length] = byte
        length += 1
      }
      for (place, fall) in units.enumerated() {
        if place > 0 { append(Self.separator) }
        var (whole, rest) = fall.quotientAndRemainder(dividingBy: 100_000)
        if whole > 9 {
          append(Self.zero + UInt8(truncatingIfNeeded: whole / 10))
          whole %= 10
        }
        append(Self.zero + UInt8(truncatingIfNeeded: whole))
        guard rest > 0 else { continue }
        append(Self.point)
        // The next digit is what ten times the rest has of whole numbers.
        while rest > 0 {
          rest *= 10
          append(Self.zero + UInt8(truncatingIfNeeded: rest / 100_000))
          rest %= 100_000
        }
      }
      return length
    }
  }

  /// What a damaged field is told to be.
  public static var expectation: String {
    "0, or \(fractions.count) falls of a log-likelihood joined by ;"
  }
}
