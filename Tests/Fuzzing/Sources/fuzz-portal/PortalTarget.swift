import Foundation
import FuzzSupport

/// The folder of a cBioPortal study whose files are the input.
///
/// A line `==> NAME` begins a file, as `head` writes them; what stands before the first such line is
/// the table of samples. Names that such a folder does not have are passed over.
struct PortalTarget: ~Copyable {
  private static let names = [
    "meta_study.txt", "meta_clinical_sample.txt", "meta_mutations.txt", "data_clinical_sample.txt",
    "data_clinical_patient.txt", "data_timeline_specimen.txt", "data_mutations.txt",
    "mutations.maf",
    "data_gene_panel_matrix.txt", "data_gene_panel_P1.txt", "data_cna.seg",
    "assay_information.txt", "genomic_information.txt", "case_lists/cases_sequenced.txt",
  ]

  private let folder = MemoryFolder()

  init() { folder.makeFolder("case_lists") }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let bytes = Data(UnsafeBufferPointer(start: start, count: count))
    // No meta file may name a file elsewhere: a fuzzer must not wander through the machine.
    if bytes.range(of: Data("..".utf8)) != nil { return }
    var files = ["data_clinical_sample.txt": Data()]
    var name = "data_clinical_sample.txt"
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "==> ".utf8) {
        name = String(decoding: line.dropFirst(4), as: UTF8.self)
        files[name] = Data()
        continue
      }
      files[name, default: Data()].append(contentsOf: line)
      files[name, default: Data()].append(0x0A)
    }
    for name in Self.names { folder.write(name, files[name]) }
    StudyUse.read(sheet: folder.path, size: count)
  }
}

private nonisolated(unsafe) var target = PortalTarget()

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
