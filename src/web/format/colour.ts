/** Whether writing on a colour must be dark or light. */

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance (WCAG) of a colour such as “#1677ff”: 0 black to 1 white. */
function luminance(colour: string): number {
  const digits = colour.replace('#', '');
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const [red, green, blue] = [0, 2, 4].map((at) => linear(Number.parseInt(long.slice(at, at + 2), 16)));
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Ink that stands out on `colour`: white where its contrast is at least 3, which large bold signs need; else near-black. */
export function inkOn(colour: string): '#fff' | '#1d1d1d' {
  return 1.05 / (luminance(colour) + 0.05) >= 3 ? '#fff' : '#1d1d1d';
}
