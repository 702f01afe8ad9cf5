import { agreeingReads } from './agreeing-reads';
import type { ReconcileContext } from './reconcile-context';
import { isOrganizationsError } from '../../organizations';

/**
 * With what the service may say that a parent, or the target of attachments and tags, does not exist. The API Reference names one error for
 * each; whether it is always that one, and not the one of the object's kind, is not known.
 */
export const NO_SUCH_PARENT = ['ParentNotFound', 'OrganizationalUnitNotFound', 'RootNotFound', 'InvalidInput'];
export const NO_SUCH_TARGET = ['TargetNotFound', 'AccountNotFound', ...NO_SUCH_PARENT];

/** The answer, or `undefined` if the service says with one of these codes that the thing is not there. */
export async function unlessMissing<T>(codes: string[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isOrganizationsError(error, ...codes)) return undefined;
    throw error;
  }
}

/** The same for something that has to be there: it counts as gone only when two readings say so. One that finds it is enough. */
export async function unlessGone<T>({ clock }: Pick<ReconcileContext, 'clock'>, codes: string[], read: () => Promise<T>): Promise<T | undefined> {
  const found = await unlessMissing(codes, read);
  return found ?? agreeingReads(clock, () => unlessMissing(codes, read));
}
