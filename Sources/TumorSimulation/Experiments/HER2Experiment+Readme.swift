extension HER2Experiment {
  /// What the folder holds and what the commands make of it.
  static func readme(seed: UInt64) -> String {
    """
    Synthetic data: no row in this folder comes from a well or a patient.

    # Plates and patients modelled on the HER2 study

    """
  }
}
