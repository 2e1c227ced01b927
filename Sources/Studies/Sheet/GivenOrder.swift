import DelimitedText
import GenomicFiles
import TumorModel

/// The samples' order as it is given on the command line.
struct GivenOrder {
  private let names: [String]

  init(_ names: [String]) { self.names = names }

  /// Orders the samples that have neither a day nor a place in an order.
  ///
  /// - Throws: ``InputErrors`` for a name that is no sample's or is there twice.
  func applied(to sheet: SampleSheet) throws(InputErrors) -> SampleSheet {
    guard !names.isEmpty else { return sheet }
    var errors = ErrorCollector(path: sheet.path)
    let known = sheet.rows.map(\.sample.id)
    var places: [String: Int] = [:]
    for (place, name) in names.enumerated() {
      if !known.contains(name) {
        errors.add(
          .malformed(
            problem: "--sample-order names '\(name)', which is not a sample in the study",
            expected: "some of \(listing(known))"))
      } else if places.updateValue(place + 1, forKey: name) != nil {
        errors.add(
          .malformed(
            problem: "--sample-order names '\(name)' twice", expected: "each sample once"))
      }
    }
    try errors.throwIfAny()
    var sheet = sheet
    for index in sheet.rows.indices {
      let row = sheet.rows[index]
      guard row.sample.day == nil, row.sample.order == nil, let place = places[row.sample.id]
      else { continue }
      sheet.rows[index].sample.order = place
    }
    let isOpen = sheet.rows.contains { row in
      !row.sample.isRoleKnown && row.sample.day == nil && row.sample.order == nil
    }
    if !isOpen { sheet.orderWarning = nil }
    return sheet
  }
}
