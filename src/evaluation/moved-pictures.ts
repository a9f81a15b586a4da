/** What happens before a camera that stays where it is, and what a camera that doesn't sees. Pure: pixels in, pixels out. */
import type { Picture } from './degraded-pictures.ts';

type Random = () => number;

/** How a camera was moved, in fractions of its picture's width, radians, and a factor. */
export interface Move {
  right: number;
  down: number;
  turn: number;
  zoom: number;
}

export const unmoved: Move = { right: 0, down: 0, turn: 0, zoom: 1 };

/** The part of a scene that a camera sees: the middle `view` of its side, as `side` pixels, moved. */
export function seen(scene: Picture, side: number, view: number, move: Move): Picture {
  const rgb = new Uint8Array(side * side * 3);
  const scale = (view * scene.side) / move.zoom;
  const [cosine, sine] = [Math.cos(move.turn), Math.sin(move.turn)];
  const centre = scene.side / 2;
  const last = scene.side - 1.001;
  const inside = (value: number): number => Math.max(0, Math.min(last, value));
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1, at += 3) {
      const [across, down] = [(x + 0.5) / side - 0.5, (y + 0.5) / side - 0.5];
      const fromX = inside(centre + scale * (across * cosine - down * sine) + move.right * view * scene.side);
      const fromY = inside(centre + scale * (across * sine + down * cosine) + move.down * view * scene.side);
      const [column, row] = [Math.floor(fromX), Math.floor(fromY)];
      const [right, low] = [fromX - column, fromY - row];
      const from = (row * scene.side + column) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const corner = from + channel;
        const above = scene.rgb[corner]! * (1 - right) + scene.rgb[corner + 3]! * right;
        const next = corner + scene.side * 3;
        const below = scene.rgb[next]! * (1 - right) + scene.rgb[next + 3]! * right;
        rgb[at + channel] = above * (1 - low) + below * low;
      }
    }
  }
  return { rgb, side };
}

/** How far points of the picture go on average, in fractions of its width. */
export function meanMove({ right, down, turn, zoom }: Move): number {
  let sum = 0;
  const steps = 9;
  for (let row = 0; row < steps; row += 1) {
    for (let column = 0; column < steps; column += 1) {
      const [x, y] = [column / (steps - 1) - 0.5, row / (steps - 1) - 0.5];
      const toX = (x * Math.cos(turn) - y * Math.sin(turn)) / zoom + right;
      const toY = (x * Math.sin(turn) + y * Math.cos(turn)) / zoom + down;
      sum += Math.hypot(toX - x, toY - y);
    }
  }
  return sum / steps ** 2;
}

/** Other light: a gain, a slope across the picture and a cast of colour. */
export function inOtherLight({ rgb, side }: Picture, random: Random): Picture {
  const gains = [0, 1, 2].map(() => 0.5 + 0.9 * random() + 0.1 * (random() - 0.5));
  const gain = 0.45 + 0.9 * random();
  const [slope, angle] = [random() * 0.8, random() * 2 * Math.PI];
  const lit = new Uint8ClampedArray(rgb.length);
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const light = gain * (1 + slope * (Math.cos(angle) * (x / side - 0.5) + Math.sin(angle) * (y / side - 0.5)));
      for (let channel = 0; channel < 3; channel += 1, at += 1) {
        lit[at] = rgb[at]! * light * (0.9 + 0.2 * gains[channel]!);
      }
    }
  }
  return { rgb: new Uint8Array(lit.buffer), side };
}

/** A hard shadow over one side of the picture. */
export function inShadow({ rgb, side }: Picture, random: Random): Picture {
  const angle = random() * 2 * Math.PI;
  const offset = (random() - 0.5) * 0.5;
  const shade = 0.35 + 0.35 * random();
  const shaded = Uint8Array.from(rgb);
  for (let y = 0, at = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1, at += 3) {
      if (Math.cos(angle) * (x / side - 0.5) + Math.sin(angle) * (y / side - 0.5) < offset) continue;
      for (let channel = 0; channel < 3; channel += 1) shaded[at + channel] = rgb[at + channel]! * shade;
    }
  }
  return { rgb: shaded, side };
}

/** Puts a picture (a bag, a passer-by, a van) into an oval of another, `width` × `height` of its side. */
export function pasted(
  { rgb, side }: Picture,
  thing: Picture,
  place: { x: number; y: number; width: number; height: number },
): Picture {
  const result = Uint8Array.from(rgb);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const [u, v] = [(x / side - place.x) / place.width, (y / side - place.y) / place.height];
      if (u < 0 || u >= 1 || v < 0 || v >= 1 || (2 * u - 1) ** 4 + (2 * v - 1) ** 4 > 1) continue;
      const from = (Math.floor(v * thing.side) * thing.side + Math.floor(u * thing.side)) * 3;
      result.set(thing.rgb.subarray(from, from + 3), (y * side + x) * 3);
    }
  }
  return { rgb: result, side };
}
