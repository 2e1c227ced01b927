package import Results

/// Something that a command prints as JSON, or a file of JSON that it writes.
package struct JSONOutput: Sendable {
  /// The name of its schema, without ending.
  package let name: String
  /// The command line that prints it, or the file.
  package let title: String
  /// Its shape.
  package let schema: JSONSchema

  /// Takes the shape of a kind of value.
  package init<Value: JSONDescribed>(_ name: String, _ title: String, _ value: Value.Type) {
    (self.name, self.title) = (name, title)
    schema = Value.jsonSchema(nil)
  }

  /// The schema as a file.
  package func schemaText() throws -> String { try JSONText.schema(schema, title: title) }

  /// Its part of the documentation, in Markdown.
  package var markdown: String {
    let lines =
      ["## \(title)", "", "| key | meaning | type | values |", "| --- | --- | --- | --- |"]
      + schema.markdownRows()
    return lines.joined(separator: "\n") + "\n"
  }
}

/// All JSON that commands write.
package enum JSONOutputs {
  /// One line for each.
  package static let all = [
    JSONOutput("check", "metachron check --json", CheckSummary.self),
    JSONOutput("identity", "metachron identity --json", IdentitySummary.self),
    JSONOutput("clones", "metachron clones --json", ClonesSummary.self),
    JSONOutput("trees", "metachron trees --json and trees.json", TreesSummary.self),
    JSONOutput("origins", "metachron origins --json and summary.json", OriginsSummary.self),
    JSONOutput("explain", "metachron explain --json", [Explanation].self),
    JSONOutput("cohort", "metachron cohort --json and cohort.json", CohortSummary.self),
    JSONOutput("power", "metachron power --json", PowerTable.self),
    JSONOutput("design", "metachron design --json", SampleSizes.self),
    JSONOutput("design-cohort", "metachron design --cohort --json", FurtherPlan.self),
  ]
}
