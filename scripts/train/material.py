"""What compositions are made of, for one process: pieces of scenes, drawn backgrounds, cut-outs by item."""

import json
from pathlib import Path

import numpy as np

from backgrounds import bin_frame, bin_inside, surface
from photos import NOTHING, read_labels
from preprocess import INPUT_SIZE

SURFACES, BINS = 400, 120


class Material:
    """Training pictures, what each may show, their masks, and backgrounds ready to be used."""

    def __init__(self, work, seed):
        work = Path(work)
        random = np.random.default_rng([seed, 77])
        self.pictures = np.load(work / "train.npy", mmap_mode="r")
        self.about = json.loads((work / "train.json").read_text())
        masks, owners = np.load(work / "masks.npy", mmap_mode="r"), np.load(work / "masks-index.npy")
        self._masks, self._mask_of = masks, {int(owner): place for place, owner in enumerate(owners)}
        self._alike = {}
        for owner in owners:
            self._alike.setdefault(tuple(self.about[owner]["labels"]), []).append(int(owner))
        nothing = read_labels()[0].index(NOTHING)
        self.scenes = [i for i, one in enumerate(self.about) if one == {"source": "scenes", "labels": [nothing]}]
        self.surfaces = [surface(INPUT_SIZE, random).astype(np.uint8) for _ in range(SURFACES)]
        self.bins = [(*bin_frame(INPUT_SIZE, random), bin_inside(INPUT_SIZE, random)) for _ in range(BINS)]

    def mask(self, index):
        """The mask of picture `index`, or None."""
        place = self._mask_of.get(index)
        return None if place is None else np.array(self._masks[place])

    def another(self, labels, random):
        """Pixels and mask of a random cut-out that may show the same items, or None."""
        owners = self._alike.get(tuple(labels))
        if not owners:
            return None
        owner = owners[int(random.integers(len(owners)))]
        return np.array(self.pictures[owner]), self.mask(owner)

    def scene(self, random):
        """Pixels of a random piece of a scene without waste."""
        return np.array(self.pictures[self.scenes[int(random.integers(len(self.scenes)))]])

    def surface(self, random):
        """A drawn surface, turned or mirrored, float32."""
        picture = self.surfaces[int(random.integers(SURFACES))].astype(np.float32)
        return np.rot90(picture, int(random.integers(4)))[:, :: int(random.choice((-1, 1)))]

    def bin(self, random):
        """(colour layer, inside mask, rim mask, inside picture) of an open bin, perhaps mirrored."""
        step = int(random.choice((-1, 1)))
        return tuple(layer[:, ::step] for layer in self.bins[int(random.integers(BINS))])
