import DelimitedText
import GenomicFiles
import HTSlib

/// A file of a folder, as what it holds says it is.
struct FoundFile {
  /// What a file tells of samples.
  enum Kind {
    /// A MAF, a table of counts, or a VCF or BCF.
    case mutations
    case alignment
    case segments
    case purity
    case targets
    /// A study sheet.
    case sheet
    /// A file that is not used, and why.
    case unused(String)
  }

  /// The path below the folder.
  let name: String
  /// The paths of all files of calls, where a caller writes several for a sample.
  private(set) var names: [String]
  let kind: Kind
  /// The samples that it names; empty where it names none.
  var samples: [String] = []
  /// Those of ``samples`` that it calls normal.
  var normals: Set<String> = []

  /// Tables above this size, in bytes, are looked at only if they are mutation tables.
  private static let largestTable = 64 << 20
  /// Names of columns that are the same in every file of some callers.
  private static let usualNames: Set<String> = [
    "tumor", "tumour", "normal", "dna_tumor", "dna_tumour", "dna_normal", "rna_tumor", "rna_tumour",
  ]

  private init(_ name: String, _ kind: Kind, samples: [String] = [], normals: Set<String> = []) {
    (self.name, names, self.kind) = (name, [name], kind)
    (self.samples, self.normals) = (samples, normals)
  }

  /// Looks at a file; `nil` for one that a study has no use for.
  ///
  /// - Parameters:
  ///   - name: The path below the folder.
  ///   - folder: The folder with its slash.
  ///   - size: The file's size, in bytes.
  init?(_ name: String, in folder: String, size: Int) {
    let path = folder + name
    let plain = Self.withoutPacking(name.lowercased())
    func ends(_ endings: String...) -> Bool { endings.contains(where: plain.hasSuffix) }
    if ends(".bam", ".cram", ".sam") {
      self = Self.alignment(name, path)
    } else if ends(".vcf", ".bcf") {
      self = Self.calls(name, path)
      if case .mutations = kind, let refusal = self.path.refusal {
        self = FoundFile(name, .unused(refusal))
      }
    } else if ends(".bed") {
      self.init(name, .targets)
    } else if ends(".maf", ".tsv", ".txt", ".csv", ".seg", ".cns", ".segtab", ".cncf", ".tab") {
      guard let table = Self.table(name, path, size) else { return nil }
      self = table
    } else {
      return nil
    }
  }

  /// Whether the file holds calls or reads, so that its samples have rows of their own.
  var isOfReads: Bool {
    switch kind {
    case .mutations, .alignment: true
    default: false
    }
  }

  /// What the path tells.
  var path: CallFileName {
    let plain = Self.withoutPacking(name)
    return CallFileName(FilePath.folder(plain) + FilePath.stem(plain))
  }

  /// The files, those of one sample that have its substitutions and its indels as one.
  static func joined(_ files: [FoundFile]) -> [FoundFile] {
    var joined: [FoundFile] = []
    var places: [String: Int] = [:]
    for file in files {
      guard case .mutations = file.kind, let part = file.path.part else {
        joined.append(file)
        continue
      }
      let key = ([file.path.whole] + file.samples).joined(separator: "\n")
      if let place = places[key], joined[place].names.count == 1,
        let other = joined[place].path.part, other != part
      {
        joined[place].names.append(file.name)
        // Substitutions first, as they are spoken of.
        if other == .indels { joined[place].names.reverse() }
      } else {
        places[key] = joined.count
        joined.append(file)
      }
    }
    return joined
  }

  private static func withoutPacking(_ name: String) -> String {
    for ending in [".gz", ".bgz"] where name.hasSuffix(ending) {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  private static func alignment(_ name: String, _ path: String) -> FoundFile {
    do throws(HTSError) {
      return FoundFile(name, .alignment, samples: try AlignmentHeader(path: path).sampleNames)
    } catch {
      return FoundFile(name, .unused(error.detail))
    }
  }

  private static func calls(_ name: String, _ path: String) -> FoundFile {
    do throws(InputErrors) {
      var probe = try LineReader(path: path, expected: "a VCF or BCF")
      let isText = try !probe.begins(with: "BCF")
      var lines = try CallFileReader(CallFile(path: path, column: "", isText: isText))
      var normals: Set<String> = []
      while let line = try lines.line(), line.hasPrefix("#") {
        let mark = "##normal_sample="
        if line.hasPrefix(mark) { normals.insert(String(line.dropFirst(mark.count))) }
        guard line.hasPrefix("#CHROM") else { continue }
        let columns = line.split(separator: "\t").dropFirst(9).map(String.init)
        let named = columns.filter { !usualNames.contains($0.lowercased()) }
        return FoundFile(name, .mutations, samples: named, normals: normals)
      }
      return FoundFile(name, .unused("has no line of columns"))
    } catch {
      return FoundFile(name, .unused(error.errors.first?.words ?? "cannot be read"))
    }
  }

  private static func table(_ name: String, _ path: String, _ size: Int) -> FoundFile? {
    guard let names = header(path) else { return nil }
    if names.contains("hugo_symbol") || names.contains("tumor_sample_barcode"),
      let column = names.firstIndex(of: "tumor_sample_barcode"), names.contains("chromosome")
    {
      let hasCounts = names.contains { ["t_alt_count", "t_depth", "t_var_count"].contains($0) }
      guard hasCounts else {
        return FoundFile(name, .unused("a MAF without t_alt_count and t_ref_count"))
      }
      return FoundFile(name, .mutations, samples: texts(path, column: column))
    }
    if Set(names).isSuperset(of: ["patient", "sample", "role"]) { return FoundFile(name, .sheet) }
    let isCounts = Set(names).isSuperset(of: ["sample", "position", "depth", "alt_count", "gene"])
    if isCounts, let column = names.firstIndex(of: "sample") {
      return FoundFile(name, .mutations, samples: texts(path, column: column))
    }
    guard size <= largestTable, let table = SegmentReader.table(path) else { return nil }
    if let samples = SegmentReader.samples(of: table) {
      return FoundFile(name, .segments, samples: samples)
    }
    if let refusal = SegmentReader.refusal(of: table) { return FoundFile(name, .unused(refusal)) }
    guard PurityTool(columns: table.names) != nil,
      !table.names.contains(where: { $0.hasPrefix("start") })
    else { return nil }
    let column = table.column("sample", "sample_id", "array")
    return FoundFile(
      name, .purity,
      samples: column.map { column in table.rows.map { $0.field(column).text } } ?? [])
  }

  /// The names of a tab- or comma-separated header line, in lower case.
  private static func header(_ path: String) -> [String]? {
    guard var lines = try? LineReader(path: path, expected: "", capacity: 1 << 14) else {
      return nil
    }
    while let line = try? lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { continue }
      let delimiter = DelimitedLine.delimiter(of: line, isSemicolonAllowed: true)
      return line.split(separator: delimiter, omittingEmptySubsequences: false)
        .map { Bytes(rebasing: $0).trimmed.string.lowercased().filter { $0 != "\"" } }
    }
    return nil
  }

  /// The different texts of a column of a tab-separated table, in their order.
  private static func texts(_ path: String, column: Int) -> [String] {
    guard var lines = try? LineReader(path: path, expected: "") else { return [] }
    var (found, seen): ([String], Set<String>) = ([], [])
    var isHeader = true
    while let line = try? lines.next() {
      if line.trimmed.isEmpty || line.first == UInt8(ascii: "#") { continue }
      if isHeader {
        isHeader = false
        continue
      }
      let fields = line.split(
        separator: 0x09, maxSplits: column + 1, omittingEmptySubsequences: false)
      guard column < fields.count else { continue }
      let text = Bytes(rebasing: fields[column]).trimmed.string
      if !text.isEmpty, seen.insert(text).inserted { found.append(text) }
    }
    return found
  }
}
