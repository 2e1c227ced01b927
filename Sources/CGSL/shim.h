#ifndef METACHRON_CGSL_SHIM_H
#define METACHRON_CGSL_SHIM_H

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

static inline const char *metachron_gsl_version(void) { return gsl_version; }

#endif
