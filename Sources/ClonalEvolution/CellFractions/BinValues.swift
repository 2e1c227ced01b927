/// A value for each range of sub-clonal fractions; there are no more than eight.
typealias BinValues = SIMD8<Double>
