import type { FlatOrganization } from '../flat-organization';
import type { Identities } from './identities';

/** Replaces the IDs of the head in a text by those of the base. */
export type Translate = (text: string) => string;

/** Symbols of constructs, with or without an attribute; and IDs of the service. */
const ID = /\$\{[^{}]+\}|\b(?:\d{12}|(?:ou|r|o|p)-[0-9a-zA-Z_-]{4,128})\b/g;
const ARN_SYMBOL = /^\$\{(.+)\.Arn\}$/;
const SYMBOL = /\$\{|\b\d{12}\b|\b(?:ou|r|o|p)-/;

/** Where a symbol names an ARN and the base knows the real ID, the ARN is written out as far as the base knows its parts. */
export function translator(identities: Identities, base: FlatOrganization): Translate {
  const one = (found: string): string => {
    const id = identities.baseOf(found);
    if (id !== undefined) return id;
    const [, symbol] = ARN_SYMBOL.exec(found) ?? [];
    const owner = symbol === undefined ? undefined : identities.baseOf(`\${${symbol}}`);
    return owner === undefined ? found : arnOf(owner, base) ?? found;
  };
  return (text) => (SYMBOL.test(text) ? text.replace(ID, one) : text);
}

export function arnOf(id: string, base: FlatOrganization): string | undefined {
  const symbol = /^\$\{(.+)\}$/.exec(id)?.[1];
  if (symbol !== undefined) return `\${${symbol}.Arn}`;
  const place = `arn:aws:organizations::${base.managementAccountId}:`;
  const target = base.targets.get(id);
  if (id === base.id) return `${place}organization/${id}`;
  if (target !== undefined) return `${place}${{ root: 'root', organizationalUnit: 'ou', account: 'account' }[target.kind]}/${base.id}/${id}`;
  const policy = base.policies.get(id);
  return policy && `${place}policy/${base.id}/${policy.type.toLowerCase()}/${id}`;
}
