"""Runs the frozen first blocks over random variants of every training picture, once, so that epochs become cheap.

Adds to WORK: middle.npy (fp16 outputs of the first blocks, (N, 64, 14, 14)), middle-source.npy (index into train.npy)
and dev-middle.npy (fp32, of the unchanged dev pictures).
"""

import argparse
import multiprocessing
import time
from pathlib import Path

import numpy as np
import torch

from augment import augment
from network import load_imagenet
from photos import CATEGORIES, read_labels
from preprocess import to_input

FROZEN_BLOCKS = 8
MIDDLE_SHAPE = (64, 14, 14)
VARIANTS = {"recyclable": 2, "hazardous": 8, "kitchen": 5, "residual": 10, "closed_bag": 8, "nothing_to_judge": 6}
BATCH = 32


def list_variants(work):
    """Index into train.npy of each variant, in an order that mixes categories (so that a part is already useful)."""
    _, label_categories = read_labels()
    categories = np.array(label_categories)[np.load(work / "train-labels.npy")]
    rounds = [np.flatnonzero([VARIANTS[CATEGORIES[c]] > turn for c in categories]) for turn in range(10)]
    return np.concatenate(rounds)


def fill(share, shares, options):
    """Compute every `shares`-th batch of variants, single-threaded."""
    torch.set_num_threads(1)
    work = Path(options.work)
    source = np.load(work / "middle-source.npy")
    pictures = np.load(work / "train.npy", mmap_mode="r")
    middle = np.load(work / "middle.npy", mmap_mode="r+")
    blocks = load_imagenet(options.weights, labels=1).eval().blocks[:FROZEN_BLOCKS]
    for start in range(share * BATCH, len(source), shares * BATCH):
        random = np.random.default_rng([options.seed, start])
        batch = torch.stack([augment(pictures[i], random) for i in source[start : start + BATCH]])
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
            middle[start : start + len(batch)] = blocks(batch.to(memory_format=torch.channels_last)).half().numpy()
        if share == 0 and start // BATCH % 100 == 0:
            print(f"{start} of {len(source)}", flush=True)


@torch.no_grad()
def fill_dev(options):
    """The exact outputs for the dev pictures."""
    work = Path(options.work)
    blocks = load_imagenet(options.weights, labels=1).eval().blocks[:FROZEN_BLOCKS]
    pictures = np.load(work / "dev.npy", mmap_mode="r")
    batches = [pictures[first : first + BATCH] for first in range(0, len(pictures), BATCH)]
    outputs = [blocks(torch.from_numpy(to_input(batch))).numpy() for batch in batches]
    np.save(work / "dev-middle.npy", np.concatenate(outputs))


def main():
    """Fill the work folder with the frozen blocks' outputs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("weights", help="folder of mobilenet_v2_imagenet.npz")
    parser.add_argument("work", help="folder that cache.py filled")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--bfloat16", action="store_true", help="faster on processors that have it")
    options = parser.parse_args()
    started = time.time()
    work = Path(options.work)
    source = list_variants(work)
    np.save(work / "middle-source.npy", source)
    np.lib.format.open_memmap(work / "middle.npy", "w+", np.float16, (len(source), *MIDDLE_SHAPE)).flush()
    fill_dev(options)
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
