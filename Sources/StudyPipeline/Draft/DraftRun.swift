import DelimitedText
import Foundation
import Results
import Studies
import Wording

/// Drafts a study sheet and writes it where there is none.
package struct DraftRun {
  private static let usualName = "samples.csv"

  private let draft: SheetDraft
  private let folder: String
  private let output: String

  /// Looks into a folder.
  ///
  /// - Parameter output: The sheet; `nil` for `samples.csv` in the folder, `-` for standard output.
  /// - Throws: ``CommandFailure`` where there is a file already, and `InputErrors` as `SheetDraft` throws
  ///   them.
  package init(folder: String, output: String?) throws {
    self.folder = FolderPath.plain(folder)
    self.output = output ?? "\(self.folder)/\(Self.usualName)"
    let place = OutputPlace(self.output)
    if !place.isStream, FileManager.default.fileExists(atPath: self.output) {
      throw CommandFailure(
        .usage,
        "\(self.output): error: there is such a file, and a draft overwrites nothing; expected another "
          + "name with -o, or - to print the draft")
    }
    draft = try SheetDraft(folder: folder)
  }

  /// Writes the sheet.
  ///
  /// - Throws: `FileFailure` when it cannot be written.
  package func write() throws {
    let name = OutputPlace(output).isStream ? "samples.csv" : output
    let text = draft.text(prefix: prefix, name: name)
    try WholeFile.write(Data(text.utf8), to: output)
  }

  /// What the paths of the folder's files begin with in the sheet, which names them from its own
  /// folder; a sheet that is printed is read from the working folder.
  private var prefix: String {
    let place = OutputPlace(output)
    let own = place.isStream ? "." : place.folder
    func absolute(_ path: String) -> String {
      URL(filePath: path).standardizedFileURL.resolvingSymlinksInPath().path(percentEncoded: false)
    }
    func ended(_ path: String) -> String { path.hasSuffix("/") ? path : path + "/" }
    let (there, here) = (ended(absolute(folder)), ended(absolute(own)))
    return there.hasPrefix(here) ? String(there.dropFirst(here.count)) : there
  }

  /// What was found, for a person.
  package var summary: String {
    let place = OutputPlace(output).isStandardOutput ? "" : "\(output): "
    var text =
      place + "\(Wording.count(draft.sampleCount, "sample")) of "
      + Wording.count(draft.patientCount, "patient")
    for correction in draft.corrections { text += "\n  correct the \(correction)" }
    if !OutputPlace(output).isStream { text += "\nThen run: metachron check \(output)" }
    return text
  }
}
