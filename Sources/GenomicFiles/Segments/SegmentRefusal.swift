import DelimitedText

/// Why tables of the field that look like segments are not read as such; asked of a table that no
/// format recognises.
enum SegmentRefusal {
  /// What is wrong with a table of these columns and what to give instead, or `nil` for none that
  /// is known.
  static func reason(_ table: SmallTable) -> ParseError.Reason? {
    let (header, names) = (table.header, table.names)
    if let reason = ofCopyNumbers(names) ?? others(names) { return reason }
    guard !names.contains("chromosome"), !names.contains("chrom"), !names.contains("chr") else {
      return nil
    }
    return .refused(
      problem: "not a segment table: its columns are "
        + listing(header.fields.map { shortened($0.text) }, limit: 6),
      expected: SegmentFormats.expected)
  }

  /// What is wrong with a table of copy numbers.
  static func ofCopyNumbers(_ names: Set<String>) -> ParseError.Reason? {
    log2(names) ?? purple(names)
  }

  private static func shortened(_ name: String) -> String {
    name.count > 60 ? name.prefix(57) + "..." : name
  }

  private static func log2(_ names: Set<String>) -> ParseError.Reason? {
    let means = ["seg.mean", "seg_mean", "segment_mean", "segmean"]
    if means.contains(where: names.contains) {
      return .refused(
        problem: "this is a SEG table of log2 ratios, which hold no copies of each allele",
        expected: SegmentFormats.expected)
    }
    guard names.contains("log2"), !(names.contains("cn1") && names.contains("cn2")) else {
      return nil
    }
    return .refused(
      problem: names.contains("cn")
        ? "this is a CNVkit table with the copies of both alleles together alone (cn)"
        : "this is a CNVkit table of log2 ratios, which hold no copies of each allele",
      expected: "the columns cn, cn1 and cn2, which 'cnvkit.py call --vcf' writes, given "
        + "heterozygous germline variants")
  }

  private static func purple(_ names: Set<String>) -> ParseError.Reason? {
    let found: String? =
      if names.contains("fittedtumorcopynumber") || names.contains("refnormalisedcopynumber") {
        "PURPLE's table of segments before they are smoothed"
      } else if names.contains("arm"), names.contains("meancopynumber") {
        "PURPLE's table of chromosome arms"
      } else if names.contains("driverlikelihood") {
        "PURPLE's catalogue of drivers"
      } else if names.contains("gene"), names.contains("mincopynumber") {
        "PURPLE's table of genes"
      } else if names.contains("qcstatus") {
        "PURPLE's table of quality"
      } else {
        nil
      }
    return found.map {
      .refused(problem: "this is \($0)", expected: "PURPLE's *.purple.cnv.somatic.tsv")
    }
  }

  private static func others(_ names: Set<String>) -> ParseError.Reason? {
    if names.contains("pos"), names.contains("ref"), names.contains("alt") {
      return .refused(
        problem: "this is a VCF, and copy numbers are not read from one",
        expected: SegmentFormats.expected)
    }
    if names.contains("base.ref"), names.contains("depth.ratio") {
      return .refused(
        problem: "this is Sequenza's table of reads and ratios (seqz)",
        expected: "Sequenza's *_segments.txt")
    }
    if names.contains("log2_copy_ratio_posterior_50") {
      return .refused(
        problem:
          "this is GATK's table of ModelSegments, which holds ratios and allele fractions, and "
          + "no copies of each allele", expected: SegmentFormats.expected)
    }
    if names.contains("rd"), names.contains("baf"), names.contains("#snps") {
      return .refused(
        problem: names.contains("cn_clone1")
          ? "this is HATCHet's table of the copies of several clones (cn_clone1, u_clone1)"
          : "this is HATCHet's table of ratios, which holds no copies of each allele",
        expected: SegmentFormats.expected)
    }
    if let tool = PurityTool(columns: names), !names.contains("start") {
      return .refused(
        problem: "this is a table of purity (\(tool.rawValue))",
        expected: "it in the sheet's column purity_file, and segments here")
    }
    if names.contains("cnlr.median") {
      return .refused(
        problem: "this is a FACETS table without tcn.em and lcn.em",
        expected: "the cncf table that emcncf returns")
    }
    if names.contains("modal_total_cn") || names.contains("corrected_total_cn"),
      !names.contains("modal_hscn_1")
    {
      return .refused(
        problem: "this is an ABSOLUTE table of both alleles' copies together alone",
        expected: "ABSOLUTE's segtab with modal.a1 and modal.a2, made from allelic copy ratios")
    }
    return nil
  }
}
