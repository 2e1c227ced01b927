/// How the cancer cell fractions of sub-clones are spread.
public enum CloneSizes: String, Hashable, Sendable, CaseIterable {
  /// Uniform in the logarithm.
  case logUniform
  /// Uniform.
  case uniform
  /// Half log-uniform, half beta with mean 0.4.
  case mixed
}
