import { agreeingReads } from './agreeing-reads';
import type { Situation } from './situation';
import { isOrganizationsError } from '../../organizations';

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
export async function unlessGone<T>({ clock }: Pick<Situation, 'clock'>, codes: string[], read: () => Promise<T>): Promise<T | undefined> {
  const found = await unlessMissing(codes, read);
  return found ?? agreeingReads(clock, () => unlessMissing(codes, read));
}
