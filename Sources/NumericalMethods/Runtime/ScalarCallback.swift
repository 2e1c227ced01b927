import CGSL

/// Carries a Swift function of one number through a C function pointer.
///
/// A C function pointer captures nothing, so the object travels as the routine's parameter. The first
/// error is kept, the routine sees `nan` from then on, and ``rethrow()`` hands the error over.
final class ScalarCallback {
  private let body: (Double) throws -> Double
  private var failure: (any Error)?
  /// Whether the function ever returned `nan`.
  private(set) var sawNaN = false

  private init(_ body: @escaping (Double) throws -> Double) {
    self.body = body
  }

  private func value(at x: Double) -> Double {
    guard failure == nil else { return .nan }
    do {
      let value = try body(x)
      // Log-likelihoods are -inf outside their support; the library wants finite numbers.
      if value == .infinity { return .greatestFiniteMagnitude }
      if value == -.infinity { return -.greatestFiniteMagnitude }
      if value.isNaN { sawNaN = true }
      return value
    } catch {
      failure = error
      return .nan
    }
  }

  /// Throws the error that the function threw, if any.
  func rethrow() throws {
    if let failure { throw failure }
  }

  /// Runs a routine on a function; an error of the function goes before any status of the routine.
  static func with<Result>(
    _ body: (Double) throws -> Double,
    _ run: (UnsafeMutablePointer<gsl_function>, ScalarCallback) throws -> Result
  ) throws -> Result {
    precondition(GSLRuntime.isPrepared)
    return try withoutActuallyEscaping(body) { body in
      let callback = ScalarCallback(body)
      return try withExtendedLifetime(callback) {
        var function = gsl_function(
          function: { x, context in
            guard let context else { return .nan }
            return Unmanaged<ScalarCallback>.fromOpaque(context).takeUnretainedValue().value(at: x)
          }, params: Unmanaged.passUnretained(callback).toOpaque())
        do {
          let result = try run(&function, callback)
          try callback.rethrow()
          return result
        } catch {
          try callback.rethrow()
          throw error
        }
      }
    }
  }
}
