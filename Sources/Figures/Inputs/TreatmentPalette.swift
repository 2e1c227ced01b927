/// The colours of treatments: tints that no call has, and the same for a class in every figure.
enum TreatmentPalette {
  private static let known = [
    "aromatase_inhibitor": "#DCE6F0", "serm": "#F6E7C4", "serd": "#E3D2AF",
    "cdk46_inhibitor": "#D8CBEA", "her2_tki": "#BFE0CB", "chemotherapy": "#F3CDBF",
  ]
  private static let others = ["#C8DDE0", "#E6C9D8", "#D5DEB8", "#C9C9DD", "#EAD9CF", "#CFCFCF"]

  /// A class's colour. Agents and classes are written beside the bars, too.
  static func color(_ kind: String) -> String {
    if let color = known[kind] { return color }
    // A class keeps its tint whatever other classes there are.
    return others[kind.utf8.reduce(0) { $0 + Int($1) } % others.count]
  }
}
