extension Sequence where Element: Hashable {
  /// Each element once, as first met.
  package var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
