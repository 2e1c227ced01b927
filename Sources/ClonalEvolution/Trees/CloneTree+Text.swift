extension CloneTree {
  /// Takes parents that are known to make a tree.
  init(known parents: [Int]) { self.parents = parents }

  /// The tree without clones.
  static let empty = CloneTree(known: [])

  /// The tree in Newick's notation, such as `((2,3)1)0;`.
  ///
  /// - Parameter name: The name of a clone by its place; of the root for `nil`.
  public func newick(_ name: (Int?) -> String) -> String {
    func text(_ place: Int) -> String {
      let children = children(of: place).map(text)
      let inner = children.isEmpty ? "" : "(" + children.joined(separator: ",") + ")"
      return inner + name(place == Self.normal ? nil : place)
    }
    return text(Self.normal) + ";"
  }
}
