import FuzzSupport
@testable import DelimitedText
@testable import Studies

/// A study sheet that is the input, and the study that it describes.
///
/// Whatever paths the input names, small tables in memory are read in their place: a fuzzer must
/// not wander through the machine.
struct SheetTarget: ~Copyable {
  private let sheet = MemoryFile()
  private let mutations: MemoryFile
  private let segments: MemoryFile
  private let regions: MemoryFile

  init() {
    mutations = MemoryFile(
      "Chromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2\tTumor_Sample_Barcode"
        + "\tt_ref_count\tt_alt_count\n1\t1\tC\tT\tS1\t30\t12\n17\t7577538\tC\tT\tS2\t30\t12\n"
        + "X\t2147483647\tC\tT\tS2\t2147483640\t7\n17\t9\t-\tACGT\tS3\t2\t7\n")
    segments = MemoryFile("chromosome\tstart\tend\tmajor_cn\tminor_cn\n17\t1\t40000000\t2\t1\n")
    regions = MemoryFile("17\t0\t40000000\n")
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    sheet.write(start, count)
    do throws(InputErrors) {
      let read = try SampleSheetReader.read(path: sheet.path)
      let rows = read.rows.map { row in
        var row = row
        row.mutations = place(row.mutations, mutations)
        row.segments = place(row.segments, segments)
        row.targets = place(row.targets, regions)
        (row.alignment, row.germline) = (nil, nil)
        return row
      }
      let safe = SampleSheet(path: read.path, rows: rows, warnings: read.warnings)
      _ = SheetFindings(sheet: safe).findings()
      StudyUse.use(try StudyReader.read(safe, options: ReadOptions()))
    } catch {
      StudyUse.judge(error)
    }
  }

  private func place(_ named: [NamedPath], _ file: borrowing MemoryFile) -> [NamedPath] {
    var places: [NamedPath] = []
    for one in named {
      if let place = place(one, file) { places.append(place) }
    }
    return places
  }

  private func place(_ named: NamedPath?, _ file: borrowing MemoryFile) -> NamedPath? {
    guard let named else { return nil }
    return NamedPath(
      path: file.path, written: named.written, column: named.column, location: named.location,
      source: named.source)
  }
}

private nonisolated(unsafe) var target = SheetTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
