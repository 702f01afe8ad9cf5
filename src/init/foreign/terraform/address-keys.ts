/** Names that say nothing about a resource. */
const GENERIC = ['this', 'main', 'default', 'policy', 'scp', 'all'];

const PART = /\.?([\w-]+)((?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?)/g;

/**
 * Words for a file from a Terraform address: the names of modules, the key of `for_each` or `count`, and the name of the resource unless it
 * says nothing. `module.guardrails["deny"].aws_organizations_policy.this` gives `guardrails deny`.
 */
export function keyOfAddress(address: string): string {
  const parts = [...address.matchAll(PART)].map(([, name, key]) => ({ name, key: textOfKey(key) }));
  const modules = parts.slice(0, -2).filter(({ name }) => name !== 'module');
  const [resource] = parts.slice(-1);
  const words = [...modules.flatMap(({ name, key }) => [name, key]), resource.name, resource.key].filter((word) => word !== '');
  const telling = words.filter((word) => !GENERIC.includes(word.toLowerCase()));
  return (telling.some((word) => !/^\d+$/.test(word)) ? telling : words).join(' ');
}

function textOfKey(key: string): string {
  const inner = key.slice(1, -1);
  return inner.startsWith('"') ? String(JSON.parse(inner)) : inner;
}
