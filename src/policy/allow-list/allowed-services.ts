import { CompiledPolicy, UnknownPolicy } from '../evaluate';
import { type AttachedText, certainPolicy } from '../lock-out/certain-policy';
import { NEEDED } from '../lock-out/lock-outs';
import { holdsUnknownText } from '../validate';
import { type RemainingAccess, remainingAccess } from './remaining-access';

/** Without these services no account is deployed to, administered, or can ask for help. */
export const VITAL_SERVICES: readonly string[] = [
  ...new Set([...NEEDED.map((action) => action.split(':')[0]), 'iam', 'organizations', 'support']),
].sort();

export interface AllowedByTexts extends RemainingAccess {
  /** Names of policies whose text is not known, or not all of it. */
  readonly notKnown: readonly string[];
  /** Whether a policy that is not known may allow anything, so that the services say nothing. */
  readonly isOpen: boolean;
}

const NUMBERS = new WeakMap<AttachedText, number>();
const KNOWN = new WeakMap<AttachedText, Map<string, AllowedByTexts>>();
let last = 0;

/** The actions that the service control policies of levels, from the top down, allow. Equal levels of several targets are judged once. */
export function allowedByTexts(levels: readonly (readonly AttachedText[])[]): AllowedByTexts {
  const [keeper] = levels.at(-1) ?? [];
  if (keeper === undefined) return judge(levels);
  const key = JSON.stringify(levels.map((texts) => texts.map(numberOf).sort((one, other) => one - other)));
  const known = KNOWN.get(keeper) ?? new Map<string, AllowedByTexts>();
  KNOWN.set(keeper, known);
  const found = known.get(key) ?? judge(levels);
  known.set(key, found);
  return found;
}

function judge(levels: readonly (readonly AttachedText[])[]): AllowedByTexts {
  const compiled = levels.map((texts): readonly CompiledPolicy[] => texts.flatMap((text) => certainPolicy(text)));
  const remaining = remainingAccess(compiled.map((serviceControlPolicies, index) => ({ name: String(index), serviceControlPolicies })));
  const isNotKnown = ({ text }: AttachedText) => text === undefined || holdsUnknownText(text);
  return {
    ...remaining,
    notKnown: [...new Set(levels.flat().filter(isNotKnown).map(({ name }) => name))],
    isOpen: compiled.some((policies) => policies.some((policy) => policy instanceof UnknownPolicy)),
  };
}

function numberOf(text: AttachedText): number {
  let number = NUMBERS.get(text);
  if (number === undefined) NUMBERS.set(text, number = last += 1);
  return number;
}
