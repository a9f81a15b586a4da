/** A place in words. */
import type { ReviewItem } from '../../findings/findings.schemas.ts';

/** Such as “3号投放点 厨余桶”. */
export function placeText({ station, bin }: ReviewItem['place']): string {
  return bin ? `${station.name} ${bin.name}` : station.name;
}
