import Glibc

extension SpecialFunctions {
  /// The digamma function `ψ(x)`, the derivative of `ln Γ(x)`.
  ///
  /// By its asymptotic series from 12 on and the recurrence `ψ(x) = ψ(x + 1) − 1/x` below; to about
  /// 1e-13.
  ///
  /// - Parameter argument: Above 0.
  public static func digamma(_ argument: Double) -> Double {
    var (x, shift) = (argument, 0.0)
    while x < 12 {
      shift -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    let series =
      square
      * (1.0 / 12 - square
        * (1.0 / 120 - square
          * (1.0 / 252 - square * (1.0 / 240 - square * (1.0 / 132)))))
    return shift + log(x) - 0.5 / x - series
  }
}
