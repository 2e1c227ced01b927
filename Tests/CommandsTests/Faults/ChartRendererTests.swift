import Figures
import Foundation
import Testing

@testable import StudyPipeline

/// Renderers that do what programs should not.
@Suite("A renderer that misbehaves")
struct ChartRendererTests {
  private func run(
    _ script: String, input: Int = 1_000_000, within limit: Duration = .seconds(60)
  ) throws -> ChildProcess.Outcome {
    try ChildProcess(program: "/bin/sh", arguments: ["-c", script]).run(
      input: Data(repeating: 65, count: input), within: limit)
  }

  @Test func `much on both outputs before any input is read`() throws {
    let outcome = try run(
      "head -c 300000 /dev/zero >&2; head -c 300000 /dev/zero; cat >/dev/null; echo last >&2")
    #expect(outcome.status == 0)
    #expect(outcome.output.count == 300_000 && outcome.errors.count == 300_005)
  }

  @Test func `no input is read`() throws {
    let outcome = try run("echo drawn; echo gone >&2; exit 4")
    #expect(outcome.status == 4)
    #expect(String(decoding: outcome.output, as: UTF8.self) == "drawn\n")
    #expect(String(decoding: outcome.errors, as: UTF8.self) == "gone\n")
  }

  @Test func `one that never ends is ended`() throws {
    let begin = ContinuousClock.now
    let outcome = try run("exec sleep 600", within: .milliseconds(300))
    #expect(outcome.status == nil)
    #expect(begin.duration(to: .now) < .seconds(30))
  }

  @Test func `control characters of names are written out, and nothing else is touched`() throws {
    let plain = Data(#"{"a":["x\\u001b",1.5,true,null,"ü"]}"#.utf8)
    #expect(
      try ChartRenderer.drawable(Data(#"{"a":"ü","b":1}"#.utf8)) == Data(#"{"a":"ü","b":1}"#.utf8))
    let odd = Data(#"{"a":["P\u001b[31m",1.5,true,null,{"b":"q\u2028\u202er\n"}]}"#.utf8)
    let drawn = try JSONSerialization.jsonObject(with: try ChartRenderer.drawable(odd))
    let list = try #require((drawn as? [String: Any])?["a"] as? [Any])
    #expect(list[0] as? String == "P<U+001B>[31m" && list[1] as? Double == 1.5)
    #expect((list[4] as? [String: String])?["b"] == "q<U+2028><U+202E>r\n")
    let same = try JSONSerialization.jsonObject(with: try ChartRenderer.drawable(plain))
    let kept = try #require((same as? [String: Any])?["a"] as? [Any])
    #expect(kept[0] as? String == #"x\u001b"# && kept[4] as? String == "ü")
  }

  @Test func `a failure has a code of its own and the last words`() async throws {
    try await withTemporaryFolder { folder in
      let program = folder + "/python"
      try "#!/bin/sh\necho first >&2\necho 'no such font' >&2\nexit 1\n".write(
        toFile: program, atomically: false, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
      let renderer = ChartRenderer(environment: ["METACHRON_PYTHON": program])
      let chart = VegaLiteChart(finding: "A finding", description: "A chart", layers: [])
      let failure = #expect(throws: CommandFailure.self) { _ = try renderer.draw(chart, as: .svg) }
      #expect(failure?.status.rawValue == 70)
      #expect(failure?.message == "error: vl-convert could not draw the figure: no such font")
    }
  }
}
