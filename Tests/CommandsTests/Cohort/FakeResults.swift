import Foundation
import Reporting

/// Results folders made by hand, with the columns that a cohort reads.
struct FakeResults {
  struct Call {
    var gene = "ERBB2"
    var change = "p.L755S"
    var kind = "Missense_Mutation"
    var functionalClass = "activating"
    var position = 100
    var earlier = "A"
    var later = "B"
    var call = "acquired"
    var reason = ""
    var evidence = "2"
    var acquired = 0.95
    /// Whether the later sample shows it.
    var isSeen = true
  }

  struct Patient {
    var id: String
    var samples: [(id: String, role: String, day: Int)] = [
      ("A", "primary", 0), ("B", "metastasis", 500),
    ]
    var calls: [Call] = []
    /// Mutations of patients without calls, by sample.
    var seen: [(sample: String, call: Call)] = []
    var treatments: [(agent: String, kind: String, start: Int)] = []
    /// Earlier samples; several get a joint row.
    var pairs: [(earlier: String, later: String)]?
  }

  var patients: [Patient]
  var isSynthetic = false
  var threshold = "0.05"

  func write(to folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    var tables: [ResultTable: String] = [:]
    for table in ResultTable.allCases {
      tables[table] =
        (isSynthetic ? "# synthetic data\n" : "")
        + "# metachron 0.1.0 \(table.rawValue)\n# parameters threshold=\(threshold) "
        + "uncalled=missing\n" + table.header + "\n"
    }
    func add(_ table: ResultTable, _ values: [String: String]) {
      tables[table, default: ""] +=
        table.columns.map { values[$0.name] ?? "" }.joined(separator: "\t") + "\n"
    }
    for patient in patients {
      for sample in patient.samples {
        add(
          .timeline,
          [
            "patient": patient.id, "event": "sample", "start_day": "\(sample.day)",
            "name": sample.id, "class": sample.role, "build": "hg19",
          ])
      }
      for treatment in patient.treatments {
        add(
          .timeline,
          [
            "patient": patient.id, "event": "treatment", "start_day": "\(treatment.start)",
            "name": treatment.agent, "class": treatment.kind,
          ])
      }
      let usual = patient.samples.count > 1 ? [(earlier: "A", later: "B")] : []
      for pair in patient.pairs ?? usual {
        add(
          .pairs,
          ["patient": patient.id, "earlier_sample": pair.earlier, "later_sample": pair.later])
      }
      for call in patient.calls {
        add(.origins, Self.origins(patient.id, call))
        if call.isSeen { add(.trajectories, Self.trajectory(patient.id, call.later, call)) }
      }
      for (sample, call) in patient.seen {
        add(.trajectories, Self.trajectory(patient.id, sample, call))
      }
    }
    for (table, text) in tables {
      try text.write(
        toFile: "\(folder)/\(table.fileName)", atomically: false, encoding: .utf8)
    }
  }

  private static func origins(_ patient: String, _ call: Call) -> [String: String] {
    let isTold = call.reason != "notAssessable"
    return [
      "patient": patient, "gene": call.gene, "protein_change": call.change, "chromosome": "17",
      "position": "\(call.position)", "ref": "T", "alt": "G", "variant_class": call.kind,
      "earlier_sample": call.earlier, "later_sample": call.later, "earlier_day": "0",
      "later_day": "500", "p_acquired": isTold ? "\(call.acquired)" : "",
      "p_preexisting_subclonal": isTold ? "\(1 - call.acquired)" : "",
      "p_preexisting_clonal": isTold ? "0" : "", "log10_bf_absent": isTold ? call.evidence : "",
      "detection_power": isTold ? "0.99" : "", "call": call.call, "reason": call.reason,
      "functional_class": call.functionalClass,
    ]
  }

  private static func trajectory(
    _ patient: String, _ sample: String, _ call: Call
  ) -> [String: String] {
    [
      "patient": patient, "mutation": "17:\(call.position):T>G", "sample": sample, "alt": "20",
      "p_present": "0.99", "gene": call.gene, "protein_change": call.change,
      "variant_class": call.kind, "functional_class": call.functionalClass,
    ]
  }

  /// A patient of each way through the funnel.
  static var everyExit: [Patient] {
    var other = Call()
    other.functionalClass = "neutral"
    var silent = Call()
    silent.kind = "Silent"
    var lost = Call()
    (lost.call, lost.acquired, lost.isSeen) = ("lost", 0, false)
    var before = Call()
    (before.call, before.acquired, before.evidence) = ("preexisting_clonal", 0.01, "-4")
    var unclear = Call()
    (unclear.call, unclear.reason, unclear.evidence) = ("indeterminate", "underpowered", "0.2")
    var untold = Call()
    (untold.call, untold.reason) = ("indeterminate", "notAssessable")
    return [
      Patient(id: "none"),
      Patient(id: "silent", seen: [("B", silent)]),
      Patient(id: "primary", calls: [lost], seen: [("A", Call())]),
      Patient(id: "only primaries", samples: [("A", "primary", 0)]),
      Patient(id: "other class", calls: [other]),
      Patient(id: "single", samples: [("B", "metastasis", 9)], seen: [("B", Call())]),
      Patient(
        id: "no earlier", samples: [("A", "metastasis", 0), ("B", "metastasis", 0)],
        seen: [("B", Call())], pairs: []),
      Patient(id: "untold", calls: [untold]),
      Patient(id: "acquired", calls: [Call()], treatments: [("letrozole", "ai", 10)]),
      Patient(id: "before", calls: [before]),
      Patient(id: "unclear", calls: [unclear]),
    ]
  }
}
