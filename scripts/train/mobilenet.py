"""MobileNetV2 1.0 with ImageNet weights (batch norm folded into them): scenes.py compares pictures by its features."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional


class ConvUnit(nn.Module):
    """A convolution with TensorFlow's SAME padding, optionally batch norm, optionally ReLU6."""

    def __init__(self, layer):
        super().__init__()
        out, per_group, kernel, _ = layer["weight_shape"]
        groups, self.stride = layer["groups"], layer["stride"]
        self.conv = nn.Conv2d(per_group * groups, out, kernel, self.stride, groups=groups)
        self.active = layer["activation"] == "relu6"
        self.padding = kernel // 2

    def forward(self, x):
        """Stride 2 at an even size pads right and bottom only, as TensorFlow does."""
        if self.padding:
            before = self.padding if self.stride == 1 else 0
            x = functional.pad(x, (before, self.padding, before, self.padding))
        x = self.conv(x)
        return functional.relu6(x) if self.active else x


class Block(nn.Module):
    """Expansion, depthwise and projection, with a residual where stride and channels allow."""

    def __init__(self, layers):
        super().__init__()
        self.units = nn.Sequential(*[ConvUnit(layer) for layer in layers])
        strides = [layer["stride"] for layer in layers]
        self.residual = max(strides) == 1 and layers[0]["weight_shape"][1] == layers[-1]["weight_shape"][0]

    def forward(self, x):
        """(N, C, H, W) to (N, C', H / stride, W / stride)."""
        return x + self.units(x) if self.residual else self.units(x)


class FeatureNetwork(nn.Module):
    """(N, 3, 224, 224) in -1..1 to mean features (N, 1280)."""

    def __init__(self, layers):
        super().__init__()
        last = next(index for index, layer in enumerate(layers) if layer["layer"] == "conv_51")
        blocks = [ConvUnit(layers[0]), Block(layers[1:3])]
        blocks += [Block(layers[start : start + 3]) for start in range(3, last, 3)]
        self.blocks = nn.Sequential(*blocks, ConvUnit(layers[last]))

    def forward(self, x):
        """Features of each picture."""
        return self.blocks(x).mean((2, 3))


def load_imagenet(weights_dir):
    """The network with the ImageNet weights of `weights_dir`."""
    folder = Path(weights_dir)
    layers = json.loads((folder / "mobilenet_v2_imagenet.layers.json").read_text())
    weights = np.load(folder / "mobilenet_v2_imagenet.npz")
    network = FeatureNetwork(layers)
    units = [module for module in network.modules() if isinstance(module, ConvUnit)]
    with torch.no_grad():
        for name, unit in zip([layer["layer"] for layer in layers], units):
            unit.conv.weight.copy_(torch.from_numpy(weights[f"{name}.w"]))
            unit.conv.bias.copy_(torch.from_numpy(weights[f"{name}.b"]))
    return network.eval()
