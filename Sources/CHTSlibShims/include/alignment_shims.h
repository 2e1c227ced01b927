#ifndef METACHRON_ALIGNMENT_SHIMS_H
#define METACHRON_ALIGNMENT_SHIMS_H

#include <htslib/sam.h>

/// The read's bases, two a byte.
static inline const uint8_t *metachron_bam_sequence(const bam1_t *read) {
  return bam_get_seq(read);
}

/// The read's base qualities.
static inline const uint8_t *metachron_bam_qualities(const bam1_t *read) {
  return bam_get_qual(read);
}

/// The read's alignment, operation by operation.
static inline const uint32_t *metachron_bam_cigar(const bam1_t *read) {
  return bam_get_cigar(read);
}

#endif
