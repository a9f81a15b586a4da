"""Decodes everything once: pictures at 256 x 256 for training, their cut-outs, and the exact network input of dev.

Writes to WORK train.npy (uint8 pictures: photos, tied bags in scenes, scenes' pieces with nothing to judge, synthetic),
train.json (for each its source and the item labels it may show), masks.npy and masks-index.npy (cut-outs and whose they
are); dev.npy and dev.json likewise at the input size, photos in the order of labels.csv.
"""

import argparse
import json
import multiprocessing
from pathlib import Path

import cv2
import numpy as np

from cutouts import cut_out
from negatives import synthetic_pictures
from photos import CLOSED_BAG, NOTHING, read_grey_bars, read_labels, read_photos, read_training_photos
from preprocess import INPUT_SIZE, read_upright, resize_pixels
from scene_crops import BAG_CROPS, NOTHING_CROPS, crop_pictures

STORED_SIZE = 256
SYNTHETIC = {"train": 150, "dev": 45}


def without_bars(picture, bars):
    """The picture less its grey bars and two pixels more: the network must not learn who has them."""
    if not bars:
        return picture
    top, bottom, left, right = (side + 2 if side else 0 for side in bars)
    return picture.crop(left, top, picture.width - left - right, picture.height - top - bottom)


def store(options, split, size, rows):
    """Write the pictures of one split and what they may show."""
    labels, _ = read_labels()
    bags = crop_pictures(options.scenes, split, BAG_CROPS, size)
    nothing = crop_pictures(options.scenes, split, NOTHING_CROPS, size)
    synthetic = synthetic_pictures(SYNTHETIC[split], size, options.seed + (split == "dev"))
    about = [{"source": row["source"], "labels": row["labels"]} for row in rows]
    about += [{"source": "scenes", "labels": (labels.index(CLOSED_BAG),)}] * len(bags)
    about += [{"source": "scenes", "labels": (labels.index(NOTHING),)}] * len(nothing)
    about += [{"source": "synthetic", "labels": (labels.index(NOTHING),)}] * len(synthetic)
    work = Path(options.work)
    pictures = np.lib.format.open_memmap(work / f"{split}.npy", "w+", np.uint8, (len(about), size, size, 3))
    bars = read_grey_bars() if split == "train" else {}
    for index, row in enumerate(rows):
        picture = without_bars(read_upright(Path(options.photos) / row["file"]), bars.get(row["file"]))
        pictures[index] = resize_pixels(picture, size)
    pictures[len(rows) :] = np.concatenate([bags, nothing, synthetic])
    pictures.flush()
    (work / f"{split}.json").write_text(json.dumps(about))
    print(f"{split}: {len(rows)} photos, {len(bags)} bags in scenes, {len(nothing)} pieces of scenes", flush=True)


def _cut(argument):
    work, index, by_frame = argument
    return cut_out(np.array(np.load(Path(work) / "train.npy", mmap_mode="r")[index]), by_frame)


def store_cutouts(options):
    """Write the cut-outs of whatever has any."""
    cv2.setNumThreads(1)
    bag = read_labels()[0].index(CLOSED_BAG)
    about = json.loads((Path(options.work) / "train.json").read_text())
    wanted = [index for index, one in enumerate(about) if one["source"] != "synthetic" and one["labels"][0] <= bag]
    jobs = [(options.work, index, about[index]["labels"] == [bag]) for index in wanted]
    with multiprocessing.Pool(options.processes) as pool:
        masks = pool.map(_cut, jobs, chunksize=50)
    found = [place for place, mask in enumerate(masks) if mask is not None]
    np.save(Path(options.work) / "masks.npy", np.stack([masks[place] for place in found]))
    np.save(Path(options.work) / "masks-index.npy", [wanted[place] for place in found])
    print(f"{len(found)} cut-outs of {len(wanted)} pictures")


def main():
    """Fill the work folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("scenes", help="folder of the bin-station scenes")
    parser.add_argument("work", help="folder for what is computed once (about 4 GB)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    Path(options.work).mkdir(parents=True, exist_ok=True)
    store(options, "train", STORED_SIZE, read_training_photos(options.photos))
    store(options, "dev", INPUT_SIZE, [row for row in read_photos(options.photos) if row["split"] == "dev"])
    store_cutouts(options)


if __name__ == "__main__":
    main()
