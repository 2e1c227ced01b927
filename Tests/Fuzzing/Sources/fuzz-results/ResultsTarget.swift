import Dispatch
import Foundation
import FuzzSupport
@testable import Commands
@testable import Results
@testable import StudyPipeline

/// A folder of results, and of their cohort, in whose files the input changes fields.
///
/// Each line of the input is one change: a letter for the file, a character for the line, one for the
/// field, and what to write there. The seals are made to fit, so that readers look at the fields.
struct ResultsTarget: ~Copyable {
  /// A file as the run wrote it.
  private struct Whole {
    let name: String
    /// The lines' fields; those of JSON are what stands before and after the first colon.
    let lines: [[Data]]
    let separator: UInt8
    let checksum: String
    /// The file that holds the checksum.
    let seal: String?

    var bytes: Data { Self.bytes(lines, separator) }

    static func bytes(_ lines: [[Data]], _ separator: UInt8) -> Data {
      Data(lines.map { Data($0.joined(separator: [separator])) }.joined(separator: [0x0A]))
    }
  }

  /// Statuses that readers of damaged results may end with: done, an analysis that fails, an option
  /// that names nothing, wrong data, and a file that is missing.
  private static let allowed: Set<Int32> = [0, 1, 64, 65, 66]

  private let folder = MemoryFolder()
  private var files: [Whole] = []
  private var results: String { folder.path + "/results" }

  init() {
    write()
    let run = [
      "run", folder.path + "/samples.csv", "-o", results, "--genes", "ERBB2,G0", "-q", "--threads",
      "1",
    ]
    precondition(Self.wait { await Metachron.start(run) } == 0, "the study cannot be run")
    let sealed =
      ResultTables.ofResults.map { ($0.fileName, Manifest.fileName) }
      + [(ResultTables.summary, Manifest.fileName)]
      + ResultTables.ofCohort.map { ("cohort/" + $0.fileName, "cohort/" + CohortSummary.fileName) }
    for (name, seal) in sealed + [
      (Manifest.fileName, nil), ("cohort/" + CohortSummary.fileName, nil),
    ]
      as [(String, String?)]
    {
      add(name, seal: seal)
    }
  }

  private mutating func add(_ name: String, seal: String?) {
    guard let bytes = FileManager.default.contents(atPath: "\(results)/\(name)"),
      let checksum = try? SHA256.checksum(ofFile: "\(results)/\(name)")
    else { preconditionFailure("the run has written no \(name)") }
    let separator = UInt8(ascii: name.hasSuffix(".json") ? ":" : "\t")
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.split(
        separator: separator, maxSplits: name.hasSuffix(".json") ? 1 : .max,
        omittingEmptySubsequences: false
      ).map { Data($0) }
    }
    files.append(
      Whole(name: name, lines: lines, separator: separator, checksum: checksum, seal: seal))
  }

  /// A study of three patients; one has a single sample.
  private func write() {
    var rows = [
      "Hugo_Symbol\tChromosome\tStart_Position\tReference_Allele\tTumor_Seq_Allele2"
        + "\tVariant_Classification\tHGVSp_Short\tTumor_Sample_Barcode\tt_ref_count\tt_alt_count"
    ]
    var sheet = ["patient,sample,role,day,purity,sex,mutations"]
    for patient in ["P1", "P2", "P3"] {
      let samples = patient == "P3" ? ["T"] : ["T", "M"]
      for sample in samples {
        sheet.append(
          "\(patient),\(patient)-\(sample),\(sample == "T" ? "primary,0" : "metastasis,300"),0.7,"
            + "female,calls.maf")
        for site in 0..<4 {
          rows.append(
            "S\(site)\t1\t\(2_000_000 * (site + 1))\tC\tT\tMissense_Mutation\t\t\(patient)-\(sample)"
              + "\t80\t\(30 + site)")
        }
        rows.append(
          "ERBB2\t17\t37880220\tT\tC\tMissense_Mutation\tp.L755S\t\(patient)-\(sample)\t"
            + (sample == "T" ? "200\t0" : "120\t60"))
        rows.append(
          "G0\t3\t7000000\tC\tT\tMissense_Mutation\tp.A1B\t\(patient)-\(sample)\t160\t40")
      }
    }
    folder.write("samples.csv", Data((sheet.joined(separator: "\n") + "\n").utf8))
    folder.write("calls.maf", Data((rows.joined(separator: "\n") + "\n").utf8))
  }

  func run(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let input = UnsafeBufferPointer(start: start, count: count)
    var changed: [Int: [[Data]]] = [:]
    for edit in input.split(separator: 0x0A).prefix(8) where edit.count >= 3 {
      let bytes = Array(edit)
      let file = Int(bytes[0]) % files.count
      var lines = changed[file] ?? files[file].lines
      let line = Int(bytes[1]) % lines.count
      let field = Int(bytes[2]) % (lines[line].count + 2)
      // Beyond the fields: the line comes twice, or goes.
      if field == lines[line].count {
        lines.insert(lines[line], at: line)
      } else if field > lines[line].count {
        lines.remove(at: line)
      } else {
        lines[line][field] = Data(bytes[3...])
      }
      if !lines.isEmpty { changed[file] = lines }
    }
    replace(changed)
    read(count)
    replace(changed.mapValues { _ in nil })
  }

  /// Writes files with changes, or whole again where there are none, and makes their seals fit.
  private func replace(_ changed: [Int: [[Data]]?]) {
    var checksums: [String: [(String, String)]] = [:]
    for (index, lines) in changed {
      let file = files[index]
      let name = "results/" + file.name
      folder.write(name, lines.map { Whole.bytes($0, file.separator) } ?? file.bytes)
      guard let seal = file.seal else { continue }
      guard let checksum = try? SHA256.checksum(ofFile: "\(folder.path)/\(name)") else { continue }
      checksums[seal, default: []].append((file.checksum, checksum))
    }
    for (seal, changes) in checksums {
      guard let index = files.firstIndex(where: { $0.name == seal }) else { continue }
      var text = String(
        decoding: (changed[index] ?? nil).map { Whole.bytes($0, files[index].separator) }
          ?? files[index].bytes, as: UTF8.self)
      for (old, new) in changes { text = text.replacingOccurrences(of: old, with: new) }
      folder.write("results/" + seal, Data(text.utf8))
    }
  }

  /// Reads the folder as commands do; those that take longest are left to a part of the inputs.
  private func read(_ size: Int) {
    let out = folder.path + "/out"
    let figures: [[String]] = [
      ["ccf", "--patient", "P1"], ["trajectory", "--patient", "P1"], ["relatedness"],
      ["power", "--patient", "P1", "--mutation", "ERBB2"], ["origins"],
      ["swimmer", "--gene", "ERBB2"], ["oncoprint"], ["lollipop", "--gene", "ERBB2"],
      ["posterior", "--patient", "P1", "--mutation", "ERBB2"], ["funnel", "--gene", "ERBB2"],
      ["forest"], ["volcano"], ["exclusivity"],
    ]
    let figure = figures[size % figures.count]
    check(["figure", figure[0], results, "-o", out + ".vl.json"] + figure.dropFirst())
    switch size % 8 {
    case 1: check(["cohort", results, "--gene", "ERBB2,G0", "-o", out, "-q", "--force"])
    case 3:
      check(
        ["origins", "--relabel", results, "-o", out + "-again", "-q", "--threads", "1", "--force"])
    case 0, 2, 4: checkReport(isPseudonymised: size % 8 == 4)
    default:
      check(["explain", results, "--patient", "P1", "--mutation", "ERBB2", "--details"])
    }
  }

  private func check(_ command: [String]) {
    let status = Self.wait { await Metachron.start(command) }
    precondition(Self.allowed.contains(status), "\(command) ends with \(status)")
  }

  /// Puts a report together without its page, most of which is the chart runtime.
  private func checkReport(isPseudonymised: Bool) {
    let results = results
    let status = Self.wait {
      do {
        _ = try await ReportBuilder(
          folder: results, title: nil, isPseudonymised: isPseudonymised
        ).report(threads: 1)
        return 0
      } catch {
        return CommandFailure(error)?.status.rawValue ?? -1
      }
    }
    precondition(Self.allowed.contains(status), "report ends with \(status)")
  }

  /// Waits for a command on this thread.
  private static func wait(_ command: @escaping @Sendable () async -> Int32) -> Int32 {
    let done = DispatchSemaphore(value: 0)
    let status = Status()
    Task.detached {
      status.value = await command()
      done.signal()
    }
    done.wait()
    return status.value
  }

  /// A status that one thread hands to another.
  private final class Status: @unchecked Sendable {
    var value: Int32 = -1
  }
}

private nonisolated(unsafe) var target = ResultsTarget()

/// What libFuzzer calls before it takes the time: the study is run here.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> Int32 {
  target.run(nil, 0)
  return 0
}

/// What libFuzzer calls with every input, on one thread.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  target.run(start, count)
  return 0
}
