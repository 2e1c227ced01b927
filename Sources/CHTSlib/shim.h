#ifndef METACHRON_CHTSLIB_SHIM_H
#define METACHRON_CHTSLIB_SHIM_H

#include <htslib/bgzf.h>
#include <htslib/hfile.h>
#include <htslib/hts.h>

#endif
