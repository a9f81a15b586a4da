"""Drawn pictures with nothing to judge: darkness, flat surfaces, blurred hands."""

import numpy as np
from PIL import Image, ImageFilter


def synthetic_pictures(count, size, seed):
    """In turn darkness, a flat surface, and a blurred hand-coloured shape on a surface: uint8 (count, size, size, 3)."""
    random = np.random.default_rng(seed)
    draw = [_darkness, _surface, _hand]
    return np.stack([draw[index % len(draw)](size, random) for index in range(count)])


def _darkness(size, random):
    glow = _ramp(size, random) * random.uniform(0, 18) + random.normal(0, random.uniform(1, 6), (size, size, 3))
    return np.clip(glow + random.uniform(0, 14), 0, 255).astype(np.uint8)


def _surface(size, random):
    colour = random.uniform(20, 235, 3) if random.random() < 0.5 else random.uniform(30, 230)
    shade = (_ramp(size, random) - 0.5) * random.uniform(0, 90)
    return np.clip(colour + shade + random.normal(0, random.uniform(1, 8), (size, size, 3)), 0, 255).astype(np.uint8)


def _ramp(size, random):
    """(size, size, 1), 0..1 along a random direction."""
    angle = random.uniform(0, 2 * np.pi)
    y, x = np.mgrid[0:size, 0:size] / size - 0.5
    return (np.cos(angle) * x + np.sin(angle) * y)[..., None] / 1.42 + 0.5


def _hand(size, random):
    """A palm and fingers as blurred ellipses in a skin colour."""
    skin = np.array([224, 172, 140]) * random.uniform(0.45, 1.1)
    mask = np.zeros((size, size), np.uint8)
    y, x = np.mgrid[0:size, 0:size] / size
    centre, angle = random.uniform(0.3, 0.7, 2), random.uniform(0, 2 * np.pi)
    for spread in (None, -0.5, -0.2, 0.1, 0.4):
        radii = (0.2, 0.24) if spread is None else (0.28, 0.05)
        turn = angle + (spread or 0)
        offset = 0.0 if spread is None else 0.26
        dx, dy = x - centre[0] - offset * np.cos(turn), y - centre[1] - offset * np.sin(turn)
        along, across = dx * np.cos(turn) + dy * np.sin(turn), dy * np.cos(turn) - dx * np.sin(turn)
        mask[(along / radii[0]) ** 2 + (across / radii[1]) ** 2 < 1] = 255
    soft = Image.fromarray(mask).filter(ImageFilter.GaussianBlur(random.uniform(2, 12)))
    cover = np.asarray(soft, np.float32)[..., None] / 255
    shaded = skin * (0.75 + 0.5 * _ramp(size, random)) + random.normal(0, 5, (size, size, 3))
    return np.clip(_surface(size, random) * (1 - cover) + shaded * cover, 0, 255).astype(np.uint8)
