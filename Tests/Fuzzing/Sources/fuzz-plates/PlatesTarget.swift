import DelimitedText
import DrugResponse

@testable import PlateFiles

/// Tables of drug response: the first byte of the input says how it is read.
///
/// A line `==> layout` begins a layout.
enum PlatesTarget {
  static func run(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return }
    let rest = bytes.dropFirst()
    if first & 3 == 3 {
      judge { () throws(InputErrors) in
        for patient in try CourseReading.read(text(rest, "courses")).patients {
          use(patient)
        }
      }
      return
    }
    var settings = PlateSettings()
    if first & 1 == 1 {
      settings = PlateSettings(
        unit: .micromolar, hours: 72, cellLine: "L", response: .inhibition, drugs: ["X", "Y"])
    }
    let (signals, layout) = split(rest)
    judge { () throws(InputErrors) in
      use(try ResponseInput.read(signals, layout: layout, settings: settings))
    }
  }

  private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ path: String)
    -> TableText
  {
    TableText(bytes: Array(bytes), path: path)
  }

  private static func split(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (TableText, [TableText]) {
    var parts: [[UInt8]] = [[]]
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.elementsEqual("==> layout".utf8) {
        parts.append([])
      } else {
        parts[parts.count - 1] += Array(line) + [0x0A]
      }
    }
    let texts = parts.prefix(4).map { TableText(bytes: $0, path: "table") }
    return (texts[0], Array(texts.dropFirst()))
  }

  /// Whatever is wrong is told, with a place.
  private static func judge(_ body: () throws(InputErrors) -> Void) {
    do throws(InputErrors) {
      try body()
    } catch {
      precondition(!error.errors.isEmpty && error.errors.count <= InputErrors.limit)
      for one in error.errors {
        precondition(!one.description.isEmpty && !one.location.path.isEmpty)
      }
    }
  }

  /// What was read has to be fit for an analysis.
  private static func use(_ input: ResponseInput) {
    for warning in input.warnings { precondition(!warning.description.isEmpty) }
    switch input {
    case .wells(let reading):
      precondition(!PlateCheck.problems(in: reading.wells).contains(where: \.preventsAnalysis))
      guard let normalized = try? NormalizedWell.normalize(reading.wells) else { return }
      _ = ResponseSeries.single(normalized)
      _ = ResponseSeries.combined(normalized)
    case .combinations(let reading):
      for table in reading.tables {
        for point in table.points {
          precondition(point.doseA >= 0 && point.doseB >= 0 && point.response.isFinite)
        }
      }
    }
  }

  private static func use(_ patient: PatientCourse) {
    do throws(CourseProblem) {
      _ = try patient.course().bestResponse
    } catch {
      preconditionFailure("a course that was read is none: \(error)")
    }
  }
}

/// What libFuzzer calls with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  PlatesTarget.run(UnsafeBufferPointer(start: start, count: count))
  return 0
}
