#include "CLaneKernels.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

#ifndef __has_feature
#define __has_feature(feature) 0
#endif

// Which copy of a kernel runs is decided while the program is loaded, before the thread sanitizer is there.
#if defined(__x86_64__) && defined(__ELF__) && !__has_feature(thread_sanitizer)
#define KERNEL __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define KERNEL
#endif

enum { LANES = 8, SIDE = 9 };

typedef double lanes __attribute__((vector_size(64), aligned(8)));
typedef double half __attribute__((vector_size(32), aligned(8)));
typedef double quarter __attribute__((vector_size(16), aligned(8)));
typedef int64_t flags __attribute__((vector_size(64), aligned(8)));
typedef uint64_t bits __attribute__((vector_size(64), aligned(8)));
typedef float narrow __attribute__((vector_size(32), aligned(4)));
typedef uint32_t words __attribute__((vector_size(32), aligned(4)));
typedef int32_t indices8 __attribute__((vector_size(32), aligned(4)));

// Macros, since vectors that are handed to functions would need one calling convention for all
// instruction sets.
#define LOAD(pointer) (*(const lanes *)(pointer))
#define STORE(pointer, value) (*(lanes *)(pointer) = (value))
#define WIDEN(pointer) __builtin_convertvector(*(const narrow *)(pointer), lanes)
#define ALL(x) ((lanes){x, x, x, x, x, x, x, x})
#define SELECT(mask, a, b) ((lanes)(((flags)(a) & (mask)) | ((flags)(b) & ~(mask))))
#define LARGER(a, b) SELECT((a) > (b), a, b)
#define SMALLER(a, b) SELECT((a) < (b), a, b)
#define SUM(result, v)                                                                      \
  do {                                                                                      \
    lanes whole_ = (v);                                                                     \
    half four_ = __builtin_shufflevector(whole_, whole_, 0, 1, 2, 3)                        \
      + __builtin_shufflevector(whole_, whole_, 4, 5, 6, 7);                                \
    quarter two_ = __builtin_shufflevector(four_, four_, 0, 1)                              \
      + __builtin_shufflevector(four_, four_, 2, 3);                                        \
    (result) = two_[0] + two_[1];                                                           \
  } while (0)

// The sums of neighbours of two vectors, side by side.
#define PAIRS(a, b)                                                                         \
  (__builtin_shufflevector(a, b, 0, 2, 4, 6, 8, 10, 12, 14)                                 \
   + __builtin_shufflevector(a, b, 1, 3, 5, 7, 9, 11, 13, 15))

// MARK: Averages over nodes

KERNEL
void metachron_mean_of_rows(
    const float *rows, const double *total, const double *own, const int32_t *nodes, int64_t count,
    double *mean) {
  enum { CHUNK = 64, FEW = 16 };
  double weights[CHUNK];
  lanes even = ALL(0.0), odd = ALL(0.0), masses = ALL(0.0);
  double mass = 0, rest = 0;
  int64_t start = 0;
  if (!nodes && count > FEW) {
    // Divided eight at a time.
    for (; start + LANES <= count; start += CHUNK) {
      int64_t length = count - start < CHUNK ? (count - start) / LANES * LANES : CHUNK;
      for (int64_t i = 0; i < length; i += LANES) {
        lanes weight = LOAD(total + start + i) / LOAD(own + start + i);
        masses += weight;
        STORE(weights + i, weight);
      }
      for (int64_t i = 0; i < length; i += 2) {
        even += ALL(weights[i]) * WIDEN(rows + LANES * (start + i));
        odd += ALL(weights[i + 1]) * WIDEN(rows + LANES * (start + i + 1));
      }
    }
    start = count / LANES * LANES;
    SUM(mass, masses);
  }
  for (; start + 2 <= count; start += 2) {
    int64_t a = nodes ? nodes[start] : start, b = nodes ? nodes[start + 1] : start + 1;
    double first = total[a] / own[a], second = total[b] / own[b];
    mass += first;
    rest += second;
    even += ALL(first) * WIDEN(rows + LANES * a);
    odd += ALL(second) * WIDEN(rows + LANES * b);
  }
  if (start < count) {
    int64_t a = nodes ? nodes[start] : start;
    double first = total[a] / own[a];
    mass += first;
    even += ALL(first) * WIDEN(rows + LANES * a);
  }
  double scale = 1 / (mass + rest);
  STORE(mean, (even + odd) * ALL(scale));
}

KERNEL
void metachron_means_of_columns(
    const float *first, const float *second, const double *total, const double *own,
    const int32_t *nodes, int64_t count, double *means) {
  lanes a = ALL(0.0), b = ALL(0.0), masses = ALL(0.0);
  double restA = 0, restB = 0, rest = 0;
  int64_t i = 0;
  if (!nodes) {
    for (; i + LANES <= count; i += LANES) {
      lanes weight = LOAD(total + i) / LOAD(own + i);
      masses += weight;
      a += weight * WIDEN(first + i);
      b += weight * WIDEN(second + i);
    }
  }
  for (; i < count; i++) {
    int64_t node = nodes ? nodes[i] : i;
    double weight = total[node] / own[node];
    rest += weight;
    restA += weight * (double)first[node];
    restB += weight * (double)second[node];
  }
  double mass, sumA, sumB;
  SUM(mass, masses);
  SUM(sumA, a);
  SUM(sumB, b);
  means[0] = (sumA + restA) / (mass + rest);
  means[1] = (sumB + restB) / (mass + rest);
}

// MARK: Evidence of nodes

KERNEL
void metachron_products_with_rows(
    const float *rows, const double *factors, double fixed, double least, double greatest,
    const int32_t *nodes, int64_t count, double *result) {
  lanes factor = LOAD(factors);
  int64_t i = 0;
  if (!nodes) {
    // Eight rows at once: their sums are added up side by side.
    for (; i + LANES <= count; i += LANES) {
      const float *row = rows + LANES * i;
#define ROW(r) (factor * WIDEN(row + LANES * (r)))
      lanes a = PAIRS(ROW(0), ROW(1)), b = PAIRS(ROW(2), ROW(3));
      lanes c = PAIRS(ROW(4), ROW(5)), d = PAIRS(ROW(6), ROW(7));
      a = PAIRS(a, b);
      b = PAIRS(c, d);
      lanes sum = PAIRS(a, b) + ALL(fixed);
#undef ROW
      sum = LARGER(sum, ALL(least));
      STORE(result + i, SMALLER(sum, ALL(greatest)));
    }
  }
  for (; i < count; i++) {
    int64_t node = nodes ? nodes[i] : i;
    double sum;
    SUM(sum, factor * WIDEN(rows + LANES * node));
    sum += fixed;
    sum = sum > least ? sum : least;
    result[node] = sum < greatest ? sum : greatest;
  }
}

KERNEL
void metachron_sums_of_columns(
    const float *first, const float *second, double fixed, double a, double b, double least,
    double greatest, const int32_t *nodes, int64_t count, double *result) {
  int64_t i = 0;
  if (!nodes) {
    for (; i + LANES <= count; i += LANES) {
      lanes sum = ALL(fixed) + ALL(a) * WIDEN(first + i) + ALL(b) * WIDEN(second + i);
      sum = LARGER(sum, ALL(least));
      STORE(result + i, SMALLER(sum, ALL(greatest)));
    }
  }
  for (; i < count; i++) {
    int64_t node = nodes ? nodes[i] : i;
    double sum = fixed + a * (double)first[node] + b * (double)second[node];
    sum = sum > least ? sum : least;
    result[node] = sum < greatest ? sum : greatest;
  }
}

#define EXPONENT_MASK 0x7ff0000000000000
#define MANTISSA_MASK 0x000fffffffffffff
#define ONE 0x3ff0000000000000

KERNEL
void metachron_column_products(
    const double *matrix, const int64_t *marks, int64_t rows, int64_t columns, double *mantissas,
    double *exponents) {
  enum { BLOCK = 4 };
  int64_t column = 0;
  for (; column + LANES <= columns; column += LANES) {
    lanes product = ALL(1.0);
    flags exponent = {0};
    int pending = 0;
    for (int64_t row = 0; row < rows; row++) {
      if (marks[row] < 0) continue;
      product *= LOAD(matrix + row * columns + column);
      if (++pending < BLOCK) continue;
      pending = 0;
      exponent += (flags)(((bits)product & EXPONENT_MASK) >> 52) - 1023;
      product = (lanes)(((bits)product & MANTISSA_MASK) | ONE);
    }
    STORE(mantissas + column, product);
    STORE(exponents + column, __builtin_convertvector(exponent, lanes));
  }
  for (; column < columns; column++) {
    double product = 1;
    int64_t exponent = 0;
    int pending = 0;
    for (int64_t row = 0; row < rows; row++) {
      if (marks[row] < 0) continue;
      product *= matrix[row * columns + column];
      if (++pending < BLOCK) continue;
      pending = 0;
      uint64_t own;
      memcpy(&own, &product, sizeof own);
      exponent += (int64_t)((own & EXPONENT_MASK) >> 52) - 1023;
      own = (own & MANTISSA_MASK) | ONE;
      memcpy(&product, &own, sizeof own);
    }
    mantissas[column] = product;
    exponents[column] = (double)exponent;
  }
}

// MARK: Curves

// exp(x): x = n ln 2 + r with |r| <= ln 2 / 2, then the power series of exp(r) to the 12th power.
#define LINE(a, b, x) ((x) * (b) + (a))
#define EXPONENTIAL(result, argument)                                                        \
  do {                                                                                       \
    lanes x_ = (argument);                                                                   \
    lanes clipped_ = SELECT(x_ < ALL(-700.0), ALL(-700.0), x_);                              \
    lanes rounder_ = ALL(0x1.8p52);                                                          \
    lanes shifted_ = clipped_ * 1.4426950408889634 + rounder_;                               \
    lanes whole_ = shifted_ - rounder_;                                                      \
    lanes r_ = (clipped_ - whole_ * 0x1.62e42feep-1) - whole_ * 0x1.a39ef35793c76p-33;       \
    lanes r2_ = r_ * r_;                                                                     \
    lanes r4_ = r2_ * r2_;                                                                   \
    lanes low_ = LINE(1.0, 1.0, r_) + r2_ * LINE(1.0 / 2, 1.0 / 6, r_);                      \
    lanes middle_ = LINE(1.0 / 24, 1.0 / 120, r_) + r2_ * LINE(1.0 / 720, 1.0 / 5040, r_);   \
    lanes high_ = LINE(1.0 / 40320, 1.0 / 362880, r_)                                        \
      + r2_ * LINE(1.0 / 3628800, 1.0 / 39916800, r_);                                       \
    lanes power_ = low_ + r4_ * (middle_ + r4_ * high_);                                     \
    bits exponent_ = ((bits)shifted_ + 1023) << 52;                                          \
    lanes value_ = power_ * (lanes)exponent_;                                                \
    (result) = SELECT(x_ < ALL(-700.0), ALL(0.0), value_);                                   \
  } while (0)

// ln of positive normal numbers: x = 2^e m with m from the root of 1/2 to that of 2, then the series of
// 2 artanh((m - 1) / (m + 1)).
#define LOGARITHM(result, argument)                                                          \
  do {                                                                                       \
    bits of_ = (bits)(argument);                                                             \
    bits biased_ = (of_ + 0x00095f619980c433) >> 52;                                         \
    lanes m_ = (lanes)(of_ - (biased_ << 52) + 0x3ff0000000000000);                          \
    lanes power_ = (lanes)(biased_ | 0x4330000000000000) - ALL(0x1p52 + 1023);               \
    lanes f_ = m_ - 1.0;                                                                     \
    lanes s_ = f_ / (m_ + 1.0);                                                              \
    lanes z_ = s_ * s_;                                                                      \
    lanes z2_ = z_ * z_;                                                                     \
    lanes z4_ = z2_ * z2_;                                                                   \
    lanes lower_ = LINE(2.0 / 3, 2.0 / 5, z_) + z2_ * LINE(2.0 / 7, 2.0 / 9, z_);            \
    lanes upper_ = LINE(2.0 / 11, 2.0 / 13, z_) + z2_ * LINE(2.0 / 15, 2.0 / 17, z_);        \
    lanes series_ = lower_ + z4_ * upper_ + z4_ * z4_ * (2.0 / 19);                          \
    (result) = power_ * 0x1.62e42fefa39efp-1 + (2.0 * s_ + s_ * (z_ * series_));             \
  } while (0)

// What Stirling's series adds, of the inverse of the argument.
#define STIRLING_TAIL(result, argument)                                                      \
  do {                                                                                       \
    lanes i_ = (argument);                                                                   \
    lanes i2_ = i_ * i_;                                                                     \
    lanes i4_ = i2_ * i2_;                                                                   \
    (result) = i_                                                                            \
      * (LINE(1.0 / 12, -1.0 / 360, i2_)                                                     \
         + i4_                                                                               \
           * (LINE(1.0 / 1260, -1.0 / 1680, i2_)                                             \
              + i4_ * LINE(1.0 / 1188, -691.0 / 360360, i2_)));                              \
  } while (0)

// x (x + 1) ... (x + 7) where a mask says so, else 1.
#define RISING(result, mask, argument)                                                       \
  do {                                                                                       \
    lanes x_ = (argument);                                                                   \
    lanes outer_ = x_ * (x_ + 7.0);                                                          \
    lanes all_ = outer_ * (outer_ + 6.0) * ((outer_ + 10.0) * (outer_ + 12.0));              \
    (result) = SELECT(mask, all_, ALL(1.0));                                                 \
  } while (0)

KERNEL
void metachron_exponentials(
    const double *values, double offset, int64_t count, double *result) {
  int64_t i = 0;
  lanes value;
  for (; i + LANES <= count; i += LANES) {
    EXPONENTIAL(value, LOAD(values + i) - ALL(offset));
    STORE(result + i, value);
  }
  if (i < count) {
    double rest[LANES] = {0};
    for (int64_t j = i; j < count; j++) rest[j - i] = values[j] - offset;
    EXPONENTIAL(value, LOAD(rest));
    STORE(rest, value);
    for (int64_t j = i; j < count; j++) result[j] = rest[j - i];
  }
}

KERNEL
void metachron_logarithms(const double *values, int64_t count, double *result) {
  int64_t i = 0;
  lanes value;
  for (; i + LANES <= count; i += LANES) {
    LOGARITHM(value, LOAD(values + i));
    STORE(result + i, value);
  }
  if (i < count) {
    double rest[LANES] = {1, 1, 1, 1, 1, 1, 1, 1};
    for (int64_t j = i; j < count; j++) rest[j - i] = values[j];
    LOGARITHM(value, LOAD(rest));
    STORE(rest, value);
    for (int64_t j = i; j < count; j++) result[j] = rest[j - i];
  }
}

KERNEL
void metachron_rising_logarithms(
    const double *start, int64_t columns, int64_t limit, double *result) {
  for (int64_t column = 0; column < columns; column += LANES) {
    lanes first = LOAD(start + column), sum = ALL(0.0), term;
    double *into = result + column;
    STORE(into, sum);
    for (int64_t i = 0; i < limit; i++) {
      LOGARITHM(term, first + ALL((double)i));
      sum = sum + term;
      into += columns;
      STORE(into, sum);
    }
  }
}

KERNEL
void metachron_log_betas(
    const double *first, const double *second, const double *sum, const double *constant,
    double successes, double failures, double fixed, int64_t count, double *result) {
  double room[4][LANES];
  for (int64_t i = 0; i < count; i += LANES) {
    const double *at[4] = {first + i, second + i, sum + i, constant + i};
    int64_t length = count - i < LANES ? count - i : LANES;
    if (length < LANES) {
      for (int64_t part = 0; part < 4; part++) {
        for (int64_t j = 0; j < LANES; j++) room[part][j] = j < length ? at[part][j] : 1;
        at[part] = room[part];
      }
    }
    lanes a = LOAD(at[0]) + ALL(successes), b = LOAD(at[1]) + ALL(failures);
    lanes s = LOAD(at[2]) + ALL(successes + failures), shift = ALL(0.0);
    flags few_a = a < ALL(8.0), few_b = b < ALL(8.0), few_s = s < ALL(8.0);
    int64_t any = 0;
    for (int64_t j = 0; j < LANES; j++) any |= few_a[j] | few_b[j];
    if (any) {
      // Arguments below 8 are raised by as much: x (x + 1) ... (x + 7) is divided out.
      lanes rising_a, rising_b, rising_s;
      RISING(rising_a, few_a, a);
      RISING(rising_b, few_b, b);
      RISING(rising_s, few_s, s);
      LOGARITHM(shift, rising_a * rising_b / rising_s);
      lanes eight = ALL(8.0), none = ALL(0.0);
      lanes more_a = SELECT(few_a, eight, none), more_b = SELECT(few_b, eight, none);
      lanes more_s = SELECT(few_s, eight, none);
      shift += more_a + more_b - more_s;
      a += more_a;
      b += more_b;
      s += more_s;
    }
    // The linear terms of the series cancel, and one division serves three inverses.
    lanes product = a * b;
    lanes inverse = 1.0 / (product * s);
    lanes of_s = inverse * product, of_both = inverse * s, value;
    lanes tail_a, tail_b, tail_s, log_a, log_b, log_s;
    STIRLING_TAIL(tail_a, of_both * b);
    STIRLING_TAIL(tail_b, of_both * a);
    STIRLING_TAIL(tail_s, of_s);
    LOGARITHM(log_a, a);
    LOGARITHM(log_b, b);
    LOGARITHM(log_s, s);
    value = (a - 0.5) * log_a + (b - 0.5) * log_b - (s - 0.5) * log_s
      + (0.9189385332046728 + (tail_a + tail_b - tail_s)) - shift;
    value = LOAD(at[3]) + ALL(fixed) + value;
    if (length == LANES) {
      STORE(result + i, value);
    } else {
      for (int64_t j = 0; j < length; j++) result[i + j] = value[j];
    }
  }
}

KERNEL
double metachron_posterior(
    const double *logs, const double *prior, int64_t count, double *probabilities) {
  lanes best = ALL(-1.0 / 0.0);
  int64_t i = 0;
  double most = -1.0 / 0.0;
  for (; i + LANES <= count; i += LANES) {
    lanes value = LOAD(logs + i) + LOAD(prior + i);
    STORE(probabilities + i, value);
    best = LARGER(value, best);
  }
  for (int64_t j = i; j < count; j++) {
    probabilities[j] = logs[j] + prior[j];
    most = probabilities[j] > most ? probabilities[j] : most;
  }
  for (int64_t j = 0; j < LANES; j++) most = best[j] > most ? best[j] : most;
  lanes sums = ALL(0.0), value;
  double rest = 0, norm;
  for (i = 0; i + LANES <= count; i += LANES) {
    EXPONENTIAL(value, LOAD(probabilities + i) - ALL(most));
    STORE(probabilities + i, value);
    sums += value;
  }
  if (i < count) {
    double last[LANES] = {0};
    for (int64_t j = i; j < count; j++) last[j - i] = probabilities[j] - most;
    EXPONENTIAL(value, LOAD(last));
    for (int64_t j = i; j < count; j++) {
      probabilities[j] = value[j - i];
      rest += value[j - i];
    }
  }
  SUM(norm, sums);
  norm += rest;
  double inverse = 1 / norm, part;
  for (i = 0; i < count; i++) probabilities[i] *= inverse;
  LOGARITHM(value, ALL(norm));
  part = value[0];
  return most + part;
}

// MARK: Splines

KERNEL
void metachron_spread(
    const double *nodes, const double *weights, int64_t steps, int64_t pieces, double *points) {
  lanes first = LOAD(weights), second = LOAD(weights + LANES);
  lanes third = LOAD(weights + 2 * LANES), fourth = LOAD(weights + 3 * LANES);
  for (int64_t step = 0; step < steps; step++) {
    double before = nodes[step > 0 ? step - 1 : 0];
    double after = nodes[step + 2 <= steps ? step + 2 : steps];
    lanes value = (first * ALL(before) + second * ALL(nodes[step]))
      + (third * ALL(nodes[step + 1]) + fourth * ALL(after));
    double *into = points + step * pieces;
    if ((steps - step) * pieces >= LANES) {
      // What is too much is overwritten by the next step.
      STORE(into, value);
    } else {
      for (int64_t piece = 0; piece < pieces; piece++) into[piece] = value[piece];
    }
  }
}

KERNEL
void metachron_gather(
    const double *points, const double *weights, int64_t steps, int64_t pieces, double *nodes) {
  lanes first = LOAD(weights), second = LOAD(weights + LANES);
  lanes third = LOAD(weights + 2 * LANES), fourth = LOAD(weights + 3 * LANES);
  for (int64_t node = 0; node <= steps; node++) nodes[node] = 0;
  for (int64_t step = 0; step < steps; step++) {
    const double *from = points + step * pieces;
    lanes value;
    if ((steps - step) * pieces >= LANES) {
      value = LOAD(from);
    } else {
      double room[LANES] = {0};
      for (int64_t piece = 0; piece < pieces; piece++) room[piece] = from[piece];
      value = LOAD(room);
    }
    // The sums of four products, side by side.
    lanes two = PAIRS(first * value, second * value), more = PAIRS(third * value, fourth * value);
    lanes four = PAIRS(two, more);
    nodes[step > 0 ? step - 1 : 0] += four[0] + four[1];
    nodes[step] += four[2] + four[3];
    nodes[step + 1] += four[4] + four[5];
    nodes[step + 2 <= steps ? step + 2 : steps] += four[6] + four[7];
  }
}

// MARK: Sums of shares

// Room for one factor with zeros on both sides.
enum { WIDTH = 1024 };

KERNEL
void metachron_convolve(
    const double *first, int64_t low, int64_t high, const double *second, int64_t other_low,
    int64_t other_high, int64_t count, double *sums) {
  int64_t length = other_high - other_low + 1;
  int64_t last = high + other_high < count - 1 ? high + other_high : count - 1;
  if (length > WIDTH - 2 * LANES) {
    for (int64_t i = low; i <= high; i++) {
      for (int64_t j = other_low; j <= other_high && i + j < count; j++) {
        sums[i + j] += first[i] * second[j];
      }
    }
    return;
  }
  double padded[WIDTH];
  for (int64_t j = 0; j < LANES; j++) padded[j] = padded[LANES + length + j] = 0;
  for (int64_t j = 0; j < length; j++) padded[LANES + j] = second[other_low + j];
  const double *at = padded + LANES - other_low;
  for (int64_t k = low + other_low; k <= last; k += LANES) {
    int64_t from = k - other_high > low ? k - other_high : low;
    int64_t to = k + LANES - 1 - other_low < high ? k + LANES - 1 - other_low : high;
    lanes sum = ALL(0.0);
    for (int64_t i = from; i <= to; i++) sum += ALL(first[i]) * LOAD(at + k - i);
    if (k + LANES - 1 <= last) {
      STORE(sums + k, LOAD(sums + k) + sum);
    } else {
      for (int64_t j = k; j <= last; j++) sums[j] += sum[j - k];
    }
  }
}

KERNEL
void metachron_correlate(
    const double *values, const double *masses, int64_t low, int64_t high, int64_t from, int64_t to,
    int64_t count, double *sums) {
  int64_t length = to - from + high - low;
  if (to <= from) return;
  if (length > WIDTH - 2 * LANES) {
    for (int64_t j = low; j <= high; j++) {
      for (int64_t i = from; i < to && i + j + 1 < count; i++) {
        sums[i] += 0.5 * masses[j] * (values[i + j] + values[i + j + 1]);
      }
    }
    return;
  }
  // The sums of neighbours from the first that is asked for, 0 beyond the last.
  double pairs[WIDTH];
  int64_t start = from + low, known = count - 1 - start;
  known = known < 0 ? 0 : known < length ? known : length;
  for (int64_t i = 0; i < known; i++) pairs[i] = values[start + i] + values[start + i + 1];
  for (int64_t i = known; i < length + LANES; i++) pairs[i] = 0;
  for (int64_t i = from; i < to; i += LANES) {
    lanes sum = ALL(0.0);
    const double *at = pairs + i - from - low;
    for (int64_t j = low; j <= high; j++) sum += ALL(0.5 * masses[j]) * LOAD(at + j);
    if (i + LANES <= to) {
      STORE(sums + i, LOAD(sums + i) + sum);
    } else {
      for (int64_t j = i; j < to; j++) sums[j] += sum[j - i];
    }
  }
}

double metachron_integrals(
    const double *values, const double *steps, int64_t count, int64_t peak, double *integrals) {
  double left = 0, right = 0;
  integrals[0] = 0;
  integrals[count] = 0;
  int64_t up = 0, down = count - 1;
  // Both at once where both go on, since each addition waits for the one before it.
  while (up < peak && down > peak) {
    left += 0.5 * (values[up] + values[up + 1]) * steps[up];
    right += 0.5 * (values[down - 1] + values[down]) * steps[down - 1];
    integrals[++up] = left;
    integrals[down--] = -right;
  }
  while (up < peak) {
    left += 0.5 * (values[up] + values[up + 1]) * steps[up];
    integrals[++up] = left;
  }
  while (down > peak) {
    right += 0.5 * (values[down - 1] + values[down]) * steps[down - 1];
    integrals[down--] = -right;
  }
  return left + right;
}

KERNEL
void metachron_range_integrals(
    const double *integrals, double whole, int32_t peak, const int32_t *indices,
    const float *fractions, const double *weights, const int32_t *ends, int64_t nodes,
    double *sums) {
  int64_t part = 0;
  for (int64_t node = 0; node < nodes; node++) {
    lanes sum = ALL(0.0);
    for (; part < ends[node]; part++) {
      const int32_t *place = indices + LANES * part;
      lanes low, high;
      for (int lane = 0; lane < LANES; lane++) {
        const double *value = integrals + place[lane] + (place[lane] >= peak);
        low[lane] = value[0];
        high[lane] = value[1];
      }
      lanes value = low + WIDEN(fractions + LANES * part) * (high - low);
      indices8 index = *(const indices8 *)place;
      flags isLeft = __builtin_convertvector(index < peak, flags);
      // Where the peak lies between two places, one is told from the left and one from the right.
      flags crosses = isLeft & ~__builtin_shufflevector(isLeft, isLeft, 1, 2, 3, 4, 5, 6, 7, 7);
      lanes next = __builtin_shufflevector(value, value, 1, 2, 3, 4, 5, 6, 7, 7);
      sum += ALL(weights[part]) * (next - value + (lanes)((flags)ALL(whole) & crosses));
    }
    STORE(sums + LANES * node, sum);
  }
}

void metachron_place_sums(
    const double *values, const int32_t *indices, const float *fractions, const double *weights,
    const int32_t *ends, int64_t nodes, double *sums) {
  int64_t part = 0;
  for (int64_t node = 0; node < nodes; node++) {
    double sum = 0;
    for (; part < ends[node]; part++) {
      const double *value = values + indices[part];
      sum += weights[part] * (value[0] + (double)fractions[part] * (value[1] - value[0]));
    }
    sums[node] = sum;
  }
}

KERNEL
void metachron_line_sums(
    const float *values, const int32_t *indices, const float *fractions, const double *weights,
    int64_t lines, int64_t points, int64_t stride, double *sums) {
  enum { FEW = 3 };
  for (int64_t point = 0; point < points; point++) {
    const int32_t *place = indices + point * stride;
    const float *fraction = fractions + point * stride;
    lanes total = ALL(0.0);
    int64_t line = 0;
    // Beyond the last line there is room, where weights are 0; a few lines are faster one by one.
    for (; line + FEW < lines; line += LANES) {
      // Both neighbours in one load.
      bits pairs;
      for (int lane = 0; lane < LANES; lane++) {
        uint64_t pair;
        memcpy(&pair, values + place[line + lane], sizeof pair);
        pairs[lane] = pair;
      }
      narrow first = (narrow)__builtin_convertvector(pairs, words);
      narrow second = (narrow)__builtin_convertvector(pairs >> 32, words);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
      narrow low = second, high = first;
#else
      narrow low = first, high = second;
#endif
      narrow value = low + *(const narrow *)(fraction + line) * (high - low);
      total += LOAD(weights + line) * __builtin_convertvector(value, lanes);
    }
    double sum;
    SUM(sum, total);
    for (; line < lines; line++) {
      float low = values[place[line]];
      sum += weights[line] * (double)(low + fraction[line] * (values[place[line] + 1] - low));
    }
    sums[point] = sum;
  }
}

// MARK: Tables of two samples' states

KERNEL
void metachron_weights_without(
    const double *own, const double *shared, const double *slopes, double least,
    double negligible, int64_t low_rows, int64_t high_rows, int64_t low_columns,
    int64_t high_columns, double *weights) {
  // Columns 1 to 8 stand in lanes 0 to 7.
  flags isLow, isHigh;
  for (int lane = 0; lane < LANES; lane++) {
    isLow[lane] = lane + 1 < low_columns ? -1 : 0;
    isHigh[lane] = lane + 1 >= high_columns ? -1 : 0;
  }
  double firsts[SIDE];
  lanes rests[SIDE];
  for (int i = 0; i < SIDE; i++) {
    double first = own[SIDE * i];
    lanes rest = LOAD(own + SIDE * i + 1);
    firsts[i] = first > negligible ? first : 0;
    rests[i] = (lanes)((flags)rest & (rest > ALL(negligible)));
  }
  for (int i = 1; i < low_rows; i++) {
    firsts[0] += firsts[i];
    rests[0] += rests[i];
  }
  for (int i = (int)high_rows; i < SIDE - 1; i++) {
    firsts[SIDE - 1] += firsts[i];
    rests[SIDE - 1] += rests[i];
  }
  for (int i = 0; i < SIDE; i++) {
    int from = i < low_rows ? 0 : i >= high_rows ? SIDE - 1 : i;
    lanes rest = rests[from];
    double first = firsts[from], high = 0;
    // Most groups hold one column or two, so that they are added one by one.
    for (int64_t j = 1; j < low_columns; j++) first += rest[j - 1];
    rest = SELECT(isLow, ALL(first), rest);
    if (high_columns < SIDE - 1) {
      for (int64_t j = high_columns; j < SIDE; j++) high += rest[j - 1];
      rest = SELECT(isHigh, ALL(high), rest);
    }
    double value = shared[SIDE * i] - slopes[SIDE * i] * first;
    weights[SIDE * i] = value > least ? value : least;
    lanes values = LOAD(shared + SIDE * i + 1) - LOAD(slopes + SIDE * i + 1) * rest;
    STORE(weights + SIDE * i + 1, LARGER(values, ALL(least)));
  }
  weights[0] = 0;
}

KERNEL
double metachron_table_products(
    const double *weights, const double *divided, const double *rows, const double *columns,
    const double *quadrants, double *products, double *row_rest, double *column_rest,
    double *sums) {
  lanes column = LOAD(columns + 1);
  double firstColumn = columns[0];
  double firstRest = 0, evidence = 0;
  lanes rest = ALL(0.0);
  sums[0] = sums[1] = sums[2] = sums[3] = 0;
  for (int i = 0; i < SIDE; i++) {
    const double *quadrant = quadrants + (i > 0 ? 2 : 0);
    double *sum = sums + (i > 0 ? 2 : 0);
    double row = rows[i];
    double first = weights[SIDE * i] * divided[SIDE * i] * quadrant[0];
    lanes others =
      LOAD(weights + SIDE * i + 1) * LOAD(divided + SIDE * i + 1) * ALL(quadrant[1]);
    firstRest += first * row;
    rest += others * ALL(row);
    first *= firstColumn;
    others *= column;
    double total;
    SUM(total, others);
    products[SIDE * i] = first * row;
    STORE(products + SIDE * i + 1, others * ALL(row));
    sum[0] += first * row;
    sum[1] += total * row;
    row_rest[i] = first + total;
    evidence += (first + total) * row;
  }
  column_rest[0] = firstRest;
  STORE(column_rest + 1, rest);
  return evidence;
}

KERNEL
double metachron_pair_products(
    const double *weights, const double *divided, const double *factors, const double *rows,
    const double *columns, int64_t count, double row_clean, double column_clean,
    double *products, double *sums) {
  double total = 0;
  sums[0] = sums[1] = 0;
  for (int64_t h = 0; h < count; h++) {
    int64_t b = count + h, c = 2 * count + h;
    double row = weights[h] * divided[h] * factors[h] * rows[h];
    double column = weights[b] * divided[b] * factors[h] * columns[h];
    double both = weights[c] * divided[c] * factors[h] * (rows[h] * columns[h]);
    sums[0] += row;
    sums[1] += column;
    products[h] = row * column_clean;
    products[b] = column * row_clean;
    products[c] = both;
    total += products[h] + products[b] + both;
  }
  return total;
}

KERNEL
void metachron_scale(double *values, double factor, int64_t count) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) STORE(values + i, LOAD(values + i) * ALL(factor));
  for (; i < count; i++) values[i] *= factor;
}

KERNEL
void metachron_scale_and_add(double *values, double factor, int64_t count, double *sums) {
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    lanes value = LOAD(values + i) * ALL(factor);
    STORE(values + i, value);
    STORE(sums + i, LOAD(sums + i) + value);
  }
  for (; i < count; i++) {
    values[i] *= factor;
    sums[i] += values[i];
  }
}
