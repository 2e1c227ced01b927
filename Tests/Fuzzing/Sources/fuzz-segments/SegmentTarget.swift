import FuzzSupport

/// A study of two samples whose copy numbers are the input.
struct SegmentTarget: ~Copyable {
  private let segments = MemoryFile()
  private let mutations: MemoryFile
  private let sheet: MemoryFile

  init() {
    var rows = [
      "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2"
        + "\tTumor_Sample_Barcode\tt_ref_count\tt_alt_count"
    ]
    for (chromosome, position) in [
      ("1", 1), ("1", 65_565), ("17", 1), ("17", 37_880_981), ("X", 2_147_483_647), ("Y", 77),
      ("chrUn", 9),
    ] {
      rows += ["S1", "S2"].map { "G\t\(chromosome)\t\(position)\tC\tT\t\($0)\t30\t12" }
    }
    mutations = MemoryFile(rows.joined(separator: "\n") + "\n")
    sheet = MemoryFile(
      "patient,sample,role,mutations,segments\nP,S1,primary,\(mutations.path),\(segments.path)\n"
        + "P,S2,plasma,\(mutations.path),\(segments.path)\n")
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    segments.write(start, count)
    StudyUse.read(sheet: sheet.path, size: count)
  }
}

private nonisolated(unsafe) var target = SegmentTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
