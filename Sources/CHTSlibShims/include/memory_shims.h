#ifndef METACHRON_MEMORY_SHIMS_H
#define METACHRON_MEMORY_SHIMS_H

#include <stdlib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

/// Lets the process keep up to 128 MiB of what it frees; 0 where the library can do so.
static inline int metachron_keep_freed_memory(void) {
#ifdef __GLIBC__
  return mallopt(M_MMAP_THRESHOLD, 64 << 20) == 1 && mallopt(M_TRIM_THRESHOLD, 128 << 20) == 1
             ? 0
             : -1;
#else
  return -1;
#endif
}

#endif
