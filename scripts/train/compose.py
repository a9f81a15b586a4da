"""Puts cut-out things in front of other backgrounds, into bins, beside each other and behind hands and plastic."""

import cv2
import numpy as np

from backgrounds import fractal, noise, scene_piece

SKIN = np.array([224, 172, 140], np.float32)


def background(material, size, random):
    """A background without anything to judge, float32 (size, size, 3)."""
    if random.random() < 0.55:
        return scene_piece(material.scene(random), random, size)
    picture = material.surface(random)
    return bin_scene(picture, material, random) if random.random() < 0.3 else picture


def bin_scene(around, material, random):
    """An empty bin seen from above, with `around` about it."""
    colour, inside, rim, depth = material.bin(random)
    picture = around * (1 - inside[..., None]) + depth * inside[..., None]
    return picture * (1 - rim[..., None]) + colour * rim[..., None]


def compose(pixels, mask, labels, material, size, random):
    """The thing of `pixels` under `mask` in front of a background, sometimes with others like it, in a bin."""
    canvas = background(material, size, random)
    frame = material.bin(random) if random.random() < 0.3 else None
    if frame:
        canvas = canvas * (1 - frame[1][..., None]) + frame[3] * frame[1][..., None]
    for _ in range(int(random.choice(4, p=(0.7, 0.15, 0.1, 0.05)))):
        other = material.another(labels, random)
        if other:
            canvas = _paste(canvas, *other, random, random.uniform(0.3, 0.7), 0.35, frame)
    spread, largest = (0.08, 1.1) if frame is None else (0.05, 0.8)
    canvas = _paste(canvas, pixels, mask, random, random.uniform(0.42, largest), spread, frame)
    if frame:
        canvas = canvas * (1 - frame[2][..., None]) + frame[0] * frame[2][..., None]
    return canvas


def _paste(canvas, pixels, mask, random, share, spread, frame):
    """Lay the thing on the canvas so that its longer side takes `share` of it, with a shadow and the canvas's light."""
    size = canvas.shape[0]
    matrix = _placement(mask, size, share, spread, random)
    thing = cv2.warpPerspective(pixels, matrix, (size, size), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.warpPerspective(mask, matrix, (size, size), flags=cv2.INTER_LINEAR).astype(np.float32) / 255
    cover = cv2.GaussianBlur(cv2.erode(cover, np.ones((3, 3), np.uint8)), (0, 0), random.uniform(0.6, 1.4))
    if frame:
        cover = cover * frame[1]
    shift = np.float32([[1, 0, random.uniform(-9, 9)], [0, 1, random.uniform(0, 12)]])
    shadow = cv2.GaussianBlur(cv2.warpAffine(cover, shift, (size, size)), (0, 0), random.uniform(2, 10))
    canvas = canvas * (1 - random.uniform(0.1, 0.65) * shadow[..., None])
    thing = thing.astype(np.float32)
    inside = cover > 0.5
    if inside.any():
        light = canvas.mean() / max(thing[inside].mean(), 8)
        thing = thing * np.clip(light, 0.35, 1.6) ** random.uniform(0, 0.6)
    return canvas * (1 - cover[..., None]) + thing.clip(0, 255) * cover[..., None]


def _placement(mask, size, share, spread, random):
    """The perspective transform from the thing's picture to its place on the canvas."""
    x, y, width, height = cv2.boundingRect(mask)
    centre = np.array([x + width / 2, y + height / 2])
    scale = share * size / max(width, height)
    angle = random.uniform(-np.pi, np.pi) if random.random() < 0.5 else random.uniform(-0.45, 0.45)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    turn = turn @ np.diag((scale * (-1) ** int(random.integers(2)), scale * random.uniform(0.75, 1.2)))
    corners = np.array([[x, y], [x + width, y], [x + width, y + height], [x, y + height]], np.float32)
    to = (corners - centre) @ turn.T + size / 2 + random.uniform(-spread, spread, 2) * size
    to += random.uniform(-0.07, 0.07, (4, 2)) * share * size
    return cv2.getPerspectiveTransform(corners, to.astype(np.float32))


def occlude(picture, random):
    """A hand, an arm or a piece of plastic over at most a quarter of the picture, float32 in and out."""
    size = picture.shape[0]
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    angle, offset = random.uniform(0, 2 * np.pi), random.uniform(0.28, 0.45) * size
    along = np.cos(angle) * (x - size / 2) + np.sin(angle) * (y - size / 2)
    across = np.cos(angle) * (y - size / 2) - np.sin(angle) * (x - size / 2)
    wave = (noise(size, 5, random) - 0.5) * size * 0.15
    cover = ((along + wave - offset) / 6).clip(0, 1)
    if random.random() < 0.6:
        cover = cover * ((random.uniform(0.1, 0.3) * size - np.abs(across + wave)) / 4).clip(0, 1)
    colour = SKIN * random.uniform(0.4, 1.1) if random.random() < 0.4 else random.uniform(0, 255, 3)
    layer = colour * (0.6 + 0.8 * fractal(size, random, 3, 3))[..., None]
    return picture * (1 - cover[..., None]) + layer.clip(0, 255) * cover[..., None]
