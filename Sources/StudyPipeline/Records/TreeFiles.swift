import Results

/// The trees of patients in the notations of other programs.
enum TreeFiles {
  static let newick = "trees.nwk"
  static let graph = "trees.dot"
  static let document = "trees.json"

  /// What begins the document, whose trees follow patient by patient.
  static let documentStart = "{\n\"histories\": ["

  /// What ends the document: the numbers of all patients.
  static func documentEnd(_ found: TreesSummary) -> String {
    "\n],\n\"patients\": \(found.patients),\n\"mutations\": \(found.mutations),\n"
      + "\"clones\": \(found.clones)\n}\n"
  }

  /// What is in a graph's first lines.
  static let graphMark = "// clone trees of metachron\n"

  /// Edges with less probability are not drawn, unless they are in the consensus tree.
  private static let least = 0.05

  /// The trees of the 90 % set in Newick's notation, one per line, each after its patient and probability in
  /// brackets.
  static func newick(_ histories: [CloneHistory]) -> String {
    var text = ""
    for history in histories {
      for (rank, tree) in history.trees.prefix(history.credible).enumerated() {
        text +=
          "[patient=\(bracketed(history.patient)) rank=\(rank + 1) probability=\(tree.probability)]"
          + "\(tree.newick)\n"
      }
    }
    return text
  }

  /// What begins a file of graphs.
  static func graphStart(isSynthetic: Bool) -> String {
    (isSynthetic ? "// synthetic data\n" : "") + graphMark
  }

  /// One directed graph per patient in Graphviz' DOT: the consensus tree with the probabilities of its edges,
  /// other likely edges dashed.
  static func graph(_ histories: [CloneHistory]) -> String {
    var text = ""
    for history in histories {
      text += "digraph \(quoted(history.patient)) {\n  0 [label=\"root\"];\n"
      for clone in history.clones { text += "  \(clone) [label=\"clone \(clone)\"];\n" }
      for edge in history.edges where edge.isInConsensus || edge.probability >= least {
        let style = edge.isInConsensus ? "" : ", style=dashed"
        let probability = (edge.probability * 100).rounded() / 100
        text += "  \(edge.parent) -> \(edge.child) [label=\"\(probability)\"\(style)];\n"
      }
      for clone in history.unplaced {
        text += "  \(clone.clone) [label=\"clone \(clone.clone), unplaced\", style=dashed];\n"
      }
      text += "}\n"
    }
    return text
  }

  private static func bracketed(_ text: String) -> String {
    String(text.map { "[]\n\r".contains($0) ? "_" : $0 })
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}
