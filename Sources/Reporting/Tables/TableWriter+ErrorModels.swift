public import TumorModel

extension TableWriter {
  /// Writes which error models a call used and what they rest on: seven fields.
  mutating func errorModelFields(_ call: OriginCall, of patient: PatientEvidence) {
    field(call.earlier.errorModel?.name ?? "")
    field(call.later.errorModel?.name ?? "")
    let hasSupport = !patient.supporting.readSupport.isEmpty
    for side in [call.earlier, call.later] {
      if hasSupport, let sample = side.sample {
        orientationField(patient.supporting.readSupport(sample: sample, mutation: call.mutation))
      } else {
        emptyField()
      }
    }
    guard let background = call.siteBackground else { return emptyFields(3) }
    field(background.mean)
    field(background.precision)
    field(background.normals)
  }

  /// Writes alternate reads in F1R2 and F2R1, then reference reads, joined by commas; an empty field
  /// where they are not known.
  private mutating func orientationField(_ support: ReadSupport?) {
    if let first = support?.firstOrientation, let second = support?.secondOrientation {
      append(Int(first.alternate))
      for count in [second.alternate, first.reference, second.reference] {
        append(byte: UInt8(ascii: ","))
        append(Int(count))
      }
    }
    separate()
  }
}

extension ReadSupport {
  /// The orientations that a table's field tells; `nil` for any other text.
  public init?(orientations text: String) {
    let counts = text.split(separator: ",", omittingEmptySubsequences: false).map { Int32($0) }
    guard counts.count == 4, let firstAlternate = counts[0], let secondAlternate = counts[1],
      let firstReference = counts[2], let secondReference = counts[3],
      min(firstAlternate, secondAlternate, firstReference, secondReference) >= 0
    else { return nil }
    self.init()
    firstOrientation = Split(reference: firstReference, alternate: firstAlternate)
    secondOrientation = Split(reference: secondReference, alternate: secondAlternate)
  }
}
