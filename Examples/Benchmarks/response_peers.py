"""What other programs make of the same wells, for `responses`: scipy, the Python package synergy, and lifelines."""

import contextlib
import time
import warnings

import numpy as np
from scipy import optimize, stats

warnings.simplefilter("ignore")
NO_DRUG = -60.0  # the logarithm that stands for a dose of 0: curve_fit takes no infinity


def curve(x, e0, end, log_half, log_slope):
    """As the four-parameter curve is usually written; x is the logarithm of the dose."""
    return end + (e0 - end) / (1 + np.exp(np.exp(log_slope) * (x - log_half)))


def derivatives(x, e0, end, log_half, log_slope):
    slope = np.exp(log_slope)
    distance = x - log_half
    share = 1 / (1 + np.exp(slope * distance))
    inner = (e0 - end) * share * (1 - share) * slope
    return np.stack([share, 1 - share, inner, -inner * distance], axis=1)


def scipy_fit(doses, responses, has_jacobian, is_multiple):
    """Estimates and covariance by curve_fit; None where it gives up."""
    x = np.full(len(doses), NO_DRUG)
    x[doses > 0] = np.log(doses[doses > 0])
    inside = x[doses > 0]
    low, high = inside.min(), inside.max()
    if is_multiple:  # metachron's twelve starts
        halves = [low + share * (high - low) for share in (0.25, 0.5, 0.75)]
        starts = [(half, np.log(slope)) for slope in (0.5, 1, 2, 4) for half in halves]
    else:
        starts = [(np.median(inside), 0)]
    best = None
    for half, slope in starts:
        try:
            found, covariance = optimize.curve_fit(
                curve, x, responses, p0=[responses.max(), responses.min(), half, slope],
                jac=derivatives if has_jacobian else None, maxfev=2000)
        except (RuntimeError, ValueError):
            continue
        rest = ((curve(x, *found) - responses) ** 2).sum()
        if best is None or rest < best[0]:
            best = (rest, found, covariance)
    return best and best[1:]


def scipy_curves(wells, has_jacobian, is_multiple):
    """By line: EC50 with its 95 % interval, and the dose that halves; and CPU seconds of all fits."""
    answer, started = {}, time.process_time()
    for line, (doses, responses) in wells.items():
        fit = scipy_fit(np.array(doses), np.array(responses), has_jacobian, is_multiple)
        if fit is None:
            continue
        (e0, end, log_half, log_slope), covariance = fit
        width = stats.t.ppf(0.975, len(doses) - 4) * np.sqrt(covariance[2, 2])
        row = {"ec50": np.exp(log_half)}
        with np.errstate(all="ignore"):
            row["ec50_low"], row["ec50_high"] = np.exp(log_half - width), np.exp(log_half + width)
            row["ic50"] = np.exp(log_half) * ((e0 - 0.5) / (0.5 - end)) ** np.exp(-log_slope)
        answer[line] = {name: float(value) for name, value in row.items() if np.isfinite(value)}
    return answer, time.process_time() - started


def synergy_curves(wells):
    from synergy.single import Hill

    answer, started = {}, time.process_time()
    for line, (doses, responses) in wells.items():
        model = Hill()
        model.fit(np.array(doses), np.array(responses))
        if model.is_converged:
            half = (model.E0 - 0.5) / (0.5 - model.Emax)
            answer[line] = {"ec50": float(model.C)} | ({"ic50": float(model.C * half ** (1 / model.h))} if half > 0 else {})
    return answer, time.process_time() - started


def synergy_scores(wells):
    """By model, the excess at each pair of doses (the mean of replicates)."""
    from synergy.combination import HSA, ZIP, Bliss, Loewe
    from synergy.single import Hill

    one, two, response = (np.array(column) for column in zip(*wells))
    drugs = {}
    for name, alone, dose in (("drug1_model", two == 0, one), ("drug2_model", one == 0, two)):
        model = Hill()
        model.fit(dose[alone], response[alone])
        drugs[name] = model
    answer = {}
    for name, model in (("bliss", Bliss), ("hsa", HSA), ("loewe", Loewe), ("zip", ZIP)):
        options = {"mode": "delta_nan"} if name == "loewe" else {}
        # It divides by a dose of 0 on its way.
        with np.errstate(all="ignore"), contextlib.suppress(ValueError, RuntimeError):
            values = np.asarray(model(**drugs, **options).fit(one, two, response))
            found = {}
            for a, b, value in zip(one, two, values):
                if a > 0 and b > 0 and np.isfinite(value):
                    found.setdefault((a, b), []).append(value)
            answer[name] = {pair: float(np.mean(values)) for pair, values in found.items()}
    return answer


def synergy_musyc(wells):
    """The surface's parameters; None where the fit does not converge."""
    from synergy.combination import MuSyC

    one, two, response = (np.array(column) for column in zip(*wells))
    model = MuSyC(fit_gamma=False)
    with np.errstate(all="ignore"):
        try:
            model.fit(one, two, response)
        except (ValueError, RuntimeError):
            return None
    return {name: float(value) for name, value in model.get_parameters().items()} if model.is_converged else None


# Times, events and two groups in data sets that come with lifelines.
SURVIVAL = {
    "waltons": ("T", "E", "group"), "rossi": ("week", "arrest", "fin"), "gbsg2": ("time", "cens", "horTh"),
    "lung": ("time", "status", "sex"), "leukemia": ("t", "status", "Rx"), "larynx": ("time", "death", "Stage_IV"),
    "kidney_transplant": ("time", "death", "black_male"), "dd": ("duration", "observed", "democracy"),
}


def survival_sets():
    """By name: times above 0, events, and the names of the groups."""
    from lifelines import datasets

    for name, (time_column, event, group) in SURVIVAL.items():
        frame = getattr(datasets, f"load_{name}")().dropna(subset=[time_column, event, group])
        frame = frame[frame[time_column] > 0]
        groups = [f"group {value}" for value in frame[group]]
        yield name, frame[time_column].astype(float).to_list(), (frame[event] == frame[event].max()).to_list(), groups


def survival(times, events):
    """Kaplan-Meier by time with its interval, the median, and the mean of the time up to the last."""
    from lifelines import KaplanMeierFitter
    from lifelines.utils import restricted_mean_survival_time

    model = KaplanMeierFitter().fit(times, events)
    band = model.confidence_interval_
    curve = {float(t): (float(model.survival_function_.loc[t].iloc[0]), *map(float, band.loc[t])) for t in band.index}
    return curve, float(model.median_survival_time_), float(restricted_mean_survival_time(model, t=max(times)))


def survival_tests(times, events, groups):
    """Log-rank chi-squared, and the hazard ratio of the second group by name."""
    import pandas
    from lifelines import CoxPHFitter
    from lifelines.statistics import multivariate_logrank_test

    test = multivariate_logrank_test(times, groups, events)
    second = sorted(set(groups))[1]
    frame = pandas.DataFrame({"t": times, "e": events, "x": [float(group == second) for group in groups]})
    model = CoxPHFitter().fit(frame, "t", "e", fit_options={"precision": 1e-13, "r_precision": 1e-15, "max_steps": 100})
    return float(test.test_statistic), float(np.exp(model.params_["x"]))
