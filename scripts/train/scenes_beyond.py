"""Measures whether small frozen networks can tell overflowing bins and waste on the ground in scenes; makes no model.

Features of whole pictures and of their 14 x 14 cells (labelled by the boxes) under logistic regressions. Folds, kind of score and
thresholds come from the scenes that aren't held back; those are asked once, at the end. Results: SCENES.md.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from network import load_start
from preprocess import read_upright, resize_pixels, to_input
from scenes import OVERFLOW, WASTE, group_look_alikes, read_boxes, read_split

NETWORKS = ("lite0", "mobilenet")
KINDS = {"overflow": OVERFLOW, "waste_on_ground": WASTE}
CLOSE, WHOLE, CELLS, FOLDS = 448, 224, 14, 5
PRECISION, RECALL = 0.9, 0.6
SIMILARITY = 0.6
Z = 1.959964
RARER = (0.3, 0.1, 0.03)
PENALTIES = {"picture": (0.3, 3.0, 30.0), "cells": (0.1,)}


@torch.no_grad()
def read_features(scenes_dir, names, network):
    """Whole pictures (N, 2, 1280), second their mirror images, and cells (N, 1280, 14, 14) as float16."""
    whole, cells = [], []
    for name in names:
        picture = read_upright(f"{scenes_dir}/{name}.jpg")
        small = to_input(resize_pixels(picture, WHOLE))
        both = torch.from_numpy(np.stack([small, small[:, :, ::-1]]))
        close = torch.from_numpy(to_input(resize_pixels(picture, CLOSE))[None])
        whole.append(network.features(both.to(memory_format=torch.channels_last)).numpy())
        cells.append(network.blocks(close.to(memory_format=torch.channels_last))[0].half().numpy())
    return np.stack(whole), np.stack(cells)


def load_features(scenes_dir, work_dir, names, scale):
    """The same, computed once."""
    paths = [Path(work_dir) / f"beyond-{scale}-{part}.npy" for part in ("whole", "cells")]
    if not all(path.exists() for path in paths):
        network = load_start(scale, count_items()).eval()
        for path, values in zip(paths, read_features(scenes_dir, names, network)):
            np.save(path, values)
    return [np.load(path) for path in paths]


def count_items():
    """How many item labels the committed network tells apart."""
    return len(json.loads((Path(__file__).parent / "items.json").read_text())["labels"])


def cell_labels(scenes_dir, names, kind):
    """(N, 14, 14) of 0 and 1: whether the middle of the cell lies in a box of the kind."""
    middle = (np.arange(CELLS) + 0.5) / CELLS
    marks = np.zeros((len(names), CELLS, CELLS), dtype=np.float32)
    for index, name in enumerate(names):
        for found, left, top, right, bottom in read_boxes(scenes_dir, name):
            if found == kind:
                inside = ((middle >= top) & (middle <= bottom))[:, None] & ((middle >= left) & (middle <= right))
                # A box smaller than a cell still has one.
                inside[min(CELLS - 1, int((top + bottom) / 2 * CELLS)), min(CELLS - 1, int((left + right) / 2 * CELLS))] = True
                marks[index][inside] = 1
    return marks


def pool_tiles(cells):
    """Mean and highest of nine overlapping tiles' means, and the highest cell: (N, 3 x 1280)."""
    grid = torch.from_numpy(cells).float()
    tiles = functional.avg_pool2d(grid, 7, 3).flatten(2)
    return torch.cat([tiles.mean(2), tiles.amax(2), grid.amax((2, 3))], 1).numpy()


def fit_logistic(x, y, penalty, steps=60):
    """Standardises (N, D) and fits an L2-penalised logistic regression; returns the function from (M, D) to logits."""
    mean, spread = x.mean(0), x.std(0) + 1e-3
    scaled = (x - mean) / spread
    weights = torch.zeros(x.shape[1] + 1, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=steps, history_size=10, line_search_fn="strong_wolfe")

    def closure():
        optimiser.zero_grad()
        logits = scaled @ weights[:-1] + weights[-1]
        loss = functional.binary_cross_entropy_with_logits(logits, y)
        loss = loss + penalty * weights[:-1].square().sum() / len(x)
        loss.backward()
        return loss

    optimiser.step(closure)
    found = weights.detach()
    return lambda z: (((z - mean) / spread) @ found[:-1] + found[-1]).numpy()


def fit_cells(cells, marks, penalty, seed=1):
    """A logistic regression over cells, of which those without the kind are drawn; returns cells to logits (M, 196)."""
    flat = np.moveaxis(cells, 1, 3).reshape(-1, cells.shape[1])
    y = marks.reshape(-1)
    # Most cells show nothing: 24 for each scene are enough.
    rng = np.random.default_rng(seed)
    others = np.flatnonzero(y == 0)
    drawn = np.concatenate([np.flatnonzero(y == 1), rng.choice(others, min(len(others), 24 * len(cells)), replace=False)])
    score = fit_logistic(torch.from_numpy(flat[drawn]).float(), torch.from_numpy(y[drawn]), penalty * len(drawn) / 1000, steps=40)

    def score_cells(z):
        rows = np.moveaxis(z, 1, 3).reshape(-1, z.shape[1])
        return score(torch.from_numpy(rows).float()).reshape(len(z), -1)

    return score_cells


def top_mean(scores, count=4):
    """Mean of the highest cells, (N,)."""
    return np.sort(scores, 1)[:, -count:].mean(1)


def candidates(data, marks, present):
    """Name to a function (train indices, asked indices) to scores of the asked scenes."""
    fits = {}
    for scale, (_, cells, pooled) in data.items():
        for penalty in PENALTIES["picture"]:
            def picture(train, asked, pooled=pooled, penalty=penalty):
                score = fit_logistic(torch.from_numpy(pooled[train]), torch.from_numpy(present[train]), penalty)
                return score(torch.from_numpy(pooled[asked]))
            fits[f"{scale} picture {penalty:g}"] = picture
        for penalty in PENALTIES["cells"]:
            def by_cells(train, asked, cells=cells, penalty=penalty):
                return top_mean(fit_cells(cells[train], marks[train], penalty)(cells[asked]))
            fits[f"{scale} cells"] = by_cells
    return fits


def add_sums(scores, reference):
    """Adds sums of standardised scores; `reference` gives each its mean and spread, so that nothing is taken from who is asked."""
    unit = {name: (value - reference[name].mean()) / reference[name].std() for name, value in scores.items()}
    best = {scale: f"{scale} picture {PENALTIES['picture'][1]:g}" for scale in NETWORKS}
    sums = {
        "both pictures": [best[scale] for scale in NETWORKS],
        "both cells": [f"{scale} cells" for scale in NETWORKS],
        "all": [*best.values(), *(f"{scale} cells" for scale in NETWORKS)],
    }
    return {**scores, **{name: sum(unit[part] for part in parts) for name, parts in sums.items()}}


def curve(scores, present):
    """Thresholds from the highest down with precision and recall at each."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(present[order])
    return scores[order], hits / np.arange(1, len(scores) + 1), hits / present.sum()


def average_precision(scores, present):
    """Mean precision at each scene that shows it."""
    order = np.argsort(-scores, kind="stable")
    return float(curve(scores, present)[1][present[order] == 1].mean())


def choose_threshold(scores, present):
    """The lowest threshold with the precision wanted, of those with at least 20 scenes above; None when there is none."""
    thresholds, precision, _ = curve(scores, present)
    enough = np.flatnonzero((precision >= PRECISION) & (np.arange(len(scores)) >= 19))
    return float(thresholds[enough[-1]]) if len(enough) else None


def wilson(hits, count):
    """A share with its 95 % interval, as text."""
    if count == 0:
        return "none"
    share, square = hits / count, Z * Z / count
    middle, half = share + square / 2, Z * np.sqrt(share * (1 - share) / count + square / (4 * count))
    low, high = (middle - half) / (1 + square), (middle + half) / (1 + square)
    return f"{share:.3f} ({low:.3f} to {high:.3f}; {hits} of {count})"


def fold_of(groups, seed=1):
    """Fold of each scene; look-alikes share one."""
    numbers = np.unique(groups)
    drawn = dict(zip(np.random.default_rng(seed).permutation(numbers), np.arange(len(numbers)) % FOLDS))
    return np.array([drawn[number] for number in groups])


def measure(name, kind, data, names, is_held, folds, scenes_dir):
    """Prints everything on one kind; returns of the held scenes their indices, scores, whether they show it, whether it is told."""
    marks = cell_labels(scenes_dir, names, kind)
    present = marks.any((1, 2)).astype(np.float32)
    taught = np.flatnonzero(~is_held)
    fits = candidates(data, marks, present)
    crossed = {fit: np.zeros(len(taught)) for fit in fits}
    for fold in range(FOLDS):
        train, asked = taught[folds != fold], folds == fold
        for fit, score in fits.items():
            crossed[fit][asked] = score(train, taught[asked])
    crossed_sums = add_sums(crossed, crossed)
    print(f"\n## {name}: base rate {wilson(int(present[taught].sum()), len(taught))} taught,"
          f" {wilson(int(present[is_held].sum()), int(is_held.sum()))} held")
    ranked = {fit: average_precision(value, present[taught]) for fit, value in crossed_sums.items()}
    for fit, value in ranked.items():
        print(f"  cross-fitted average precision {value:.3f}  {fit}")
    chosen = max(ranked, key=ranked.get)
    threshold = choose_threshold(crossed_sums[chosen], present[taught])
    print(f"chosen: {chosen}; threshold {threshold}")
    held = np.flatnonzero(is_held)
    scores = add_sums({fit: score(taught, held) for fit, score in fits.items()}, crossed)[chosen]
    report_at("taught, cross-fitted", crossed_sums[chosen], present[taught], threshold)
    return held, scores, present[held], report_at("held back", scores, present[held], threshold)


def report_at(title, scores, present, threshold):
    """Prints precision and recall at the threshold and along the curve; returns which scenes are above."""
    above = np.zeros(len(scores), dtype=bool) if threshold is None else scores >= threshold
    hits = int(present[above].sum())
    print(f"{title}: precision {wilson(hits, int(above.sum()))}, recall {wilson(hits, int(present.sum()))},"
          f" average precision {average_precision(scores, present):.3f}")
    false, absent = int((above & (present == 0)).sum()), int((present == 0).sum())
    caught, alarms = hits / present.sum(), false / absent
    rarer = [f"{rate:.0%}: {caught * rate / max(1e-9, caught * rate + alarms * (1 - rate)):.2f}" for rate in RARER]
    print(f"  told of scenes without it: {wilson(false, absent)}; precision where it is rarer: {', '.join(rarer)}")
    _, precision, recall = curve(scores, present)
    points = [(wanted, precision[np.flatnonzero(recall >= wanted)[0]]) for wanted in np.arange(1, 11) / 10]
    print("  recall: precision  " + "  ".join(f"{at:.1f}: {value:.3f}" for at, value in points))
    return above


def main():
    """Print the measure of both kinds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", help="folder of the scenes (NAME.jpg with NAME.txt)")
    parser.add_argument("work", help="folder for the features, about 1 GB")
    parser.add_argument("--features-only", action="store_true", help="compute the features and end")
    parser.add_argument("--errors", type=int, default=12, help="how many held scenes of each sort of error to name")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    split = read_split()
    names = sorted(split)
    is_held = np.array([split[name] == "held" for name in names])
    data = {}
    for scale in NETWORKS:
        whole, cells = load_features(options.scenes, options.work, names, scale)
        data[scale] = (whole, cells, np.concatenate([whole[:, 0], pool_tiles(cells)], 1))
    if options.features_only:
        return
    whole = data["lite0"][0][~is_held]
    folds = fold_of(group_look_alikes(whole[:, 0], whole[:, 1], SIMILARITY))
    for name, kind in KINDS.items():
        held, scores, present, above = measure(name, kind, data, names, is_held, folds, options.scenes)
        order = np.argsort(-scores)
        for title, wrong in (("wrongly told", above & (present == 0)), ("missed", ~above & (present == 1))):
            listed = [names[held[index]] for index in order if wrong[index]]
            print(f"{title}: {len(listed)}, such as {' '.join(listed[: options.errors])}")


if __name__ == "__main__":
    main()
