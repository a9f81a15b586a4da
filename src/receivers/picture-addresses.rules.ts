/** Finds the addresses of pictures in a document: fields such as url, picUri, bkgUrl; those of plates and faces are left out. */
import { type Tree, texts } from './fields.rules.ts';
import { roleOf } from './push-event.rules.ts';

const isAddressField = /^ur[il]s?$|(pic|picture|image|img|photo|bkg|background|snap|capture|scene|alarm).*ur[il]s?$/i;
const mostAddresses = 20;

/** Each once, as the device wrote them; a list in one field is taken apart. */
export function addressesOf(tree: Tree): string[] {
  const found = texts(tree)
    .filter(({ name }) => isAddressField.test(name) && roleOf([name]) === 'scene')
    .flatMap(({ value }) => value.split(/[;,\s]+(?=https?:|\/)/i))
    .map((value) => value.trim())
    .filter((value) => /^https?:\/\/|^\/[^/\s]/i.test(value) && value.length < 2_000);
  return [...new Set(found)].slice(0, mostAddresses);
}
