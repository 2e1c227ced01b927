/// The fits of a study's patients, each with the study's table as the others tell it.
struct StudyFit {
  /// One fit per patient.
  private(set) var fits: [PairFit]
  /// What all patients tell.
  private(set) var total = StudyTable()
  /// What each tells.
  private(set) var contributions: [StudyTable] = []

  /// The table is a mean over patients, each of whom is fitted again to the end: it need not move less.
  private static let tolerance = 1e-3

  /// Fits until no class of any site moves.
  init(_ fits: [PairFit]) {
    self.fits = fits
    contributions = fits.map { _ in StudyTable() }
    for round in 0..<PairFit.mostRounds {
      var next = StudyTable()
      for index in self.fits.indices {
        self.fits[index].round()
        contributions[index] = self.fits[index].contribution
        next.add(contributions[index])
      }
      total = next
      for index in self.fits.indices {
        self.fits[index].learn(from: total.without(contributions[index]))
      }
      let move = self.fits.reduce(0) { max($0, $1.move) }
      if round > 5, move < Self.tolerance { break }
    }
  }
}
