import { Random } from '../world/random';

export const DIGITS = '0123456789';
const LOWER = DIGITS + 'abcdefghijklmnopqrstuvwxyz';
const HEX = DIGITS + 'abcdef';

/** Fresh identifiers. Source of the shapes: AWS Organizations API Reference, the `Id` field of each data type. */
export const newId = {
  organization: (random: Random) => `o-${random.text(LOWER, 10)}`,
  root: (random: Random) => `r-${random.text(LOWER, 4)}`,
  /** The middle part is the root's ID without its prefix. */
  organizationalUnit: (random: Random, rootId: string) => `ou-${rootId.slice(2)}-${random.text(LOWER, 8)}`,
  account: (random: Random) => random.text('123456789', 1) + random.text(DIGITS, 11),
  policy: (random: Random) => `p-${random.text(LOWER, 8)}`,
  createAccountRequest: (random: Random) => `car-${random.text(HEX, 32)}`,
  handshake: (random: Random) => `h-${random.text(LOWER, 32)}`,
  responsibilityTransfer: (random: Random) => `rt-${random.text(LOWER, 8)}`,
  resourcePolicy: (random: Random) => `rp-${random.text(LOWER, 8)}`,
};

/** Draws until the identifier is free. */
export function unusedId(isUsed: (id: string) => boolean, draw: () => string): string {
  let id = draw();
  while (isUsed(id)) id = draw();
  return id;
}
