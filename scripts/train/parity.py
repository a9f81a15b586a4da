"""Draws the pictures of fixtures/parity/ and writes, beside each, what training computes from it.

Serving compares its own input tensor and probabilities with these numbers. The tensors come from pyvips, not from sharp; the
probabilities from Python's ONNX Runtime on the exported file, which export.py held to PyTorch.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageDraw

from preprocess import crop_fractions, read_upright, resize_pixels, to_input

SAMPLED = 200
TURNED_RIGHT = 6
ORIENTATION = 0x0112
CROP = {"x": 0.21, "y": 0.335, "width": 0.487, "height": 0.44}
CASES = [
    ("exact", "square.png", None),
    ("orientation", "turned.jpg", None),
    ("crop", "turned.jpg", CROP),
    ("alpha", "transparent.png", None),
    ("grey", "grey.jpg", CROP),
]


def draw_picture(width, height, random):
    """A shaded ground with overlapping ellipses and boxes in random colours and some noise."""
    y, x = np.mgrid[0:height, 0:width]
    ground = 90 + 60 * x[..., None] / width + 50 * y[..., None] / height * np.array([0.4, 1.0, 0.7])
    picture = Image.fromarray(np.clip(ground, 0, 255).astype(np.uint8))
    pen = ImageDraw.Draw(picture)
    for turn in range(14):
        left, top = random.uniform(-0.1, 0.8, 2) * (width, height)
        right, bottom = (left, top) + random.uniform(0.1, 0.35, 2) * (width, height)
        colour = tuple(int(value) for value in random.integers(10, 246, 3))
        (pen.ellipse if turn % 2 else pen.rectangle)((left, top, right, bottom), fill=colour)
    noisy = np.asarray(picture) + random.normal(0, 2, (height, width, 3))
    return Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))


def draw_pictures(folder, seed):
    """The four pictures that CASES names."""
    random = np.random.default_rng(seed)
    draw_picture(224, 224, random).save(folder / "square.png", optimize=True)
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT
    draw_picture(1280, 720, random).save(folder / "turned.jpg", quality=85, exif=exif)
    transparent = draw_picture(300, 180, random)
    transparent.putalpha(Image.fromarray(np.tile(np.linspace(0, 255, 300).astype(np.uint8), (180, 1))))
    transparent.save(folder / "transparent.png", optimize=True)
    draw_picture(333, 257, random).convert("L").save(folder / "grey.jpg", quality=85)


def compute(name, folder, file, crop, session, manifest):
    """Tensor samples and probabilities of one case."""
    upright = read_upright(folder / file)
    tensor = to_input(resize_pixels(crop_fractions(upright, crop) if crop else upright))
    logits = session.run(None, {"input": tensor[None]})[0][0].astype(np.float64) / manifest["temperature"]
    logits += manifest.get("offsets", 0)
    probabilities = np.exp(logits - logits.max()) / np.exp(logits - logits.max()).sum()
    indices = np.sort(np.random.default_rng(len(name)).choice(tensor.size, SAMPLED, replace=False))
    return {
        "schema": 1,
        "model": f"{manifest['id']}@{manifest['version']}",
        "modelSha256": manifest["sha256"],
        "file": file,
        "fileSha256": hashlib.sha256((folder / file).read_bytes()).hexdigest(),
        "crop": crop,
        "upright": {"width": upright.width, "height": upright.height},
        "tensor": {
            "mean": float(tensor.mean(dtype=np.float64)),
            "std": float(tensor.std(dtype=np.float64)),
            "indices": indices.tolist(),
            "values": [round(float(value), 7) for value in tensor.ravel()[indices]],
        },
        "probabilities": [float(f"{value:.6g}") for value in probabilities.tolist()],
    }


def main():
    """Write fixtures/parity/*."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", help="folder of the exported model, models/<id>")
    parser.add_argument("folder", help="folder to write, fixtures/parity")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    folder = Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((Path(options.model) / "manifest.json").read_text(encoding="utf-8"))
    session = onnxruntime.InferenceSession(str(Path(options.model) / manifest["file"]), providers=["CPUExecutionProvider"])
    draw_pictures(folder, options.seed)
    for name, file, crop in CASES:
        result = compute(name, folder, file, crop, session, manifest)
        (folder / f"{name}.json").write_text(json.dumps(result) + "\n")
        print(f"{name}: {manifest['labels'][int(np.argmax(result['probabilities']))]}")


if __name__ == "__main__":
    main()
