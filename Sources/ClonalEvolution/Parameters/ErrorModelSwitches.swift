/// Parts of the error model that a comparison leaves out.
package struct ErrorModelSwitches: Hashable, Sendable {
  /// Whether coincidences at C>T and G>A are expected of fixed tissue.
  package var fitsDeamination = true
  /// Whether the orientation of read pairs is weighed.
  package var weighsOrientation = true
  /// Whether sites have a background of their own.
  package var usesBackgrounds = true

  /// All parts.
  package init() {}
}
