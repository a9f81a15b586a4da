"""Random crops, flips, turns and changes of light for training pictures (uint8 H, W, 3 in, float32 3, 224, 224 out)."""

import math

import numpy as np
import torch
from torch.nn import functional

from preprocess import INPUT_SIZE

LUMA = torch.tensor([0.299, 0.587, 0.114]).view(3, 1, 1)


def augment(pixels, random, strength=1.0):
    """One random variant of `pixels`; `random` is a numpy Generator, `strength` 0..1 scales every change."""
    picture = torch.from_numpy(np.array(pixels)).permute(2, 0, 1).float() / 255
    picture = _crop(picture, random, strength)
    if random.random() < 0.5:
        picture = picture.flip(2)
    if random.random() < 0.25 * strength:
        picture = torch.rot90(picture, int(random.integers(1, 4)), (1, 2))
    picture = _light(picture, random, strength)
    if random.random() < 0.15 * strength:
        picture = _blur(picture, random)
    return (picture.clamp(0, 1) * 2 - 1).contiguous()


def _crop(picture, random, strength):
    """A crop of 45 to 100 % of the area with a slightly different aspect, turned by up to 15 degrees, at input size."""
    area = random.uniform(1 - 0.55 * strength, 1)
    aspect = math.exp(random.uniform(-0.28, 0.28) * strength)
    width, height = min(1, math.sqrt(area * aspect)), min(1, math.sqrt(area / aspect))
    x, y = random.uniform(-(1 - width), 1 - width), random.uniform(-(1 - height), 1 - height)
    angle = math.radians(random.uniform(-15, 15)) * strength if random.random() < 0.4 else 0.0
    cos, sin = math.cos(angle), math.sin(angle)
    matrix = torch.tensor([[[width * cos, -height * sin, x], [width * sin, height * cos, y]]], dtype=torch.float32)
    grid = functional.affine_grid(matrix, (1, 3, INPUT_SIZE, INPUT_SIZE), align_corners=False)
    return functional.grid_sample(picture[None], grid, padding_mode="reflection", align_corners=False)[0]


def _light(picture, random, strength):
    """Brightness, contrast, saturation and a colour cast; sometimes grey (infrared at night)."""
    picture = picture * (1 + random.uniform(-0.35, 0.3) * strength)
    mean = picture.mean()
    picture = (picture - mean) * (1 + random.uniform(-0.3, 0.3) * strength) + mean
    grey = (picture * LUMA).sum(0, keepdim=True)
    saturation = 0.0 if random.random() < 0.03 * strength else 1 + random.uniform(-0.4, 0.4) * strength
    picture = grey + (picture - grey) * saturation
    return picture * torch.tensor(1 + random.uniform(-0.08, 0.08, 3) * strength, dtype=torch.float32).view(3, 1, 1)


def _blur(picture, random):
    """Loss of resolution, as from a distant or dirty lens."""
    size = int(random.integers(72, 160))
    small = functional.interpolate(picture[None], (size, size), mode="bilinear", antialias=True, align_corners=False)
    return functional.interpolate(small, picture.shape[1:], mode="bilinear", align_corners=False)[0]
