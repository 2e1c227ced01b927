#ifndef METACHRON_VARIANT_SHIMS_H
#define METACHRON_VARIANT_SHIMS_H

#include <htslib/kstring.h>
#include <htslib/tbx.h>
#include <htslib/vcf.h>

/// Number of samples of a header.
static inline int metachron_vcf_samples(const bcf_hdr_t *header) {
  return bcf_hdr_nsamples(header);
}

/// Writes a record as a line of VCF without its end, and leaves room for `slack` bytes after it.
/// Returns 0, or a negative number on failure.
static inline int metachron_vcf_line(
  const bcf_hdr_t *header, const bcf1_t *record, kstring_t *line, size_t slack) {
  line->l = 0;
  if (vcf_format(header, record, line) != 0) return -1;
  while (line->l > 0 && (line->s[line->l - 1] == '\n' || line->s[line->l - 1] == '\r')) line->l--;
  return ks_resize(line, line->l + slack + 1);
}

/// Indexes a block-compressed VCF, as `tabix -p vcf` does. Returns 0 when it is done.
static inline int metachron_vcf_index(const char *path, const char *index) {
  return tbx_index_build3(path, index, 0, 0, &tbx_conf_vcf);
}

#endif
