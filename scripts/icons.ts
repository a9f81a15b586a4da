// Draws the icons of the installed application: src/web/public/icons/*.png, the mark of favicon.svg at the sizes that phones ask for.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

const folder = join(import.meta.dirname, '../src/web/public/icons');
const ground = '#0f5f47';

/** The mark on its ground; `share`: of the side that the mark takes, `round`: corners, in shares of the side. */
function draw(side: number, share: number, round: number): Promise<Buffer> {
  const scale = (side * share) / 32;
  const from = (side * (1 - share)) / 2;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">
    <rect width="${side}" height="${side}" rx="${side * round}" fill="${ground}"/>
    <g transform="translate(${from} ${from}) scale(${scale})">
      <path d="M9 6h14l3 20H6z" fill="#fff"/>
      <path d="M8 13h16l1.2 8H6.8z" fill="#2fa36b"/>
    </g>
  </svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}

mkdirSync(folder, { recursive: true });
for (const [name, side, share, round] of [
  ['icon-192', 192, 1, 0.22],
  ['icon-512', 512, 1, 0.22],
  // Phones cut their own shape out of this one: the mark stays within the inner 80 %.
  ['icon-maskable-512', 512, 0.78, 0],
  // iOS rounds the corners itself.
  ['apple-touch-icon', 180, 0.9, 0],
] as const) {
  writeFileSync(join(folder, `${name}.png`), await draw(side, share, round));
  console.log(`${name}.png`);
}
