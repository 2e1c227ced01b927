import FuzzSupport

/// A study of several samples whose calls are the input.
struct VCFTarget: ~Copyable {
  private let calls = MemoryFile()
  private let sheet: MemoryFile

  init() {
    let lines = [
      "patient,sample,role,day,sex,mutations",
      "P1,S1,primary,0,XX,\(calls.path)",
      "P1,S2,metastasis,90,,\(calls.path)",
      "P1,N1,normal,,,\(calls.path)",
      "P2,TUMOR,primary,,XY,\(calls.path)",
      "P2,NORMAL,normal,,,\(calls.path)",
    ]
    sheet = MemoryFile(lines.joined(separator: "\n") + "\n")
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    calls.write(start, count)
    StudyUse.read(sheet: sheet.path, size: count)
  }
}

private nonisolated(unsafe) var target = VCFTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
