import CGSL

/// Products of matrices whose rows lie one after the other, by the CBLAS that is linked.
///
/// One thread each, so that a product has the same bytes however many threads the caller has.
public enum MatrixProduct {
  /// How a factor is read.
  public enum Form: Sendable {
    /// As it lies.
    case plain
    /// With rows and columns exchanged.
    case transposed

    fileprivate var code: CBLAS_TRANSPOSE { self == .plain ? CblasNoTrans : CblasTrans }
  }

  /// The sizes of a product of a `rows` × `inner` and an `inner` × `columns` matrix, as they are read.
  public struct Shape: Sendable {
    let rows: Int
    let inner: Int
    let columns: Int

    /// Takes the sizes.
    public init(rows: Int, inner: Int, columns: Int) {
      (self.rows, self.inner, self.columns) = (rows, inner, columns)
    }
  }

  /// Writes the product of two matrices.
  ///
  /// - Parameters:
  ///   - shape: The sizes; nothing is written where one is 0.
  ///   - first: The left factor.
  ///   - firstForm: How it is read; a transposed one lies as `inner` × `rows`.
  ///   - second: The right factor.
  ///   - secondForm: How it is read; a transposed one lies as `columns` × `inner`.
  ///   - result: Room for `rows` × `columns` numbers.
  /// - Complexity: O(`rows` × `inner` × `columns`).
  public static func multiply(
    _ shape: Shape, _ first: UnsafePointer<Double>, _ firstForm: Form = .plain,
    _ second: UnsafePointer<Double>, _ secondForm: Form = .plain,
    into result: UnsafeMutablePointer<Double>
  ) {
    guard let sizes = Sizes(shape, firstForm, secondForm) else { return }
    cblas_dgemm(
      CblasRowMajor, firstForm.code, secondForm.code, sizes.rows, sizes.columns, sizes.inner, 1,
      first, sizes.firstStride, second, sizes.secondStride, 0, result, sizes.columns)
  }

  /// Writes the product of two matrices in single precision.
  public static func multiply(
    _ shape: Shape, _ first: UnsafePointer<Float>, _ firstForm: Form = .plain,
    _ second: UnsafePointer<Float>, _ secondForm: Form = .plain,
    into result: UnsafeMutablePointer<Float>
  ) {
    guard let sizes = Sizes(shape, firstForm, secondForm) else { return }
    cblas_sgemm(
      CblasRowMajor, firstForm.code, secondForm.code, sizes.rows, sizes.columns, sizes.inner, 1,
      first, sizes.firstStride, second, sizes.secondStride, 0, result, sizes.columns)
  }

  private struct Sizes {
    let rows: Int32
    let inner: Int32
    let columns: Int32
    let firstStride: Int32
    let secondStride: Int32

    /// `nil` where there is nothing to multiply.
    init?(_ shape: Shape, _ first: Form, _ second: Form) {
      guard GSLRuntime.isPrepared, min(shape.rows, shape.inner, shape.columns) > 0 else {
        return nil
      }
      rows = Int32(shape.rows)
      inner = Int32(shape.inner)
      columns = Int32(shape.columns)
      firstStride = first == .plain ? inner : rows
      secondStride = second == .plain ? columns : inner
    }
  }
}
