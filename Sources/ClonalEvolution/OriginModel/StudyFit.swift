/// The fits of a study's patients, each with the study's table as the others tell it.
struct StudyFit {
  /// One fit per patient.
  private(set) var fits: [PairFit]
  /// What all patients tell.
  private(set) var total = StudyTable()
  /// What each tells.
  private(set) var contributions: [StudyTable]

  /// The table is a mean over patients, each of whom is fitted again to the end: it need not move less.
  private static let tolerance = 1e-3
  /// The most times that the table is learnt anew.
  private static let mostTables = 200
  /// Rounds of a patient between two tables.
  private static let rounds = 8

  /// Fits until no class of any site moves, patient by patient and table by table.
  ///
  /// - Parameter sharing: How patients are shared out; they meet in the table alone.
  init(_ fits: [PairFit], sharing: WorkSharing = .serial) {
    self.fits = fits
    contributions = fits.map { _ in StudyTable() }
    settle(sharing)
    let (table, told, before) = (total, contributions, self.fits.map(\.isMixed))
    sharing.forEach(of: &self.fits) { index, fit in
      fit.addUsualErrors(table.without(told[index]))
    }
    if self.fits.map(\.isMixed) != before { settle(sharing) }
  }

  private mutating func settle(_ sharing: WorkSharing) {
    for table in 0..<Self.mostTables {
      let (former, told) = (total, contributions)
      sharing.forEach(of: &fits) { index, fit in
        if former.patients > 0 { fit.learn(from: former.without(told[index])) }
        Self.advance(&fit, isFirst: table == 0)
      }
      contributions = fits.map { $0.contribution() }
      total = StudyTable()
      for contribution in contributions { total.add(contribution) }
      let move = fits.reduce(0) { max($0, $1.greatestMove) }
      if table > 0, move < Self.tolerance { return }
    }
  }

  /// Rounds of one patient under the present table.
  private static func advance(_ fit: inout PairFit, isFirst: Bool) {
    fit.greatestMove = 0
    for _ in 0..<(isFirst ? 3 * rounds : rounds) {
      fit.round()
      fit.greatestMove = max(fit.greatestMove, fit.move)
      if fit.move < tolerance, fit.rounds > PairMode.warmRounds + 1 { break }
    }
    fit.weigh()
  }
}
