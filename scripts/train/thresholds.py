"""Temperature and decision thresholds from the dev pictures (the rules they serve: src/inference/decision.ts).

Bins are simulated: each photo of the four categories lies in its own bin with weight 0.8 and in each of the other three
bins with weight 0.2 / 3; a closed bag lies in each of the four with weight 1/4 and ought never to be flagged.
"""

import numpy as np

from photos import CATEGORIES, CLOSED_BAG, NOTHING

MAIN = 4
BAG_INDEX, NOTHING_INDEX = CATEGORIES.index(CLOSED_BAG), CATEGORIES.index(NOTHING)
MISPLACED_SHARE = 0.2
FLAG_PRECISION, FITS_PRECISION, MARGIN = 0.97, 0.99, 0.005
WRONGLY_SET_ASIDE = 0.005
GRID = np.round(np.concatenate([np.arange(0.5, 0.99, 0.005), np.arange(0.99, 0.9995, 0.001)]), 3)


def category_probabilities(logits, temperature, matrix):
    """(N, categories) from item logits (N, labels)."""
    scaled = logits / temperature
    exponent = np.exp(scaled - scaled.max(1, keepdims=True))
    return exponent / exponent.sum(1, keepdims=True) @ matrix


def fit_temperature(logits, actual, matrix):
    """The temperature (steps of 0.01) with the least negative log-likelihood of the categories."""
    rows = np.arange(len(actual))
    grid = np.round(np.arange(0.3, 3, 0.01), 2)
    losses = [-np.log(category_probabilities(logits, t, matrix)[rows, actual] + 1e-9).mean() for t in grid]
    return float(grid[int(np.argmin(losses))])


def place_in_bins(categories, actual):
    """Every photo in each of four bins: score, probability of the bin's own category, weight, whether misplaced."""
    main = categories[:, :MAIN]
    bins = np.arange(MAIN)
    right = actual[:, None] == bins
    weight = np.where(right, 1 - MISPLACED_SHARE, MISPLACED_SHARE / (MAIN - 1))
    weight[actual == BAG_INDEX] = 1 / MAIN
    return {
        "score": (main.sum(1, keepdims=True) - main).ravel(),
        "own": main.ravel(),
        "weight": weight.ravel(),
        "misplaced": (~right & (actual[:, None] < MAIN)).ravel(),
    }


def lowest_precise(values, correct, weight, precision):
    """The lowest threshold of GRID from which `values` upwards are correct with at least `precision`."""
    for threshold in GRID:
        above = values >= threshold
        if above.any() and (weight * correct)[above].sum() / weight[above].sum() >= precision:
            return float(threshold)
    return float(GRID[-1])


def lowest_harmless(values, wrong):
    """The lowest threshold of GRID that at most WRONGLY_SET_ASIDE of the pictures marked `wrong` reach."""
    return float(next((t for t in GRID if (values[wrong] >= t).mean() <= WRONGLY_SET_ASIDE), GRID[-1]))


def choose(categories, actual):
    """Thresholds {flag, fits, closedBag, nothing} and what they give, from (N, categories) and true categories."""
    closed_bag = lowest_harmless(categories[:, BAG_INDEX], actual < MAIN)
    nothing = lowest_harmless(categories[:, NOTHING_INDEX], actual <= BAG_INDEX)
    aside = (categories[:, NOTHING_INDEX] >= nothing) | (categories[:, BAG_INDEX] >= closed_bag)
    photo = actual <= BAG_INDEX
    cases = place_in_bins(categories[photo], actual[photo])
    judged = np.repeat(~aside[photo], MAIN)
    score, own, weight, misplaced = (cases[name] for name in ("score", "own", "weight", "misplaced"))
    flag = lowest_precise(score[judged], misplaced[judged], weight[judged], FLAG_PRECISION + MARGIN)
    rest = judged & (score < flag)
    fits = lowest_precise(own[rest], ~misplaced[rest], weight[rest], FITS_PRECISION)
    flagged = judged & (score >= flag)
    figures = {
        "flagPrecision": (weight * misplaced)[flagged].sum() / weight[flagged].sum(),
        "misplacedFlagged": (weight * misplaced)[flagged].sum() / (weight * misplaced).sum(),
        "bagsSetAside": aside[actual == BAG_INDEX].mean(),
        "nothingSetAside": (categories[actual == NOTHING_INDEX, NOTHING_INDEX] >= nothing).mean(),
    }
    thresholds = {"flag": flag, "fits": fits, "closedBag": closed_bag, "nothing": nothing}
    return thresholds, {name: round(float(value), 4) for name, value in figures.items()}
