/** Methods of a port that only read; `watched-writes.test.ts` checks this against the operations of both services. */
export const READING_METHOD = /^(list|describe|find|get)/;

export interface WatchedWrites<Port extends object> {
  readonly port: Port;
  /** The number of writes that the service has accepted. */
  accepted(): number;
}

/** Wraps a port so that `beforeWrite` runs before each write. If it throws, the write is not sent. */
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
