#ifndef METACHRON_CHTSLIB_SHIMS_H
#define METACHRON_CHTSLIB_SHIMS_H

#include <htslib/bgzf.h>

#endif
