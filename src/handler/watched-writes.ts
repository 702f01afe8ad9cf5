/** Methods of a port that only look; `watched-writes.test.ts` holds this against the operations of both services. */
export const READING_METHOD = /^(list|describe|find|get)/;

export interface WatchedWrites<Port extends object> {
  readonly port: Port;
  /** How many the service has accepted. */
  accepted(): number;
}

/** The port, with something done before each write, which it keeps from being sent by throwing. */
export function watchWrites<Port extends object>(port: Port, beforeWrite: () => Promise<void>): WatchedWrites<Port> {
  let accepted = 0;
  const watched = new Proxy(port, {
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
  return { port: watched, accepted: () => accepted };
}
