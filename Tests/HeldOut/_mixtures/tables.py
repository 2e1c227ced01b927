"""The files of a study: sheet, mutations, copy numbers and truth."""

from .genome import LENGTHS

MAF = ["Hugo_Symbol", "NCBI_Build", "Chromosome", "Start_Position", "End_Position", "Variant_Classification",
       "Variant_Type", "Reference_Allele", "Tumor_Seq_Allele2", "Tumor_Sample_Barcode", "HGVSp_Short", "t_depth",
       "t_ref_count", "t_alt_count"]
NORMAL = ["n_depth", "n_ref_count", "n_alt_count"]
CONTIG_ORDER = {name: index for index, name in enumerate(LENGTHS)}


def write(path, rows, separator="\t", note=None):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as file:
        if note:
            file.write(f"# {note}\n")
        for row in rows:
            file.write(separator.join(str(value) for value in row) + "\n")


def effect(change):
    if not change.is_indel:
        return "Silent" if change.is_silent else "Missense_Mutation", "SNP"
    kind, length = ("DEL", len(change.ref)) if change.alt == "-" else ("INS", len(change.alt))
    return f"{'In_Frame' if length % 3 == 0 else 'Frame_Shift'}_{kind.title()[:3]}", kind


def in_order(sites):
    return sorted(sites, key=lambda site: (CONTIG_ORDER[site.change.chromosome], site.change.position))


def maf_rows(patient, with_normal):
    """One row per listed site and sample, as forced calls give."""
    for site in in_order(patient.sites):
        change = site.change
        classification, kind = effect(change)
        end = change.position + (1 if change.ref == "-" else len(change.ref) - 1)
        for sample, reads in zip(patient.samples, site.reads):
            row = [change.gene, "GRCh37", change.chromosome, change.position, end, classification, kind, change.ref,
                   change.alt, sample.name, change.protein, reads.depth, reads.depth - reads.alt, reads.alt]
            if with_normal:
                depth, alt = site.normal_reads
                row += [depth, depth - alt, alt]
            yield row


def write_maf(path, patients, with_normal, note):
    header = [MAF + (NORMAL if with_normal else [])]
    write(path, header + [row for patient in patients for row in maf_rows(patient, with_normal)], note=note)


def vcf_row(site):
    """A record with the reads by allele, strand and orientation of the pair."""
    change = site.change
    position, ref, alt = change.position, change.ref, change.alt
    if alt == "-":
        position, ref, alt = position - 1, "A" + ref, "A"
    elif ref == "-":
        ref, alt = "A", "A" + alt
    name, impact = {"Silent": ("synonymous_variant", "LOW"), "Missense_Mutation": ("missense_variant", "MODERATE")}.get(
        effect(change)[0], ("frameshift_variant", "HIGH"))
    annotation = f"ANN={alt}|{name}|{impact}|{change.gene}|{change.gene}|transcript||protein_coding|||" \
                 f"{change.protein}||||"
    fields = []
    for reads, listed in zip(site.reads, site.listed):
        ref_reads = reads.depth - reads.alt
        fields.append(f"{'0/1' if listed else '0/0'}:{ref_reads},{reads.alt}:{reads.depth}"
                      f":{reads.ref_forward},{reads.alt_forward}"
                      f":{ref_reads - reads.ref_forward},{reads.alt - reads.alt_forward}"
                      f":{reads.ref_f1r2},{reads.alt_f1r2}:{ref_reads - reads.ref_f1r2},{reads.alt - reads.alt_f1r2}")
    return [change.chromosome, position, ".", ref, alt, ".", "PASS", annotation, "GT:AD:DP:ADF:ADR:F1R2:F2R1", *fields]


def write_vcf(path, patient, note):
    lines = ["##fileformat=VCFv4.2", f"##source={note}",
             '##FILTER=<ID=PASS,Description="All filters passed">',
             '##INFO=<ID=ANN,Number=.,Type=String,Description="Functional annotations: \'Allele | Annotation | '
             'Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c '
             '| HGVS.p | cDNA.pos / cDNA.length | CDS.pos / CDS.length | AA.pos / AA.length | Distance | '
             'ERRORS / WARNINGS / INFO\'">',
             '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
             '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Depth">']
    lines += [f'##FORMAT=<ID={name},Number=R,Type=Integer,Description="{text}">' for name, text in (
        ("AD", "Reads of each allele"), ("ADF", "On the forward strand"), ("ADR", "On the reverse strand"),
        ("F1R2", "In F1R2 pairs"), ("F2R1", "In F2R1 pairs"))]
    lines += [f"##contig=<ID={name},length={length},assembly=GRCh37>" for name, length in LENGTHS.items()]
    names = [sample.name for sample in patient.samples]
    header = [["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT", *names]]
    records = sorted(map(vcf_row, patient.sites), key=lambda row: (CONTIG_ORDER[row[0]], row[1]))
    write(path, [[line] for line in lines] + header + records)


def write_segments(path, statement, subclones, note):
    """The plain form, or Battenberg's where sub-clonal states are stated."""
    if subclones:
        rows = [["chr", "startpos", "endpos", "nMaj1_A", "nMin1_A", "frac1_A", "nMaj2_A", "nMin2_A", "frac2_A"]]
        for (chromosome, start, end), parts in statement.rows:
            first, share = parts[0]
            second = [*parts[1][0], f"{parts[1][1]:.4f}"] if len(parts) > 1 else ["NA"] * 3
            rows.append([chromosome, start, end, *first, f"{share:.4f}", *second])
        write(path, rows)
        return
    rows = [[chromosome, start, end, *parts[0][0]] for (chromosome, start, end), parts in statement.rows]
    write(path, [["chromosome", "start", "end", "major_cn", "minor_cn"], *rows], note=note)
