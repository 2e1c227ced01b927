#ifndef METACHRON_CHTSLIB_SHIMS_H
#define METACHRON_CHTSLIB_SHIMS_H

// What htslib offers as macros, which Swift does not import.
#include "alignment_shims.h"
#include "memory_shims.h"
#include "variant_shims.h"

#endif
