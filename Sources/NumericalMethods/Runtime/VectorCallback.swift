import CGSL

/// Carries a Swift function of several numbers through C function pointers.
///
/// See ``ScalarCallback`` for what happens to errors.
final class VectorCallback {
  private let body: ([Double]) throws -> Double
  private var failure: (any Error)?

  private init(_ body: @escaping ([Double]) throws -> Double) { self.body = body }

  /// The value at a point, or `nan` after an error.
  func value(at point: UnsafePointer<gsl_vector>?) -> Double {
    guard failure == nil, let point else { return .nan }
    do {
      let value = try body(array(point))
      return value == .infinity ? .greatestFiniteMagnitude : value
    } catch {
      failure = error
      return .nan
    }
  }

  /// Throws the error that a function threw, if any.
  func rethrow() throws {
    if let failure { throw failure }
  }

  /// Runs a routine with the callback as its context.
  static func with<Result>(
    _ body: ([Double]) throws -> Double, _ run: (UnsafeMutableRawPointer) throws -> Result
  ) throws -> Result {
    precondition(GSLRuntime.isPrepared)
    return try withoutActuallyEscaping(body) { body in
      let callback = VectorCallback(body)
      return try withExtendedLifetime(callback) {
        do {
          let result = try run(Unmanaged.passUnretained(callback).toOpaque())
          try callback.rethrow()
          return result
        } catch {
          try callback.rethrow()
          throw error
        }
      }
    }
  }

  /// The callback behind a routine's parameter.
  static func from(_ context: UnsafeMutableRawPointer?) -> VectorCallback? {
    context.map { Unmanaged<VectorCallback>.fromOpaque($0).takeUnretainedValue() }
  }
}

/// Copies a vector out of the library's memory.
func array(_ vector: UnsafePointer<gsl_vector>) -> [Double] {
  (0..<vector.pointee.size).map { gsl_vector_get(vector, $0) }
}

/// Calls a body with a vector that looks at an array's storage.
func withVector<Result>(
  _ values: [Double], _ body: (UnsafeMutablePointer<gsl_vector>) throws -> Result
) rethrows -> Result {
  var values = values
  return try values.withUnsafeMutableBufferPointer { buffer in
    var vector = gsl_vector(
      size: buffer.count, stride: 1, data: buffer.baseAddress, block: nil, owner: 0)
    return try body(&vector)
  }
}
