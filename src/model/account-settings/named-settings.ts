import { align } from '../diff/identity/align';
import type { Organization } from '../organization';

/** The keys of the settings that code names, by the IDs that its accounts have in a live organization. Only members are among them. */
export function namedSettings(live: Organization, codes: readonly Organization[]): Map<string, Set<string>> {
  const named = new Map<string, Set<string>>();
  for (const code of codes) {
    if (code.accountSettings === undefined) continue;
    const { base, head } = align(live, code, { isDeployed: true });
    for (const { accountId, settings } of head.accountSettings ?? []) {
      if (base.targets.get(accountId)?.kind !== 'account') continue;
      named.set(accountId, new Set([...named.get(accountId) ?? [], ...Object.keys(settings)]));
    }
  }
  return named;
}
