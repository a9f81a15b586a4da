"""What cameras, weather and night do to a picture: blur, darkness, infrared grey, rain, noise, compression."""

import cv2
import numpy as np

LUMA = np.array([0.299, 0.587, 0.114], np.float32)


def relight(picture, random, colour_shift=1.0):
    """Brightness, contrast, saturation and a colour cast; float32 (H, W, 3) in 0..255."""
    picture = picture * random.uniform(0.6, 1.35)
    mean = picture.mean()
    picture = (picture - mean) * random.uniform(0.65, 1.3) + mean
    grey = (picture @ LUMA)[..., None]
    picture = grey + (picture - grey) * random.uniform(1 - 0.5 * colour_shift, 1 + 0.4 * colour_shift)
    return picture * (1 + random.uniform(-0.1, 0.1, 3).astype(np.float32) * colour_shift)


def recolour(picture, random):
    """Any hue: bags come in all colours."""
    hsv = cv2.cvtColor(picture.clip(0, 255).astype(np.uint8), cv2.COLOR_RGB2HSV)
    hsv[..., 0] = (hsv[..., 0].astype(int) + int(random.integers(180))) % 180
    hsv[..., 1] = (hsv[..., 1] * random.uniform(0.0, 1.2)).clip(0, 255).astype(np.uint8)
    hsv[..., 2] = (hsv[..., 2] * random.uniform(0.25, 1.3)).clip(0, 255).astype(np.uint8)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2RGB).astype(np.float32)


def degrade(picture, random):
    """A random selection of faults, none at all for about a third; float32 (H, W, 3) in 0..255, uint8 out."""
    if random.random() < 0.22:
        picture = _blurred(picture, random)
    if random.random() < 0.12:
        picture = _night(picture, random)
    if random.random() < 0.06:
        picture = np.repeat((picture @ LUMA)[..., None], 3, 2) * random.uniform(0.8, 1.2)
    if random.random() < 0.07:
        picture = _rain(picture, random)
    if random.random() < 0.2:
        picture = picture + random.normal(0, random.uniform(2, 14), picture.shape)
    picture = picture.clip(0, 255).astype(np.uint8)
    return _compressed(picture, random) if random.random() < 0.3 else picture


def _blurred(picture, random):
    """Out of focus, moved, or seen from so far that few pixels are left."""
    size = picture.shape[0]
    kind = random.integers(3)
    if kind == 0:
        return cv2.GaussianBlur(picture, (0, 0), random.uniform(0.8, 3.2))
    if kind == 1:
        small = int(random.integers(56, 150))
        little = cv2.resize(picture, (small, small), interpolation=cv2.INTER_AREA)
        return cv2.resize(little, (size, size), interpolation=cv2.INTER_LINEAR)
    length = int(random.integers(4, 15))
    kernel = np.zeros((length, length), np.float32)
    kernel[length // 2] = 1 / length
    turn = cv2.getRotationMatrix2D(((length - 1) / 2, (length - 1) / 2), random.uniform(0, 180), 1)
    kernel = cv2.warpAffine(kernel, turn, (length, length))
    return cv2.filter2D(picture, -1, kernel / max(kernel.sum(), 1e-6))


def _night(picture, random):
    """Little light, more noise, sometimes one lamp."""
    size = picture.shape[0]
    picture = 255 * (picture.clip(0, 255) / 255) ** random.uniform(1.1, 1.9) * random.uniform(0.25, 0.75)
    if random.random() < 0.5:
        y, x = np.mgrid[0:size, 0:size].astype(np.float32) / size - random.uniform(0, 1, (2, 1, 1))
        picture = picture * (0.5 + 1.5 * np.exp(-4 * (x**2 + y**2)))[..., None]
    return picture + random.normal(0, random.uniform(2, 10), picture.shape)


def _rain(picture, random):
    """Drops on the lens (local blur and light) or streaks."""
    size = picture.shape[0]
    if random.random() < 0.5:
        streaks = (random.random((size, size)) > 0.992).astype(np.float32) * 255
        kernel = np.zeros((17, 17), np.float32)
        kernel[:, 8] = 1 / 6
        turn = cv2.getRotationMatrix2D((8, 8), random.uniform(-25, 25), 1)
        return picture + 0.7 * cv2.filter2D(streaks, -1, cv2.warpAffine(kernel, turn, (17, 17)))[..., None]
    cover = np.zeros((size, size), np.float32)
    for _ in range(int(random.integers(4, 22))):
        centre = tuple(int(value) for value in random.integers(0, size, 2))
        cv2.circle(cover, centre, int(random.integers(4, 20)), 1, -1)
    cover = cv2.GaussianBlur(cover, (0, 0), 2)[..., None]
    soft = cv2.GaussianBlur(picture, (0, 0), 6) * random.uniform(0.95, 1.25)
    return picture * (1 - cover) + soft * cover


def _compressed(picture, random):
    """JPEG of low to middling quality."""
    _, data = cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, int(random.integers(12, 65))])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)[..., ::-1]
