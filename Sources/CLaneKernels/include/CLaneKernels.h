#ifndef METACHRON_LANE_KERNELS_H
#define METACHRON_LANE_KERNELS_H

#include <stdint.h>

// Loops over many numbers that the processor at hand runs eight or four at a time.
//
// Every function is compiled for several instruction sets, of which the best is taken when the
// program starts. Sums are taken in an order that is written out, and no multiplication is fused
// with an addition, so that all processors give the same bytes.

/// The mean of rows of eight, `sum w_i row_i / sum w_i` with `w_i = total_i / own_i`.
///
/// `nodes` lists the rows that count, or is null where the first `count` do.
void metachron_mean_of_rows(
    const float *rows, const double *total, const double *own, const int32_t *nodes, int64_t count,
    double *mean);

/// The means of two columns with the same weights.
void metachron_means_of_columns(
    const float *first, const float *second, const double *total, const double *own,
    const int32_t *nodes, int64_t count, double *means);

/// For each row of eight its product with `factors`, plus `fixed`, within limits.
void metachron_products_with_rows(
    const float *rows, const double *factors, double fixed, double least, double greatest,
    const int32_t *nodes, int64_t count, double *result);

/// For each entry of two columns `fixed + a first_i + b second_i`, within limits.
void metachron_sums_of_columns(
    const float *first, const float *second, double fixed, double a, double b, double least,
    double greatest, const int32_t *nodes, int64_t count, double *result);

/// Multiplies the rows of a matrix of positive numbers, each column for itself, as
/// `mantissa * 2^exponent`; four of the numbers must multiply within the range of numbers.
///
/// Rows with a negative mark are left out.
void metachron_column_products(
    const double *matrix, const int64_t *marks, int64_t rows, int64_t columns, double *mantissas,
    double *exponents);

/// `exp(x_i - offset)`, to about 1e-14 of the value; 0 below -700.
void metachron_exponentials(
    const double *values, double offset, int64_t count, double *result);

/// `ln x_i` of normal positive numbers, to about 1e-15 of the value or absolute.
void metachron_logarithms(const double *values, int64_t count, double *result);

/// ln of the rising factorials of each of some columns of positive numbers from 0 to `limit`, row by row:
/// `result[i][c] = ln x_c (x_c + 1) ... (x_c + i - 1)`.
///
/// The number of columns is a multiple of eight.
void metachron_rising_logarithms(
    const double *start, int64_t columns, int64_t limit, double *result);

/// `fixed + constant_i + ln B(first_i + successes, second_i + failures)` where `sum_i` is
/// `first_i + second_i`, to about 1e-14 of the greatest term.
void metachron_log_betas(
    const double *first, const double *second, const double *sum, const double *constant,
    double successes, double failures, double fixed, int64_t count, double *result);

/// The probabilities in proportion to `exp(logs_i + prior_i)`; may be in place of `logs`. Returns ln of
/// their sum.
double metachron_posterior(
    const double *logs, const double *prior, int64_t count, double *probabilities);

/// Values at points between nodes by splines that are linear in the values at four nodes: those of a step and
/// one on either side, the end nodes standing for what is beyond.
///
/// `nodes` has one more than there are `steps`, each of which has `pieces` points, at most eight; `weights` has
/// eight numbers for each of the four nodes, 0 beyond the pieces.
void metachron_spread(
    const double *nodes, const double *weights, int64_t steps, int64_t pieces, double *points);

/// The transpose of `metachron_spread`.
void metachron_gather(
    const double *points, const double *weights, int64_t steps, int64_t pieces, double *nodes);

/// Adds `first_i second_j` to `sums[i + j]` for `i` and `j` within their limits, both included, where
/// `i + j` is less than `count`.
void metachron_convolve(
    const double *first, int64_t low, int64_t high, const double *second, int64_t other_low,
    int64_t other_high, int64_t count, double *sums);

/// Adds `masses_j (values[i + j] + values[i + j + 1]) / 2` to `sums[i]` for `j` within its limits, both
/// included, and `i` from `from` to before `to`, where `i + j + 1` is less than `count`.
void metachron_correlate(
    const double *values, const double *masses, int64_t low, int64_t high, int64_t from, int64_t to,
    int64_t count, double *sums);

/// The integrals of a curve of trapezoids from its ends to each point: from the left up to the point
/// `peak`, then from the right, negative, from `peak` on.
///
/// `integrals` has one entry more than there are points; the return value is the whole integral.
double metachron_integrals(
    const double *values, const double *steps, int64_t count, int64_t peak, double *integrals);

/// For each node the weighted sum over its parts of the integrals between eight neighbouring
/// places; the eighth of a node's sums is no number of use.
///
/// `indices` and `fractions` tell eight places for each part, `ends` the part after a node's last.
void metachron_range_integrals(
    const double *integrals, double whole, int32_t peak, const int32_t *indices,
    const float *fractions, const double *weights, const int32_t *ends, int64_t nodes,
    double *sums);

/// For each node the weighted sum over its parts of the values at a place.
void metachron_place_sums(
    const double *values, const int32_t *indices, const float *fractions, const double *weights,
    const int32_t *ends, int64_t nodes, double *sums);

/// For each of some points the weighted sum over lines of the values at the line's place.
///
/// `stride` is the number of places from one point to the next.
void metachron_line_sums(
    const float *values, const int32_t *indices, const float *fractions, const double *weights,
    int64_t lines, int64_t points, int64_t stride, double *sums);

/// The weights of a table of 9 by 9 cells without what one item adds to them.
///
/// Rows and columns are grouped: the first `low`, and from `high` on. A cell's weight is
/// `max(least, shared - slope * (own of its group))`, where what is below `negligible` adds
/// nothing; that of the first cell is 0.
void metachron_weights_without(
    const double *own, const double *shared, const double *slopes, double least,
    double negligible, int64_t low_rows, int64_t high_rows, int64_t low_columns,
    int64_t high_columns, double *weights);

/// The products of a table's 9 by 9 weights with a factor for each row and column, and what is left of
/// rows and columns without their own factor.
///
/// `quadrants` are factors on the first cell, the rest of the first row, the rest of the first column
/// and all others; `sums` takes the sums over those. Returns the sum of all.
double metachron_table_products(
    const double *weights, const double *divided, const double *rows, const double *columns,
    const double *quadrants, double *products, double *row_rest, double *column_rest,
    double *sums);

/// The products of three rows of weights with what the first, the second and both of two sides show, in
/// the first two the other side being clean.
///
/// `factors` has one factor for each column. `sums` takes the sums of the first two rows without the clean side. Returns the sum of all products.
double metachron_pair_products(
    const double *weights, const double *divided, const double *factors, const double *rows,
    const double *columns, int64_t count, double row_clean, double column_clean,
    double *products, double *sums);

/// Multiplies numbers with a factor.
void metachron_scale(double *values, double factor, int64_t count);

/// Multiplies numbers with a factor and adds them to others.
void metachron_scale_and_add(double *values, double factor, int64_t count, double *sums);

#endif
