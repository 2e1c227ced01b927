#ifndef METACHRON_VEGA_RUNTIME_H
#define METACHRON_VEGA_RUNTIME_H

#include <stddef.h>

/// The chart runtime that pages carry: JavaScript text, not terminated.
///
/// `count` takes its bytes: 0 where the build was made without it.
const unsigned char *metachron_vega_runtime(size_t *count);

#endif
