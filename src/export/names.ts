const LONGEST = 60;
/** Words with a meaning in the Terraform language, which would confuse a reader in a reference. */
const RESERVED = new Set([
  'connection', 'count', 'data', 'each', 'else', 'endfor', 'endif', 'false', 'for', 'for_each', 'if', 'import', 'in', 'lifecycle', 'local',
  'locals', 'module', 'moved', 'null', 'output', 'path', 'provider', 'provisioner', 'removed', 'resource', 'root', 'self', 'terraform', 'true',
  'var', 'variable',
]);

/** Names that Windows keeps for devices, also before an extension: documents of policies have these names too. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/** A part of an organization that needs a name. */
export interface Named {
  readonly id: string;
  /** Texts for its name, the shortest first. */
  readonly candidates: readonly string[];
}

/**
 * Names of resources of one type by their IDs: each is a valid identifier, and unique. A part whose short name another one has too gets a
 * longer one, and so does the other.
 */
export function uniqueNames(parts: readonly Named[]): Map<string, string> {
  const choices = parts.map(({ id, candidates }) => ({
    id, names: [...candidates.map(identifier), identifier(`${candidates[0]}_${id}`), identifier(`id_${id}`)],
  }));
  const uses = new Map<string, number>();
  for (const { names } of choices) for (const name of new Set(names)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const taken = new Set<string>();
  return new Map(choices.map(({ id, names }) => {
    const name = names.find((each) => each !== '' && !RESERVED.has(each) && !DEVICE.test(each) && uses.get(each) === 1) ?? unused(names[names.length - 1], taken);
    taken.add(name);
    return [id, name];
  }));
}

/** Two IDs that differ in case only are not to be expected, and have names all the same. */
function unused(name: string, taken: ReadonlySet<string>): string {
  return taken.has(name) ? unused(`${name}_`, taken) : name;
}

/** `stay_in_organization`, also for `StayInOrganization`; empty for a text without letters and digits of ASCII. */
export function identifier(text: string): string {
  const plain = text.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/([a-z\d])(?=[A-Z])/g, '$1_');
  const name = plain.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+/, '').slice(0, LONGEST).replace(/_+$/, '');
  return /^\d/.test(name) ? `_${name}` : name;
}
