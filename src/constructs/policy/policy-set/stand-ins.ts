/** Longer than an id of this service, and than most names. */
const UNKNOWN_LENGTH = 128;

const PSEUDO_PARAMETER_LENGTHS: Readonly<Record<string, number>> = { 'AWS::AccountId': 12, 'AWS::Partition': 10, 'AWS::Region': 16 };

/**
 * A resolved value with a text in the place of everything that is known only at deployment, such as the id of an account: as long as it
 * will be, or rather longer, and different for different things.
 */
export function withStandIns(resolved: unknown): unknown {
  if (Array.isArray(resolved)) return resolved.map(withStandIns);
  if (typeof resolved !== 'object' || resolved === null) return resolved;
  const [[key, value], ...more] = [...Object.entries(resolved), ['', undefined]];
  const isFunction = more.length === 1 && (key === 'Ref' || key.startsWith('Fn::'));
  if (isFunction) return standIn(key, value);
  return Object.fromEntries(Object.entries(resolved).map(([name, each]) => [name, withStandIns(each)]));
}

function standIn(key: string, value: unknown): string {
  if (key === 'Fn::Join') {
    const [delimiter, parts] = value as [string, unknown];
    if (Array.isArray(parts)) return parts.map((part) => String(withStandIns(part))).join(delimiter);
  }
  const letters = JSON.stringify(value).replace(/[^A-Za-z0-9]/g, '');
  const length = PSEUDO_PARAMETER_LENGTHS[String(value)] ?? UNKNOWN_LENGTH;
  return letters.slice(-length).padStart(length, '0');
}
