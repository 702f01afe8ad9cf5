import { agreeingReads } from './agreeing-reads';
import type { ReconcileContext } from './reconcile-context';
import { isOrganizationsError, type Policy } from '../../organizations';
import { READ_PAUSE_MS } from '../consistency';

/**
 * The errors that may report that a parent, or the target of attachments and tags, does not exist. The API Reference names one error for
 * each. It is not known whether the service always uses that one, or sometimes the error of the object's type.
 */
export const NO_SUCH_PARENT = ['ParentNotFound', 'OrganizationalUnitNotFound', 'RootNotFound', 'InvalidInput'];
export const NO_SUCH_TARGET = ['TargetNotFound', 'AccountNotFound', ...NO_SUCH_PARENT];

/** The answer, or `undefined` if the service reports with one of these codes that the object does not exist. */
export async function unlessMissing<T>(codes: string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isOrganizationsError(error, ...codes)) return undefined;
    throw error;
  }
}

/** The same for an object that should exist: it counts as gone only if two readings agree. One reading that finds it is enough. */
export async function unlessGone<T>({ clock }: Pick<ReconcileContext, 'clock'>, codes: string[], read: () => Promise<T>): Promise<T | undefined> {
  const found = await unlessMissing(codes, read);
  return found ?? agreeingReads(clock, () => unlessMissing(codes, read));
}

/** Those among the policies that exist, with their documents. A policy counts as gone only if two readings agree. */
export async function existingPolicies(
  { clock, organizations }: Pick<ReconcileContext, 'clock' | 'organizations'>, ids: readonly string[],
): Promise<Policy[]> {
  const found = new Map<string, Policy>();
  const missing = () => ids.filter((id) => !found.has(id));
  const readMissing = async () => {
    for (const id of missing()) {
      const policy = await unlessMissing(['PolicyNotFound'], () => organizations.describePolicy(id));
      if (policy) found.set(id, policy);
    }
  };
  await readMissing();
  if (missing().length > 0) {
    await clock.sleep(READ_PAUSE_MS);
    await readMissing();
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}
