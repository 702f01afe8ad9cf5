import { addressOf, FUNCTION_TYPE, type PrivilegedResource } from './privileged-parts';

/**
 * Addresses of the functions that act for the organization: those to which service tokens lead, through aliases, variables of the
 * environment and state machines, and those that have a role of one of these.
 */
export function providerFunctions(resources: readonly PrivilegedResource[], serviceTokens: readonly string[]): string[] {
  const texts = new Map(resources.map((resource) => [addressOf(resource), JSON.stringify([resource.settings, resource.documents])]));
  const reached = new Set<string>();
  const visit = (text: string): void => {
    for (const [address, inside] of texts) {
      if (reached.has(address) || !isMentioned(address, text)) continue;
      reached.add(address);
      visit(inside);
    }
  };
  serviceTokens.forEach(visit);
  const roles = [...reached].filter((address) => resources.some((each) => addressOf(each) === address && each.type === 'AWS::IAM::Role'));
  const functions = resources.filter(({ type }) => type === FUNCTION_TYPE);
  return functions.filter((each) => reached.has(addressOf(each)) || roles.some((role) => isMentioned(role, JSON.stringify(each.settings.Role ?? ''))))
    .map(addressOf).sort();
}

/** Whether a text with resolved references refers to a resource or one of its attributes. */
export function isMentioned(address: string, text: string): boolean {
  return text.includes(`\${${address}}`) || text.includes(`\${${address}.`);
}
