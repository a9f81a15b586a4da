"""Cuts single things out of their photographs, so that training can put them in front of something else.

Only pictures whose border looks like one surface (a studio, a table, a road) give a cut-out; GrabCut refines it, and what
comes out implausibly small, large or torn is left alone.
"""

import cv2
import numpy as np

BORDER = 6
WORKING_SIZE = 128
SMALLEST, LARGEST = 0.04, 0.80
LEAST_SOLID = 0.45
ROUNDS = 3


def cut_out(pixels, by_frame=False):
    """uint8 mask (H, W), 255 where the thing is, or None; `by_frame` starts from the middle instead of the border's colour.

    `pixels` is uint8 RGB (H, W, 3).
    """
    small = cv2.resize(pixels, (WORKING_SIZE, WORKING_SIZE), interpolation=cv2.INTER_AREA)
    start = _from_frame(small) if by_frame else _from_border(small)
    if start is None:
        return None
    mask = _refine(small, start)
    if not _plausible(mask, small):
        return None
    return cv2.resize(mask, pixels.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def _from_border(pixels):
    """GrabCut labels from the distance to the border's colour; None when the border isn't one surface."""
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    inside = np.zeros(lab.shape[:2], bool)
    inside[BORDER:-BORDER, BORDER:-BORDER] = True
    border = lab[~inside]
    centre = np.median(border, 0)
    distance = np.linalg.norm((lab - centre) * (0.6, 1.3, 1.3), axis=2)
    spread = np.percentile(distance[~inside], 85)
    if spread > 26:
        return None
    limit = max(14.0, 1.8 * spread)
    labels = np.full(lab.shape[:2], cv2.GC_PR_BGD, np.uint8)
    labels[distance > limit] = cv2.GC_PR_FGD
    labels[distance > 2.5 * limit] = cv2.GC_FGD
    labels[~inside & (distance < limit)] = cv2.GC_BGD
    return labels


def _from_frame(pixels):
    """GrabCut labels that take the outermost strip for background and the middle for the thing."""
    height, width = pixels.shape[:2]
    labels = np.full((height, width), cv2.GC_PR_FGD, np.uint8)
    labels[: height // 14], labels[-height // 14 :] = cv2.GC_BGD, cv2.GC_BGD
    labels[:, : width // 14], labels[:, -width // 14 :] = cv2.GC_BGD, cv2.GC_BGD
    cv2.ellipse(labels, (width // 2, height // 2), (width // 5, height // 5), 0, 0, 360, cv2.GC_FGD, -1)
    return labels


def _refine(pixels, labels):
    """GrabCut, then the large pieces with their holes filled (glass and rings keep what is seen through them)."""
    if not (labels % 2 == 1).any() or not (labels % 2 == 0).any():
        return np.zeros(labels.shape, np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.grabCut(np.ascontiguousarray(pixels[..., ::-1]), labels, None, *models, ROUNDS, cv2.GC_INIT_WITH_MASK)
    mask = np.where(labels % 2 == 1, 255, 0).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    pieces, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    filled = np.zeros_like(mask)
    if pieces:
        largest = max(cv2.contourArea(piece) for piece in pieces)
        kept = [piece for piece in pieces if cv2.contourArea(piece) > 0.1 * largest]
        cv2.drawContours(filled, kept, -1, 255, -1)
    return filled


def _plausible(mask, pixels):
    """Neither tiny nor the whole picture, mostly off the border, and set off from what is around it."""
    inside = mask > 0
    share = inside.mean()
    edge = np.concatenate([mask[0], mask[-1], mask[:, 0], mask[:, -1]])
    if not SMALLEST < share < LARGEST or (edge > 0).mean() > 0.35:
        return False
    if share / _hull_share(mask) < LEAST_SOLID:
        return False
    lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB).astype(np.float32)
    ring = (cv2.dilate(mask, np.ones((9, 9), np.uint8)) > 0) & ~inside
    rim = inside & (cv2.erode(mask, np.ones((7, 7), np.uint8)) == 0)
    return bool(ring.any() and np.linalg.norm(lab[ring].mean(0) - lab[rim].mean(0)) > 10)


def _hull_share(mask):
    """Share of the picture that the convex hull of the mask covers: what is torn to shreds covers little of its hull."""
    hull = cv2.convexHull(cv2.findNonZero(mask))
    return max(cv2.contourArea(hull), 1.0) / mask.size
