"""Runs the frozen first blocks over random variants of every training picture, once, so that epochs become cheap.

Adds to WORK: middle.npy (fp16 outputs of the first blocks), middle-source.npy (index into train.npy) and dev-middle.npy
(fp32, of the unchanged dev pictures).
"""

import argparse
import json
import multiprocessing
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from augment import augment, augment_lightly, augment_nothing
from material import Material
from network import SCALES, fold_norms, load_start
from photos import CATEGORIES, CLOSED_BAG, NOTHING, read_labels
from preprocess import to_input

VARIANTS = {"recyclable": 3, "hazardous": 8, "kitchen": 5, "residual": 11, "closed_bag": 10, "nothing_to_judge": 6}
LIGHT_EVERY = 3
BATCH = 32


def list_variants(work, share=1.0, light_every=LIGHT_EVERY):
    """Index into train.npy of each variant, and whether it is a light one.

    A picture has `share` of the heavy variants that VARIANTS gives its category and a light one for each `light_every` of
    these, at least one of each. The order mixes categories, so that a part is already useful; the light ones come last.
    """
    _, label_categories = read_labels()
    about = json.loads((work / "train.json").read_text())
    whole = np.array([VARIANTS[CATEGORIES[label_categories[one["labels"][0]]]] for one in about])
    count = np.maximum(1, np.round(whole * share)).astype(int)
    heavy = np.concatenate([np.flatnonzero(count > turn) for turn in range(max(count))])
    few = -(-count // light_every)
    light = np.concatenate([np.flatnonzero(few > turn) for turn in range(max(few))])
    return np.concatenate([heavy, light]), np.arange(len(heavy) + len(light)) >= len(heavy)


def draw_variants(material, indices, light, random):
    """Network inputs, float32 (N, 3, INPUT_SIZE, INPUT_SIZE); `light` says for each index which kind of variant."""
    labels, _ = read_labels()
    bag, nothing = labels.index(CLOSED_BAG), labels.index(NOTHING)
    pictures = []
    for index, lightly in zip(indices, light):
        label = material.about[index]["labels"][0]
        if lightly:
            pictures.append(augment_lightly(index, material, random))
        elif label == nothing:
            pictures.append(augment_nothing(index, material, random))
        else:
            pictures.append(augment(index, label == bag, material, random))
    return torch.from_numpy(to_input(np.stack(pictures))).contiguous(memory_format=torch.channels_last)


def frozen_blocks(scale):
    """The first blocks, ready to run; batch norm is folded, which makes them faster."""
    network = load_start(scale, labels=1).eval()
    fold_norms(network)
    return network.blocks[: network.frozen]


def fill(share, shares, options):
    """Compute every `shares`-th batch of variants, single-threaded."""
    torch.set_num_threads(1)
    cv2.setNumThreads(1)
    work = Path(options.work)
    source, light = np.load(work / "middle-source.npy"), np.load(work / "middle-light.npy")
    material = Material(work, options.seed)
    middle = np.load(work / "middle.npy", mmap_mode="r+")
    blocks = frozen_blocks(options.scale)
    for start in range(share * BATCH, len(source), shares * BATCH):
        random = np.random.default_rng([options.seed, start])
        batch = draw_variants(material, source[start : start + BATCH], light[start : start + BATCH], random)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            middle[start : start + len(batch)] = blocks(batch).half().numpy()
        if share == 0 and start // BATCH % 100 == 0:
            print(f"{start} of {len(source)}", flush=True)


@torch.no_grad()
def fill_dev(options):
    """The exact outputs for the dev pictures; returns the shape of one."""
    work = Path(options.work)
    blocks = frozen_blocks(options.scale)
    pictures = np.load(work / "dev.npy", mmap_mode="r")
    batches = [pictures[first : first + BATCH] for first in range(0, len(pictures), BATCH)]
    outputs = [blocks(torch.from_numpy(to_input(batch))).numpy() for batch in batches]
    np.save(work / "dev-middle.npy", np.concatenate(outputs))
    return outputs[0].shape[1:]


def main():
    """Fill the work folder with the frozen blocks' outputs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", help="folder that cache.py filled")
    parser.add_argument("--scale", default="lite0", choices=SCALES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1.0, help="share of the heavy variants that is made")
    parser.add_argument("--light-every", type=int, default=LIGHT_EVERY, help="heavy variants for each light one")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="faster on processors that have it")
    options = parser.parse_args()
    started = time.time()
    work = Path(options.work)
    source, light = list_variants(work, options.share, options.light_every)
    np.save(work / "middle-source.npy", source)
    np.save(work / "middle-light.npy", light)
    shape = (len(source), *fill_dev(options))
    np.lib.format.open_memmap(work / "middle.npy", "w+", np.float16, shape).flush()
    context = multiprocessing.get_context("spawn")
    arguments = [(share, options.processes, options) for share in range(options.processes)]
    workers = [context.Process(target=fill, args=argument) for argument in arguments]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a process failed")
    print(f"{len(source)} variants in {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
