/** Enough for V8 to collect type feedback about a loop. */
const READS = 200;

/**
 * Lets V8 hold the configuration of an SDK client in fast mode. The SDK turns one of its properties into an accessor, which leaves the
 * object in dictionary mode, and copies the object four times for each request. In dictionary mode a copy takes ten times as long. V8
 * changes an object back to fast mode when properties are read from it by inheritance. The configuration itself stays as it is.
 */
export function withFastConfig<C extends { readonly config: object }>(client: C): C {
  const heir = Object.create(client.config) as { readonly region?: unknown };
  for (let read = 0; read < READS && heir.region !== undefined; read++);
  return client;
}
