import { type AssemblyStack, templatesOf } from '../../assembly';
import { accountsOfOtherStacks, isOurResourceType, stackOwner } from '../../contract';
import type { NotedAccounts } from '../organization';

/**
 * The accounts of other stacks that the templates note. A provider that another app deployed may be older than this note and not read it,
 * so that the note of a stack with such a provider does not count.
 */
export function notedAccounts(stacks: readonly AssemblyStack[]): NotedAccounts[] {
  return stacks.filter((stack) => !hasImportedProvider(stack))
    .map(({ name, region, template }) => ({ owner: stackOwner(name, region), digests: accountsOfOtherStacks(template.Metadata) }))
    .filter(({ digests }) => digests.length > 0);
}

/** Whether a service token is a text in the template, and no reference to a function of the app. */
function hasImportedProvider(stack: AssemblyStack): boolean {
  return templatesOf(stack).some(({ Resources }) => Object.values(Resources).some(({ Type, Properties }) => (
    isOurResourceType(Type) && typeof Properties?.ServiceToken === 'string')));
}
