import FuzzSupport

/// A study of two samples whose assay's regions are the input.
struct RegionTarget: ~Copyable {
  private let regions = MemoryFile()
  private let mutations: MemoryFile
  private let sheet: MemoryFile

  init() {
    mutations = MemoryFile(
      "Chromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode"
        + "\tt_ref_count\tt_alt_count\n1\t1\tC\tT\tS1\t30\t12\n17\t7577538\tC\tT\tS2\t30\t12\n"
        + "X\t2147483647\tC\tT\tS2\t30\t12\n")
    sheet = MemoryFile(
      "patient,sample,role,mutations,targets\nP,S1,primary,\(mutations.path),\(regions.path)\n"
        + "P,S2,plasma,\(mutations.path),\(regions.path)\n")
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    regions.write(start, count)
    StudyUse.read(sheet: sheet.path, size: count)
  }
}

private nonisolated(unsafe) var target = RegionTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
