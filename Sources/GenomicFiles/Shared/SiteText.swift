package import TumorModel

/// How a site is named in messages.
package enum SiteText {
  /// Such as `17:37880220 T>C` or `20:1148 ->TAT`.
  package static func words(_ variant: Variant) -> String {
    let reference = variant.reference.isEmpty ? "-" : variant.reference
    let alternate = variant.alternate.isEmpty ? "-" : variant.alternate
    return "\(variant.chromosome):\(variant.position) \(reference)>\(alternate)"
  }
}
