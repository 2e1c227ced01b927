#ifndef METACHRON_CZLIB_SHIM_H
#define METACHRON_CZLIB_SHIM_H

#include <zlib.h>

#endif
