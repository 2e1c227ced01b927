/// How reads go wrong at a site.
struct ErrorModel: Hashable, Sendable {
  /// ε01 = P(read alternate | molecule reference).
  var rate: Double
  /// ε10 = P(read not alternate | molecule alternate).
  var missRate: Double
  /// s0, the beta-binomial precision of errors.
  var precision: Double
  /// a, the share of absent mutations that are artefacts of 1–6 % frequency.
  var artefactShare: Double
}
