"""Splits the bin-station scenes so that look-alike pictures stay together, and writes scenes-split.csv (id,split).

A fifth is `held` and used for nothing in training; a further fifth is `dev` (thresholds), the rest `train`.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import torch

from mobilenet import load_imagenet
from preprocess import read_upright, resize_pixels, to_input

SPLIT_FILE = Path(__file__).parent / "scenes-split.csv"
WASTE, BIN, OVERFLOW = 0, 1, 2


def read_split():
    """Scene id to split, from the committed file."""
    with open(SPLIT_FILE, newline="", encoding="utf-8") as file:
        return {row["id"]: row["split"] for row in csv.DictReader(file)}


def read_boxes(scenes_dir, scene):
    """The scene's boxes as (class, left, top, right, bottom) in fractions."""
    boxes = []
    for line in (Path(scenes_dir) / f"{scene}.txt").read_text().split("\n"):
        if line.strip():
            kind, x, y, width, height = line.split()
            x, y, width, height = float(x), float(y), float(width), float(height)
            boxes.append((int(kind), x - width / 2, y - height / 2, x + width / 2, y + height / 2))
    return boxes


@torch.no_grad()
def describe(path, network):
    """The ImageNet features of a picture and of its mirror image, (2, 1280)."""
    pixels = to_input(resize_pixels(read_upright(path)))
    features = network(torch.from_numpy(np.stack([pixels, pixels[:, :, ::-1]]))).numpy()
    return features


def group_look_alikes(features, mirrored, similarity):
    """Group number of each picture: any two whose cosine (also mirrored) reaches `similarity` share one."""
    centre = features.mean(0)
    unit = (features - centre) / np.linalg.norm(features - centre, axis=1, keepdims=True)
    flipped = (mirrored - centre) / np.linalg.norm(mirrored - centre, axis=1, keepdims=True)
    alike = np.maximum(unit @ unit.T, unit @ flipped.T) >= similarity
    group = np.arange(len(features))
    for first, second in np.argwhere(np.triu(alike | alike.T, 1)):
        group[group == group[second]] = group[first]
    return group


def split_groups(group, seed):
    """Split of each picture: groups in seeded random order fill held, dev and train (a fifth, a fifth, the rest)."""
    split = np.full(len(group), "train", dtype=object)
    limits, filled = {"held": len(group) // 5, "dev": len(group) // 5}, {"held": 0, "dev": 0}
    for number in np.random.default_rng(seed).permutation(np.unique(group)):
        members = np.flatnonzero(group == number)
        name = next((name for name in limits if filled[name] + len(members) <= limits[name]), None)
        if name:
            split[members] = name
            filled[name] += len(members)
    return split


def main():
    """Write scenes-split.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", help="folder of the scenes (NAME.jpg with NAME.txt)")
    parser.add_argument("weights", help="folder of mobilenet_v2_imagenet.npz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--similarity", type=float, default=0.6, help="cosine from which two pictures look alike")
    options = parser.parse_args()
    paths = sorted(Path(options.scenes).glob("*.jpg"))
    network = load_imagenet(options.weights)
    described = np.stack([describe(path, network) for path in paths])
    group = group_look_alikes(described[:, 0], described[:, 1], options.similarity)
    split = split_groups(group, options.seed)
    with open(SPLIT_FILE, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "split"])
        writer.writerows(zip([path.stem for path in paths], split))
    counts = {name: int((split == name).sum()) for name in ("train", "dev", "held")}
    largest = int(np.unique(group, return_counts=True)[1].max())
    print(f"{len(paths)} scenes in {len(np.unique(group))} groups (largest {largest}): {counts}")


if __name__ == "__main__":
    main()
