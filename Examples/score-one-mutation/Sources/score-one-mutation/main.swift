import ClonalEvolution
import TumorModel

let mutation = try Mutation(
  chromosome: "17", position: 37_880_220, reference: "T", alternate: "C", gene: "ERBB2")
let origin = try OriginAnalysis().origin(
  of: mutation,
  earlier: SampleReads(alternate: 0, depth: 240, purity: 0.7, copyNumber: .normal),
  later: SampleReads(alternate: 61, depth: 310, purity: 0.6, copyNumber: .normal))
let probability = origin.probability ?? .nan
print("\(mutation.gene): \(origin.label), probability \(probability), power \(origin.power)")
