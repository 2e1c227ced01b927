/// The patient whom a sample looks to be of, where that is another one than the study says.
public struct SampleOwner: Hashable, Sendable {
  /// The patient's identifier.
  public var patient: String
  /// How the sample looks to have come under the wrong name; one of those that forbid labels.
  public var kind: SwapFinding.Kind

  /// Names a patient and how the sample came under another one's name.
  public init(patient: String, kind: SwapFinding.Kind) {
    (self.patient, self.kind) = (patient, kind)
  }
}
