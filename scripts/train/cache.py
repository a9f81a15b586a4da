"""Decodes everything once: pixels for training at 256 x 256, and the exact network input of the dev pictures.

Writes to WORK train.npy and dev.npy (uint8 pictures in the order of labels.csv, then those with nothing to judge) and
train-labels.npy and dev-labels.npy (index of the item label).
"""

import argparse
from pathlib import Path

import numpy as np

from negatives import scene_pictures, synthetic_pictures
from photos import NOTHING, read_labels, read_photos
from preprocess import INPUT_SIZE, read_upright, resize_pixels

STORED_SIZE = 256
SYNTHETIC = {"train": 150, "dev": 45}


def store(options, split, size, rows, nothing):
    """Write the pictures of one split and their labels; returns how many."""
    scenes = scene_pictures(options.scenes, split, size, options.seed)
    synthetic = synthetic_pictures(SYNTHETIC[split], size, options.seed + (split == "dev"))
    count = len(rows) + len(scenes) + len(synthetic)
    work = Path(options.work)
    pictures = np.lib.format.open_memmap(work / f"{split}.npy", "w+", np.uint8, (count, size, size, 3))
    for index, row in enumerate(rows):
        pictures[index] = resize_pixels(read_upright(Path(options.photos) / row["file"]), size)
    pictures[len(rows) :] = np.concatenate([scenes, synthetic])
    pictures.flush()
    np.save(work / f"{split}-labels.npy", [row["label"] for row in rows] + [nothing] * (count - len(rows)))
    print(f"{split}: {len(rows)} photos, {len(scenes)} from scenes, {len(synthetic)} synthetic", flush=True)


def main():
    """Fill the work folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("scenes", help="folder of the bin-station scenes")
    parser.add_argument("work", help="folder for what is computed once (about 2.5 GB)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    Path(options.work).mkdir(parents=True, exist_ok=True)
    labels, _ = read_labels()
    rows = read_photos(options.photos)
    for split, size in (("train", STORED_SIZE), ("dev", INPUT_SIZE)):
        store(options, split, size, [row for row in rows if row["split"] == split], labels.index(NOTHING))


if __name__ == "__main__":
    main()
