/// In which tumour cells of a sample a mutation is.
enum CellPresence: Int, CaseIterable, Sendable {
  /// In none.
  case absent
  /// In some.
  case subclonal
  /// In all.
  case clonal
}

/// Probabilities or weights of the nine joint states of an earlier and a later sample.
struct JointProbabilities: Sendable {
  private var values = InlineArray<9, Double>(repeating: 0)

  /// Creates probabilities of 0.
  init() {}

  /// Creates probabilities from nine in the order of tables: rows are the earlier sample's 0, S, C.
  init(_ nine: [Double]) {
    for index in 0..<9 { values[index] = nine[index] }
  }

  /// The probability that the mutation is in these cells of the earlier and of the later sample.
  subscript(earlier: CellPresence, later: CellPresence) -> Double {
    get { values[3 * earlier.rawValue + later.rawValue] }
    set { values[3 * earlier.rawValue + later.rawValue] = newValue }
  }

  /// Nine in the order of tables: rows are the earlier sample's 0, S, C.
  var nine: [Double] { (0..<9).map { values[$0] } }

  /// In neither sample.
  var absentFromBoth: Double { self[.absent, .absent] }
  /// Absent earlier, present later.
  var acquired: Double { self[.absent, .subclonal] + self[.absent, .clonal] }
  /// Present earlier, absent later.
  var lost: Double { self[.subclonal, .absent] + self[.clonal, .absent] }
  /// In some tumour cells earlier, present later.
  var preexistingSubclonal: Double { self[.subclonal, .subclonal] + self[.subclonal, .clonal] }
  /// In all tumour cells earlier, present later.
  var preexistingClonal: Double { self[.clonal, .subclonal] + self[.clonal, .clonal] }
  /// In both samples.
  var preexisting: Double { preexistingSubclonal + preexistingClonal }
  /// Present later, whatever the earlier sample.
  var presentLater: Double { acquired + preexistingSubclonal + preexistingClonal }

  /// The sum over the later sample's states.
  func earlier(_ state: CellPresence) -> Double {
    self[state, .absent] + self[state, .subclonal] + self[state, .clonal]
  }

  /// The sum over the earlier sample's states.
  func later(_ state: CellPresence) -> Double {
    self[.absent, state] + self[.subclonal, state] + self[.clonal, state]
  }
}
