package import Figures
package import Foundation

/// Draws charts with vl-convert, a Python package, started without a shell.
package struct ChartRenderer {
  /// What a chart is drawn as.
  package enum Format: String, CaseIterable {
    case svg, png, pdf
  }

  /// The Python to start.
  package let python: String
  /// How long a figure may take; the largest take some seconds.
  package var timeLimit = Duration.seconds(120)

  /// Finds a Python: `METACHRON_PYTHON`, the one that the set-up made beside the build, or
  /// `python3`.
  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    if let chosen = environment["METACHRON_PYTHON"], !chosen.isEmpty {
      python = chosen
      return
    }
    var folder = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    if let executable = Bundle.main.executableURL { folder = executable.resolvingSymlinksInPath() }
    for _ in 0..<6 {
      folder.deleteLastPathComponent()
      for place in ["python/bin/python3", ".build/python/bin/python3"] {
        let path = folder.appending(path: place).path
        if FileManager.default.isExecutableFile(atPath: path) {
          python = path
          return
        }
      }
    }
    let paths = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    python =
      paths.map { "\($0)/python3" }.first { FileManager.default.isExecutableFile(atPath: $0) }
      ?? "python3"
  }

  private static let program = """
    import sys
    try:
        import vl_convert
    except ImportError:
        sys.exit(3)
    draw = {
        "svg": lambda spec: vl_convert.vegalite_to_svg(spec, vl_version="6.4").encode(),
        "png": lambda spec: vl_convert.vegalite_to_png(spec, vl_version="6.4", scale=float(sys.argv[2])),
        "pdf": lambda spec: vl_convert.vegalite_to_pdf(spec, vl_version="6.4"),
    }[sys.argv[1]]
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read().decode()))
    """

  /// Draws a chart.
  ///
  /// - Parameter scale: Pixels of a PNG for each pixel of the chart.
  /// - Throws: ``CommandFailure`` when Python or vl-convert is missing or cannot draw the chart.
  package func draw(_ chart: VegaLiteChart, as format: Format, scale: Double = 2) throws -> Data {
    let json = try Self.drawable(try chart.json())
    let drawn: ChildProcess.Outcome
    do {
      drawn = try ChildProcess(
        program: python, arguments: ["-I", "-c", Self.program, format.rawValue, "\(scale)"]
      ).run(input: json, within: timeLimit)
    } catch {
      throw missing("'\(python)' cannot be started")
    }
    let last =
      String(decoding: drawn.errors, as: UTF8.self).split(separator: "\n").last.map(String.init)
    switch drawn.status {
    case 0? where !drawn.output.isEmpty: return drawn.output
    case 3?: throw missing("'\(python)' has no vl_convert")
    case nil:
      throw CommandFailure(
        .internalFailure,
        "error: vl-convert did not draw the figure within \(timeLimit.components.seconds) s"
          + (last.map { ": \($0)" } ?? ""))
    default:
      throw CommandFailure(
        .internalFailure,
        "error: vl-convert could not draw the figure: \(last ?? "no reason given")")
    }
  }

  /// A chart whose texts can all be drawn: XML, and so SVG, has no control characters.
  static func drawable(_ json: Data) throws -> Data {
    let text = String(decoding: json, as: UTF8.self)
    guard text.contains("\\u00") || TerminalText.visible(text) != text else { return json }
    func drawable(_ value: Any) -> Any {
      switch value {
      case let text as String: TerminalText.visible(text)
      case let list as [Any]: list.map(drawable)
      case let object as [String: Any]: object.mapValues(drawable)
      default: value
      }
    }
    return try JSONSerialization.data(
      withJSONObject: drawable(try JSONSerialization.jsonObject(with: json)),
      options: [.sortedKeys])
  }

  private func missing(_ what: String) -> CommandFailure {
    CommandFailure(
      .analysisFailed,
      "error: \(what); expected a Python with vl-convert to draw SVG, PNG or PDF: 'pip install "
        + "vl-convert-python', or METACHRON_PYTHON=/path/to/python3; .vl.json and .html need none")
  }
}
