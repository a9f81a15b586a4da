"""One random variant of a training picture: composed into a scene or warped as it is, then relit and degraded."""

import cv2
import numpy as np

from compose import background, compose, occlude
from degrade import degrade, recolour, relight
from preprocess import INPUT_SIZE

COMPOSED, COMPOSED_BAG, RECOLOURED_BAG, OCCLUDED = 0.45, 0.55, 0.5, 0.15


def augment(index, is_bag, material, random):
    """Picture `index` of the material to a uint8 (INPUT_SIZE, INPUT_SIZE, 3); `random` is a numpy Generator."""
    pixels, mask = np.array(material.pictures[index]), material.mask(index)
    composed = mask is not None and random.random() < (COMPOSED_BAG if is_bag else COMPOSED)
    if is_bag and random.random() < RECOLOURED_BAG:
        pixels = recolour(pixels, random).astype(np.uint8)
    if composed:
        picture = compose(pixels, mask, material.about[index]["labels"], material, INPUT_SIZE, random)
    else:
        picture = warp(pixels, random)
    if random.random() < OCCLUDED:
        picture = occlude(picture, random)
    return degrade(relight(picture, random), random)


def augment_lightly(index, material, random):
    """Picture `index` nearly as a camera would deliver it: most of it, hardly turned, seldom degraded."""
    picture = warp(np.array(material.pictures[index]), random, 0.72, 0.3)
    picture = picture * random.uniform(0.85, 1.15) * (1 + random.uniform(-0.04, 0.04, 3).astype(np.float32))
    return degrade(picture, random) if random.random() < 0.25 else picture.clip(0, 255).astype(np.uint8)


def augment_nothing(index, material, random):
    """A variant of a picture with nothing to judge, or (half of the time) a background that compositions use."""
    if random.random() < 0.5:
        picture = background(material, INPUT_SIZE, random)
    else:
        picture = warp(np.array(material.pictures[index]), random)
    return degrade(relight(picture, random), random)


def warp(pixels, random, smallest=0.4, strength=1.0):
    """A crop of at least `smallest` of the area, turned, mirrored, seen from a slightly different side, float32."""
    height, width = pixels.shape[:2]
    area, aspect = random.uniform(smallest, 1), np.exp(random.uniform(-0.28, 0.28) * strength)
    half = np.array([min(1, np.sqrt(area * aspect)), min(1, np.sqrt(area / aspect))]) / 2
    centre = 0.5 + random.uniform(-1, 1, 2) * (0.5 - half)
    corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
    angle = random.uniform(-0.35, 0.35) * strength if random.random() < 0.45 else 0.0
    cos, sin = np.cos(angle), np.sin(angle)
    corners = corners @ np.array([[cos, sin], [-sin, cos]])
    if random.random() < 0.4 * strength:
        corners = corners + random.uniform(-0.12, 0.12, (4, 2)) * half
    corners = ((corners + centre) * (width, height)).astype(np.float32)
    if random.random() < 0.5:
        corners = corners[[1, 0, 3, 2]]
    if random.random() < 0.25 * strength:
        corners = np.roll(corners, int(random.integers(1, 4)), 0)
    last = INPUT_SIZE
    to = np.array([[0, 0], [last, 0], [last, last], [0, last]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, to)
    warped = cv2.warpPerspective(
        pixels, matrix, (last, last), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
    )
    return warped.astype(np.float32)
