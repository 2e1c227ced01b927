import DelimitedText
public import DrugResponse

extension SheetWords<ConcentrationUnit> {
  /// The units of doses. A unit is always stated and never taken for granted.
  static let units = SheetWords([
    Entry(
      .molar, "M", "mol/L", "molar", meaning: "Moles per litre"),
    Entry(.millimolar, "mM", "mmol/L", "millimolar", meaning: "1e-3 mol/L"),
    Entry(
      .micromolar, "µM", "\u{3BC}M", "uM", "µmol/L", "\u{3BC}mol/L", "umol/L", "micromolar",
      meaning: "1e-6 mol/L"),
    Entry(.nanomolar, "nM", "nmol/L", "nanomolar", meaning: "1e-9 mol/L"),
    Entry(.picomolar, "pM", "pmol/L", "picomolar", meaning: "1e-12 mol/L"),
    Entry(
      .log10Molar, "log10 M", "log10(M)", "log10[M]", "log M", "log(M)", "log[M]",
      meaning: "The decimal logarithm of moles per litre: -6 is 1 µM"),
    Entry(
      .log10Micromolar, "log10 µM", "log10(µM)", "log10 \u{3BC}M", "log10(\u{3BC}M)", "log10 uM",
      "log10(uM)", "log uM", "log µM", "log(uM)", "log(µM)",
      meaning: "The decimal logarithm of micromoles per litre: 0 is 1 µM"),
    Entry(
      .log10Nanomolar, "log10 nM", "log10(nM)", "log nM", "log(nM)",
      meaning: "The decimal logarithm of nanomoles per litre: 3 is 1 µM"),
  ])
}

extension ConcentrationUnit {
  /// The unit of a word such as `nM`, `uM` or `log10 M`; `nil` for anything else.
  public init?(word: String) {
    guard let unit = SheetWords.units[word] else { return nil }
    self = unit
  }

  /// The words of all units, to complete `expected …`.
  public static var wordExpectation: String { SheetWords.units.expectation }

  /// The unit as messages write it.
  var word: String {
    SheetWords.units.entries.first { $0.value == self }?.name ?? rawValue
  }
}
