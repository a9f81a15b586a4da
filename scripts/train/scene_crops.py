"""Pieces of the bin-station scenes, labelled by eye in scene-crops.csv: tied bags, and what shows nothing to judge."""

import csv
from pathlib import Path

import numpy as np

from preprocess import crop_fractions, read_upright, resize_pixels

CROPS_FILE = Path(__file__).parent / "scene-crops.csv"
BAG_CROPS = ("closed_bag",)
NOTHING_CROPS = ("bin_closed", "bin_open_empty", "ground", "wall", "greenery", "person_or_hand", "vehicle", "sign")
MARGIN = 0.06


def read_crops(split, labels):
    """Rows of scene-crops.csv of one split (train, dev, held) and of `labels`, with the numbers as floats.

    Bins whose note says that waste shows too are left out: they aren't "nothing to judge".
    """
    with open(CROPS_FILE, newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split and row["label"] in labels]
    rows = [row for row in rows if not (row["label"].startswith("bin_") and "waste" in row["note"])]
    return [{**row, **{key: float(row[key]) for key in ("x", "y", "width", "height")}} for row in rows]


def crop_pictures(scenes_dir, split, labels, size):
    """uint8 (N, size, size, 3): the crops with a little of what is around them."""
    pictures = []
    for row in read_crops(split, labels):
        picture = read_upright(f"{scenes_dir}/{row['scene']}.jpg")
        pictures.append(resize_pixels(crop_fractions(picture, _with_margin(row)), size))
    return np.stack(pictures)


def _with_margin(row):
    """The box grown by MARGIN on each side, within the picture."""
    left, top = max(0.0, row["x"] - MARGIN * row["width"]), max(0.0, row["y"] - MARGIN * row["height"])
    right = min(1.0, row["x"] + (1 + MARGIN) * row["width"])
    bottom = min(1.0, row["y"] + (1 + MARGIN) * row["height"])
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}
