#ifndef METACHRON_VARIANT_SHIMS_H
#define METACHRON_VARIANT_SHIMS_H

#include <htslib/vcf.h>

/// Number of samples of a header.
static inline int metachron_vcf_samples(const bcf_hdr_t *header) {
  return bcf_hdr_nsamples(header);
}

#endif
