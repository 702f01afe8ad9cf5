import type { OrganizationsPort } from '../organizations';

/** Methods of the port that only look; `watched-writes.test.ts` holds this against the service's operations. */
export const READING_METHOD = /^(list|describe|find)/;

export interface WatchedWrites {
  readonly organizations: OrganizationsPort;
  /** How many the service has accepted. */
  accepted(): number;
}

/** The port, with something done before each write, which it keeps from being sent by throwing. */
export function watchWrites(port: OrganizationsPort, beforeWrite: () => Promise<void>): WatchedWrites {
  let accepted = 0;
  const organizations = new Proxy(port, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      if (READING_METHOD.test(String(name))) return method.bind(target) as unknown;
      return async (...parameters: unknown[]): Promise<unknown> => {
        await beforeWrite();
        const answer: unknown = await method.apply(target, parameters);
        accepted += 1;
        return answer;
      };
    },
  });
  return { organizations, accepted: () => accepted };
}
