/// A rooted tree of a patient's clones.
///
/// Its root is the normal cells from which all clones come; a clone's parent is another clone or that root.
public struct CloneTree: Hashable, Sendable {
  /// The parent of clones that come from normal cells directly.
  public static let normal = -1

  /// The parent of each clone, by its place among the patient's clones; ``normal`` under the root.
  public let parents: [Int]

  /// Takes the parent of each clone.
  ///
  /// - Returns: `nil` where a parent is no clone, or clones are their own ancestors.
  public init?(parents: [Int]) {
    for clone in parents.indices {
      var (place, steps) = (clone, 0)
      while place != Self.normal {
        guard parents.indices.contains(place), steps <= parents.count else { return nil }
        place = parents[place]
        steps += 1
      }
    }
    self.parents = parents
  }

  /// The number of clones.
  public var count: Int { parents.count }

  /// The clones whose parent is a clone, or the root, by rising place.
  public func children(of parent: Int) -> [Int] {
    parents.indices.filter { parents[$0] == parent }
  }

  /// Whether one clone's cells descend from another's; no clone is its own ancestor.
  public func isAncestor(_ ancestor: Int, of clone: Int) -> Bool {
    var place = parents[clone]
    while place != Self.normal {
      if place == ancestor { return true }
      place = parents[place]
    }
    return false
  }
}
