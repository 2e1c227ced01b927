import DelimitedText
import GenomicFiles
import Glibc

/// The names in a cBioPortal study folder, and what its meta files say of them.
struct PortalCatalog {
  let folder: String
  /// The names in the folder, sorted.
  let names: [String]
  private let metas: [PortalMeta]
  /// Files that were not taken because another of their kind was.
  private(set) var warnings: [Warning] = []

  init(_ folder: String) throws(InputErrors) {
    self.folder = folder
    names = Self.names(in: folder)
    var metas: [PortalMeta] = []
    for name in names
    where name.hasPrefix("meta_") && name.hasSuffix(".txt") && name != PortalFiles.studyName {
      metas.append(try PortalMeta(path: folder + "/" + name))
    }
    self.metas = metas
  }

  /// The files that meta files of a kind name.
  func told(
    _ alteration: String, _ datatype: String? = nil, stableID: String? = nil
  ) -> [NamedPath] {
    metas.filter {
      $0.tells(alteration, datatype) && (stableID == nil || $0["stable_id"] == stableID)
    }
    .compactMap { $0.dataFile(in: folder) }
  }

  /// The files whose names begin and end so.
  func named(_ start: String, _ ends: [String] = [".txt", ".tsv"]) -> [NamedPath] {
    names.filter { name in name.hasPrefix(start) && ends.contains { name.hasSuffix($0) } }
      .map(file)
  }

  /// A file of the folder.
  func file(_ name: String) -> NamedPath {
    NamedPath(
      path: folder + "/" + name, written: name, column: "file",
      location: TextLocation(path: folder), source: "")
  }

  /// The first of the files that meta files tell or, where none does, of those of usual names, with a
  /// warning about others of its kind.
  mutating func one(_ told: [NamedPath], _ named: [NamedPath]) -> NamedPath? {
    let files = told.isEmpty ? named : told
    guard let first = files.first else { return nil }
    let others = files.dropFirst().filter { $0.path != first.path }
    if !others.isEmpty {
      warnings.append(
        Warning(
          "not read beside \(first.written): \(listing(others.map(\.written)))",
          at: TextLocation(path: folder)))
    }
    return first
  }

  /// The names of a folder that do not begin with a dot, sorted.
  static func names(in folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted()
  }
}
