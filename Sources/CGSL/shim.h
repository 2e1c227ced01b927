#ifndef METACHRON_CGSL_SHIM_H
#define METACHRON_CGSL_SHIM_H

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_min.h>
#include <gsl/gsl_multifit_nlinear.h>
#include <gsl/gsl_multimin.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_roots.h>
#include <gsl/gsl_sf.h>
#include <gsl/gsl_version.h>

/* GSL publishes its algorithms as mutable globals, which Swift 6 rejects: read them here. */
static inline gsl_rng *metachron_rng_alloc_mt19937(void) { return gsl_rng_alloc(gsl_rng_mt19937); }

static inline gsl_root_fsolver *metachron_root_brent_alloc(void) {
  return gsl_root_fsolver_alloc(gsl_root_fsolver_brent);
}

static inline gsl_min_fminimizer *metachron_min_brent_alloc(void) {
  return gsl_min_fminimizer_alloc(gsl_min_fminimizer_brent);
}

static inline gsl_multimin_fminimizer *metachron_nmsimplex2_alloc(size_t n) {
  return gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
}

static inline gsl_multifit_nlinear_workspace *metachron_levenberg_marquardt_alloc(
    size_t residuals, size_t parameters) {
  gsl_multifit_nlinear_parameters choices = gsl_multifit_nlinear_default_parameters();
  choices.trs = gsl_multifit_nlinear_trs_lm;
  choices.solver = gsl_multifit_nlinear_solver_cholesky;
  return gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &choices, residuals, parameters);
}

/* OpenBLAS declares it in a header of its own, which is not on the usual path. */
void openblas_set_num_threads(int threads);

/*
 * One thread for each product. An OpenBLAS that is older than the processor takes the kernels of the oldest
 * 64-bit ones: it is asked to choose again, by instruction set, unless the user has chosen. To be called before
 * any product is computed.
 */
static inline void metachron_prepare_blas(void) {
#if defined(__x86_64__)
  char *(*name)(void) = (char *(*)(void))dlsym(NULL, "openblas_get_corename");
  void (*end)(void) = (void (*)(void))dlsym(NULL, "gotoblas_dynamic_quit");
  void (*start)(void) = (void (*)(void))dlsym(NULL, "gotoblas_dynamic_init");
  static const char variable[] = "OPENBLAS_CORETYPE";
  if (name && end && start && !getenv(variable) && !strcmp(name(), "Prescott")) {
    const char *type = NULL;
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) type = "Haswell";
    if (type && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
        && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")) {
      type = "SkylakeX";
    }
    if (type && !setenv(variable, type, 0)) {
      end();
      start();
      unsetenv(variable);
    }
  }
#endif
  openblas_set_num_threads(1);
}

static inline const char *metachron_gsl_version(void) { return gsl_version; }

#endif
