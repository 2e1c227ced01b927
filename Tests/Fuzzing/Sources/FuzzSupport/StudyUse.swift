public import DelimitedText
public import Studies
import TumorModel

/// What a command does with a study, and what must then be true.
public enum StudyUse {
  /// Reads a study and puts every patient together; wrong input may be refused, nothing may trap.
  ///
  /// - Parameter size: The input's size; every fourth is also checked as `metachron check` does.
  public static func read(sheet path: String, size: Int) {
    if size % 4 == 0 {
      let check = StudyCheck(sheet: path)
      precondition(check.study != nil || !check.findings.isEmpty, "nothing read, nothing said")
    }
    do throws(InputErrors) {
      use(try StudyReader.read(sheet: path))
    } catch {
      judge(error)
    }
  }

  /// Puts every patient together.
  public static func use(_ study: Study) {
    for warning in study.warnings { precondition(!warning.description.isEmpty) }
    for index in 0..<study.patientCount {
      let patient = study.patient(at: index)
      let variants = patient.mutations.map(\.variant)
      precondition(
        zip(variants, variants.dropFirst()).allSatisfy { $0 < $1 },
        "sites are out of order or there twice")
      for depths in patient.depths {
        precondition(zip(depths, depths.dropFirst()).allSatisfy { $0 <= $1 }, "unsorted depths")
      }
    }
  }

  /// Writes an error as a command would.
  public static func judge(_ error: InputErrors) {
    precondition((1...InputErrors.limit).contains(error.errors.count), "errors without bound")
    for fault in error.errors {
      precondition(fault.description.hasPrefix(fault.message), "a message without its place")
      precondition(!fault.message.utf8.contains(0x0A), "a message of several lines")
    }
  }
}
