/// Which folders of a module name types of which other folders.
struct FolderGraph {
  /// One folder that names types of another.
  struct Edge: Hashable {
    let from: String
    let to: String
  }

  /// A few of the names behind each edge.
  private(set) var names: [Edge: Set<String>] = [:]
  private var followers: [String: Set<String>] = [:]

  /// Builds the graph.
  ///
  /// A name that several folders declare stands for neither.
  init(_ files: [(folder: String, text: SourceText)]) {
    var homes: [String: Set<String>] = [:]
    for file in files {
      for type in file.text.declaredTypes { homes[type, default: []].insert(file.folder) }
    }
    for file in files {
      for name in file.text.names {
        guard let home = homes[name], home.count == 1, let other = home.first,
          other != file.folder
        else { continue }
        names[Edge(from: file.folder, to: other), default: []].insert(name)
        followers[file.folder, default: []].insert(other)
      }
    }
  }

  /// The folders that a folder names.
  func targets(of folder: String) -> Set<String> { followers[folder] ?? [] }

  /// The edges that lie on a circle, with the types behind them.
  var circles: [String] {
    names.filter { reaches($0.key.to, $0.key.from) }
      .sorted { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }
      .map { "\($0.key.from) -> \($0.key.to): \($0.value.sorted().joined(separator: ", "))" }
  }

  private func reaches(_ start: String, _ goal: String) -> Bool {
    var seen: Set<String> = []
    var next = [start]
    while let folder = next.popLast() {
      if folder == goal { return true }
      guard seen.insert(folder).inserted else { continue }
      next += followers[folder] ?? []
    }
    return false
  }
}
