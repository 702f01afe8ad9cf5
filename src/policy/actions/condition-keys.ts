import { CONDITION_KEY_ROWS } from './action-data.generated';

interface KeyGroup {
  /** As AWS spells them. */
  readonly keys: readonly string[];
  /** In lower case. */
  readonly exact: ReadonlySet<string>;
  /** Keys such as `aws:RequestTag/${TagKey}`. */
  readonly families: readonly RegExp[];
}

let groups: ReadonlyMap<string, KeyGroup> | undefined;

/**
 * Whether requests of any service can have the key; case is ignored. Keys of identity providers begin with their domain, and their
 * number is not limited: all of them count as known.
 */
export function conditionKeyExists(key: string): boolean {
  const [prefix] = key.toLowerCase().split(':');
  if (prefix.includes('.')) return true;
  const group = groupsByPrefix().get(prefix);
  return group !== undefined && (group.exact.has(key.toLowerCase()) || group.families.some((family) => family.test(key)));
}

/** The keys that begin with `aws:`, or with a service's prefix; families as `aws:RequestTag/${TagKey}`. */
export function conditionKeysOf(prefix: string): readonly string[] {
  return groupsByPrefix().get(prefix.toLowerCase())?.keys ?? [];
}

/** The prefixes of the known keys, without the colon. */
export function conditionKeyPrefixes(): string[] {
  return [...groupsByPrefix().keys()];
}

/** Whether a key is the known one, or belongs to the family that it represents; case is ignored. */
export function matchesKey(known: string, key: string): boolean {
  return isFamily(known) ? familyPattern(known).test(key) : known.toLowerCase() === key.toLowerCase();
}

function isFamily(key: string): boolean {
  return key.includes('${');
}

function groupsByPrefix(): ReadonlyMap<string, KeyGroup> {
  groups ??= new Map(CONDITION_KEY_ROWS.map((row) => {
    const [prefix, names] = row.split('|');
    const keys = names.split(',').map((name) => `${prefix}:${name}`);
    return [prefix.toLowerCase(), {
      keys,
      exact: new Set(keys.filter((key) => !isFamily(key)).map((key) => key.toLowerCase())),
      families: keys.filter(isFamily).map(familyPattern),
    }];
  }));
  return groups;
}

const familyPatterns = new Map<string, RegExp>();

function familyPattern(key: string): RegExp {
  const known = familyPatterns.get(key) ?? compileFamily(key);
  familyPatterns.set(key, known);
  return known;
}

function compileFamily(key: string): RegExp {
  const parts = key.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'i');
}
