package import TumorModel

extension FunctionalClass {
  /// The class in words, such as `loss of function`.
  package var words: String { rawValue.replacing("_", with: " ") }
}

extension MutationClass {
  /// The class in words, such as `activating`.
  package var words: String { rawValue.replacing("_", with: " ") }
}
