#ifndef METACHRON_ALIGNMENT_SHIMS_H
#define METACHRON_ALIGNMENT_SHIMS_H

#include <htslib/bgzf.h>
#include <htslib/hfile.h>
#include <htslib/hts.h>
#include <htslib/khash.h>
#include <htslib/sam.h>

/// The read's bases, two a byte.
static inline const uint8_t *metachron_bam_sequence(const bam1_t *read) {
  return bam_get_seq(read);
}

/// The read's base qualities.
static inline uint8_t *metachron_bam_qualities(const bam1_t *read) {
  return bam_get_qual(read);
}

/// The read's alignment, operation by operation.
static inline const uint32_t *metachron_bam_cigar(const bam1_t *read) {
  return bam_get_cigar(read);
}

/// The next read, or with an iterator the next one of its region; as `sam_read1` returns.
static inline int metachron_next_read(
    htsFile *file, sam_hdr_t *header, hts_itr_t *region, bam1_t *read) {
  return region ? sam_itr_next(file, region, read) : sam_read1(file, header, read);
}

/// Whether a file is SAM, BAM or CRAM.
static inline int metachron_holds_reads(htsFile *file) {
  const htsFormat *format = hts_get_format(file);
  return format && format->category == sequence_data &&
         (format->format == sam || format->format == bam || format->format == cram);
}

/// Whether a file is CRAM.
static inline int metachron_is_cram(htsFile *file) {
  return hts_get_format(file)->format == cram;
}

/// Leaves undecoded what nobody reads: CRAM stores each field of a read apart.
///
/// hts_set_opt takes variable arguments, which Swift does not import.
static inline int metachron_decode_only(htsFile *file, int fields) {
  if (hts_set_opt(file, CRAM_OPT_DECODE_MD, 0) < 0) return -1;
  return hts_set_opt(file, CRAM_OPT_REQUIRED_FIELDS, fields);
}

/// The number by which htslib's pileup chooses which of two overlapping mates stands for both.
static inline uint32_t metachron_fragment_hash(const char *name) {
  return __ac_Wang_hash(__ac_X31_hash_string(name));
}

#endif
