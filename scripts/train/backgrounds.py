"""What lies around or behind things: pieces of real scenes, and drawn floors, carpets, walls and bins' insides."""

import cv2
import numpy as np

BIN_COLOURS = [(35, 90, 170), (190, 40, 40), (40, 130, 60), (90, 92, 95), (40, 42, 45), (60, 60, 60)]


def noise(size, cells, random):
    """Smooth noise (size, size) in 0..1 with about `cells` bumps along a side."""
    grid = random.random((cells + 2, cells + 2), dtype=np.float32)
    return cv2.resize(grid, (size, size), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def fractal(size, random, first=3, octaves=5, roughness=0.6):
    """Noise of several scales in 0..1."""
    total, weight, sum_of_weights = 0.0, 1.0, 0.0
    for octave in range(octaves):
        total = total + weight * noise(size, min(size // 2, first * 2**octave), random)
        sum_of_weights += weight
        weight *= roughness
    return total / sum_of_weights


def surface(size, random):
    """A drawn floor, carpet, wall or board as float32 (size, size, 3) in 0..255."""
    base = random.uniform(30, 230, 3) if random.random() < 0.4 else random.uniform(40, 220) + random.uniform(-18, 18, 3)
    other = np.clip(base + random.uniform(-90, 90, 3), 0, 255)
    draw = (_speckled, _woven, _striped, _tiled, _plain)[random.choice(5, p=(0.3, 0.25, 0.15, 0.15, 0.15))]
    mix = draw(size, random)[..., None]
    picture = base * (1 - mix) + other * mix
    picture *= (0.75 + 0.5 * noise(size, 2, random))[..., None]
    return (picture + random.normal(0, random.uniform(0, 9), picture.shape)).clip(0, 255).astype(np.float32)


def _plain(size, random):
    return 0.3 * noise(size, 2, random)


def _speckled(size, random):
    """Concrete, carpet pile, soil, grass: fine noise of high contrast over coarse noise."""
    fine = fractal(size, random, first=int(random.integers(4, 40)), octaves=4, roughness=random.uniform(0.6, 1.0))
    return ((fine - 0.5) * random.uniform(1.2, 3.5) + 0.5).clip(0, 1)


def _woven(size, random):
    """Carpet or cloth: crossing threads, sometimes with a pattern of large cells."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    pitch = random.uniform(2.5, 9)
    threads = 0.5 + 0.25 * (np.sin(x * 2 * np.pi / pitch) + np.sin(y * 2 * np.pi / (pitch * random.uniform(0.7, 1.4))))
    pattern = noise(size, int(random.integers(3, 14)), random) > 0.5
    return (0.5 * threads + 0.3 * pattern * random.random() + 0.4 * fractal(size, random, 16, 3)).clip(0, 1)


def _striped(size, random):
    """Boards or pinstripes at any angle."""
    angle = random.uniform(0, np.pi)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    across = (np.cos(angle) * x + np.sin(angle) * y) / random.uniform(8, 60)
    grain = fractal(size, random, 4, 4)
    return (0.4 * (np.floor(across) % 2) + 0.6 * np.abs(np.sin(across * 3 + 4 * grain)) * random.random()).clip(0, 1)


def _tiled(size, random):
    """Tiles or paving with joints."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    pitch, shift = random.uniform(25, 110), random.uniform(0, 100, 2)
    joint = np.minimum((x + shift[0]) % pitch, (y + shift[1]) % (pitch * random.uniform(0.5, 1.5))) < random.uniform(1, 4)
    tone = cv2.resize(random.random((8, 8), dtype=np.float32), (size, size), interpolation=cv2.INTER_NEAREST)
    return (0.25 * tone + 0.3 * fractal(size, random, 8, 3) + 0.6 * joint).clip(0, 1)


def scene_piece(picture, random, size):
    """A random square of a piece of a scene (uint8, H, W, 3), at `size`, float32."""
    side = int(min(picture.shape[:2]) * random.uniform(0.55, 1))
    top = int(random.integers(picture.shape[0] - side + 1))
    left = int(random.integers(picture.shape[1] - side + 1))
    piece = cv2.resize(picture[top : top + side, left : left + side], (size, size), interpolation=cv2.INTER_LINEAR)
    return (piece[:, ::-1] if random.random() < 0.5 else piece).astype(np.float32)


def bin_frame(size, random):
    """The rim of an open bin seen from above: (colour layer float32, mask of the inside 0..1, mask of the rim 0..1).

    Its colour is drawn without regard to what lies inside: the network must not read it.
    """
    colour = np.array(BIN_COLOURS[int(random.integers(len(BIN_COLOURS)))], np.float32) * random.uniform(0.6, 1.25)
    centre = size / 2 + random.uniform(-0.08, 0.08, 2) * size
    half = random.uniform(0.36, 0.5, 2) * size
    angle, power = random.uniform(-25, 25), random.uniform(2, 6)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    cos, sin = np.cos(np.radians(angle)), np.sin(np.radians(angle))
    u = (cos * (x - centre[0]) + sin * (y - centre[1])) / half[0]
    v = (cos * (y - centre[1]) - sin * (x - centre[0])) / half[1]
    radius = (np.abs(u) ** power + np.abs(v) ** power) ** (1 / power)
    rim_width = random.uniform(0.08, 0.3)
    inside = ((1 - radius) * 30).clip(0, 1)
    rim = ((1 + rim_width - radius) * 30).clip(0, 1) * (1 - inside)
    layer = colour * (0.7 + 0.6 * noise(size, 3, random))[..., None]
    return layer.astype(np.float32), inside, rim


def bin_inside(size, random):
    """Depth of an empty bin: dark in the middle or on one side, streaky."""
    grey = random.uniform(15, 90) + random.uniform(-8, 8, 3)
    shade = 0.35 + 0.9 * noise(size, 2, random) + 0.25 * (fractal(size, random, 4, 4) - 0.5)
    return (grey * shade[..., None] + random.normal(0, 4, (size, size, 1))).clip(0, 255).astype(np.float32)
