/// What the path of a file of calls or reads tells where the file itself names no sample.
///
/// Callers and pipelines name files by rules: `T_vs_N` is the tumour and its normal, and
/// `somatic.snvs` and `somatic.indels` are the two files of one sample, in a folder of its name.
struct CallFileName {
  /// Which calls a caller writes to a file of their own.
  enum Part: Int {
    case substitutions, indels
  }

  /// The sample; `nil` where no part of the path is a name.
  let sample: String?
  /// The normal sample that it was compared with.
  let normal: String?
  /// The calls that the file has alone; `nil` where its name says of none.
  let part: Part?
  /// The path without the word for ``part``: the same for the files of one sample.
  let whole: String
  /// Why the file holds no somatic calls, where its name says so.
  let refusal: String?

  private static let separators = "-_. "
  private static let parts: [String: Part] = [
    "snv": .substitutions, "snvs": .substitutions, "snp": .substitutions, "snps": .substitutions,
    "indel": .indels, "indels": .indels,
  ]
  /// Words of callers and pipelines, which no sample is named after.
  private static let words: Set<String> = [
    "strelka", "strelka2", "strelkabp", "mutect", "mutect1", "mutect2", "varscan", "varscan2",
    "muse",
    "sage", "purple", "dragen", "lofreq", "vardict", "somaticsniper", "sniper", "pindel", "caveman",
    "freebayes", "platypus", "radia", "deepsomatic", "clairs", "gatk", "tnscope", "tnhaplotyper2",
    "octopus", "somatic", "mnv", "mnvs", "calls", "called", "calling", "variants", "variant",
    "results", "result", "vcf", "vcfs", "maf", "mafs", "output", "out", "final", "filtered",
    "filter",
    "pass", "passed", "hc", "hard", "norm", "normalised", "normalized", "decomposed", "annotated",
    "annotation", "ann", "vep", "snpeff", "snpsift", "funcotated", "funcotator", "consensus",
    "merged",
    "bam", "bams", "cram", "crams", "sam", "sorted", "sort", "dedup", "deduped", "markdup", "mkdup",
    "markduplicates", "md", "rmdup", "recal", "recalibrated", "bqsr", "realigned", "aligned",
    "alignments", "bwa", "mapped", "preprocessing", "data", "files", "raw", "hg19", "hg38",
    "grch37",
    "grch38", "b37",
  ]
  /// Words of files that hold other variants.
  private static let others: [String: String] = [
    "haplotypecaller": "inherited variants", "deepvariant": "inherited variants",
    "germline": "inherited variants", "sv": "structural variants", "svs": "structural variants",
    "somaticsv": "structural variants", "diploidsv": "structural variants",
    "candidatesv": "structural variants", "candidatesmallindels": "candidates alone",
    "manta": "structural variants", "tiddit": "structural variants", "cnv": "copy numbers",
    "cnvs": "copy numbers",
  ]

  /// Takes a path below the folder apart, packing and ending left out.
  init(_ path: String) {
    var folders = path.split(separator: "/").map(String.init)
    let base = folders.popLast() ?? path
    let words = Self.split(base).map { $0.lowercased() }
    part = words.reversed().lazy.compactMap { Self.parts[$0] }.first
    whole = (folders + [Self.withoutPart(base)]).joined(separator: "/")
    refusal = words.lazy.compactMap { Self.others[$0] }.first.map {
      "\($0) by its name; name it in mutations if it holds somatic calls"
    }
    let name = ([base] + folders.reversed()).lazy.map(Self.bare).first { !$0.isEmpty }
    guard let name else {
      (sample, normal) = (nil, nil)
      return
    }
    let pair = Self.pair(name)
    (sample, normal) = (pair?.tumor ?? name, pair?.normal)
  }

  private static func split(_ name: String) -> [Substring] {
    name.split { separators.contains($0) }
  }

  /// A name without the words of callers before and after it.
  private static func bare(_ name: String) -> String {
    func isWord(_ text: Substring) -> Bool {
      let text = text.lowercased()
      return words.contains(text) || parts[text] != nil
    }
    var rest = name[...]
    while !rest.isEmpty {
      let last = rest.lastIndex { separators.contains($0) }
      let tail = last.map { rest[rest.index(after: $0)...] } ?? rest
      guard tail.isEmpty || isWord(tail) else { break }
      rest = last.map { rest[..<$0] } ?? ""
    }
    while let first = rest.firstIndex(where: { separators.contains($0) }),
      rest[..<first].isEmpty || isWord(rest[..<first])
    {
      rest = rest[rest.index(after: first)...]
    }
    return String(rest)
  }

  /// The two samples of `T_vs_N`.
  private static func pair(_ name: String) -> (tumor: String, normal: String)? {
    for mark in ["_vs_", "-vs-", ".vs."] {
      let sides = name.split(separator: mark)
      if sides.count == 2 { return (String(sides[0]), String(sides[1])) }
    }
    return nil
  }

  /// A name with a mark in place of its word for a part.
  private static func withoutPart(_ name: String) -> String {
    guard let word = split(name).last(where: { parts[$0.lowercased()] != nil }) else { return name }
    return name[..<word.startIndex] + "?" + name[word.endIndex...]
  }
}
