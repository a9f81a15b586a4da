"""Turns a photo file into the network's input exactly as serving does (src/inference/preprocess.ts), bit for bit.

Both sides run the same libvips: sharp in Node, pyvips here. The steps, their order and even the way the scale factor is
computed (1 / (width / size), not size / width) follow sharp; changing any of them changes pixels.
"""

import math

import numpy as np
import pyvips

INPUT_SIZE = 224


def read_upright(path):
    """Decode `path` to an upright 8-bit sRGB picture without alpha; a damaged file raises pyvips.Error."""
    picture = pyvips.Image.new_from_file(str(path), access="random", fail_on="warning").autorot()
    if picture.get_typeof("icc-profile-data"):
        picture = picture.icc_transform("srgb", embedded=True, depth=8, intent="perceptual")
    elif picture.interpretation == "cmyk":
        picture = picture.icc_transform("srgb", input_profile="cmyk", intent="perceptual")
    if picture.hasalpha():
        picture = picture[:-1]
    if picture.interpretation != "srgb" or picture.bands != 3:
        picture = picture.colourspace("srgb")
    return picture if picture.format == "uchar" else picture.cast("uchar")


def crop_fractions(picture, crop):
    """Cut {x, y, width, height}, fractions of the upright picture, rounded half up to whole pixels (at least one)."""
    left, right = _pixel_span(crop["x"], crop["width"], picture.width)
    top, bottom = _pixel_span(crop["y"], crop["height"], picture.height)
    return picture.crop(left, top, right - left, bottom - top)


def _pixel_span(start, length, size):
    first = min(size - 1, math.floor(start * size + 0.5))
    return first, min(size, max(first + 1, math.floor((start + length) * size + 0.5)))


def resize_pixels(picture, size=INPUT_SIZE):
    """Resize to size x size, aspect not kept; returns uint8 (size, size, 3)."""
    return picture.resize(1 / (picture.width / size), vscale=1 / (picture.height / size), kernel="linear").numpy()


def to_input(pixels):
    """uint8 (..., H, W, 3) to float32 (..., 3, H, W) in -1..1."""
    return np.moveaxis(pixels.astype(np.float32) / np.float32(127.5) - np.float32(1), -1, -3)
