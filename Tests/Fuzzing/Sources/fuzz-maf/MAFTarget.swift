import FuzzSupport

/// A study of several samples whose mutation table is the input.
struct MAFTarget: ~Copyable {
  private let table = MemoryFile()
  private let segments: MemoryFile
  private let regions: MemoryFile
  private let sheet: MemoryFile

  init() {
    segments = MemoryFile(
      "chromosome\tstart\tend\tmajor_cn\tminor_cn\n17\t1\t40000000\t2\t1\nX\t1\t2147483647\t1.4\t0\n"
    )
    regions = MemoryFile("17\t0\t40000000\nchrX\t5\t900\n")
    let lines = [
      "patient,sample,role,day,sex,duplication,mutations,segments,targets",
      "P1,S1,primary,0,XX,1,\(table.path),\(segments.path),\(regions.path)",
      "P1,S2,metastasis,90,,1,\(table.path),,",
      "P1,S3,plasma,90,,7.5,\(table.path),,\(regions.path)",
      "P2,S4,primary,,XY,1e6,\(table.path),,",
      "P2,S5,recurrence,,,1,\(table.path),,",
      "P2,N1,normal,,,1,,,",
      "P3,N2,normal,,,1,\(table.path),,",
    ]
    sheet = MemoryFile(lines.joined(separator: "\n") + "\n")
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    table.write(start, count)
    StudyUse.read(sheet: sheet.path, size: count)
  }
}

private nonisolated(unsafe) var target = MAFTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
