"""MobileNetV2 1.0 with a hidden layer on top, and its start from the ImageNet weights (batch norm folded into them)."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

FEATURES = 1280
FEATURE_LENGTH = 20.0


class ConvUnit(nn.Module):
    """A convolution with TensorFlow's SAME padding, optionally batch norm, optionally ReLU6."""

    def __init__(self, layer):
        super().__init__()
        out, per_group, kernel, _ = layer["weight_shape"]
        groups, self.stride = layer["groups"], layer["stride"]
        self.conv = nn.Conv2d(per_group * groups, out, kernel, self.stride, groups=groups)
        self.norm = nn.Identity()
        self.active = layer["activation"] == "relu6"
        self.padding = kernel // 2

    def forward(self, x):
        """Stride 2 at an even size pads right and bottom only, as TensorFlow does."""
        if self.padding:
            before = self.padding if self.stride == 1 else 0
            x = functional.pad(x, (before, self.padding, before, self.padding))
        x = self.norm(self.conv(x))
        return functional.relu6(x) if self.active else x

    def insert_norm(self, mean, variance, momentum):
        """Put batch norm behind the convolution so that, with these statistics, nothing changes."""
        norm = nn.BatchNorm2d(len(mean), eps=1e-3, momentum=momentum)
        with torch.no_grad():
            norm.running_mean.copy_(mean)
            norm.running_var.copy_(variance)
            norm.weight.copy_((variance + norm.eps).sqrt())
            norm.bias.copy_(mean)
        self.norm = norm

    def fold_norm(self):
        """Fold batch norm into the convolution again."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.conv = nn.utils.fuse_conv_bn_eval(self.conv.eval(), self.norm.eval())
            self.norm = nn.Identity()


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


class Head(nn.Module):
    """Features of fixed length, dropout, one hidden layer, logits over the item labels."""

    def __init__(self, labels, hidden=512, dropout=0.5):
        super().__init__()
        self.hidden = nn.Linear(FEATURES, hidden)
        self.logits = nn.Linear(hidden, labels)
        self.dropout = dropout

    def forward(self, x):
        """(N, 1280) to (N, labels)."""
        x = FEATURE_LENGTH * x / x.square().sum(1, keepdim=True).add(1e-6).sqrt()
        x = functional.dropout(x, self.dropout / 2, self.training)
        x = functional.relu(self.hidden(x))
        return self.logits(functional.dropout(x, self.dropout, self.training))


class ItemNetwork(nn.Module):
    """(N, 3, 224, 224) in -1..1 to logits (N, labels); `blocks` 0..18 can be split at any index."""

    def __init__(self, layers, labels):
        super().__init__()
        last = next(index for index, layer in enumerate(layers) if layer["layer"] == "conv_51")
        blocks = [ConvUnit(layers[0]), Block(layers[1:3])]
        blocks += [Block(layers[start : start + 3]) for start in range(3, last, 3)]
        self.blocks = nn.Sequential(*blocks, ConvUnit(layers[last]))
        self.head = Head(labels)

    def features(self, x, start=0):
        """Mean features (N, 1280) from the output of block `start` - 1 (or the picture when 0)."""
        return self.blocks[start:](x).mean((2, 3))

    def forward(self, x, start=0):
        """Logits from the output of block `start` - 1 (or the picture when 0)."""
        return self.head(self.features(x, start))

    def units(self, start=0):
        """All convolution units from block `start` on, in order."""
        return [module for module in self.blocks[start:].modules() if isinstance(module, ConvUnit)]


def load_imagenet(weights_dir, labels):
    """The network with the ImageNet weights of `weights_dir` and a fresh head."""
    folder = Path(weights_dir)
    layers = json.loads((folder / "mobilenet_v2_imagenet.layers.json").read_text())
    weights = np.load(folder / "mobilenet_v2_imagenet.npz")
    network = ItemNetwork(layers, labels)
    names = [layer["layer"] for layer in layers]
    with torch.no_grad():
        for name, unit in zip(names, network.units()):
            unit.conv.weight.copy_(torch.from_numpy(weights[f"{name}.w"]))
            unit.conv.bias.copy_(torch.from_numpy(weights[f"{name}.b"]))
    return network.to(memory_format=torch.channels_last)


@torch.no_grad()
def insert_norms(network, x, start, momentum=0.05):
    """Give every unit from block `start` on a batch norm with the statistics of the batch `x` (input of that block)."""
    statistics = {}

    def remember(unit, _inputs, output):
        statistics[unit] = (output.mean((0, 2, 3)), output.var((0, 2, 3)))

    units = network.units(start)
    hooks = [unit.conv.register_forward_hook(remember) for unit in units]
    network.eval()
    network.features(x, start)
    for hook, unit in zip(hooks, units):
        hook.remove()
        unit.insert_norm(*statistics[unit.conv], momentum)


def fold_norms(network):
    """Fold every batch norm, as export needs."""
    for unit in network.units():
        unit.fold_norm()
