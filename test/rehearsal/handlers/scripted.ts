/**
 * A handler whose properties control its behavior. It logs each call of `onEvent` as one JSON line.
 *
 * `Id` is the physical ID. `Polls` is the number of ten-second polls until it is complete. `Fail` has the request types that throw,
 * separated by commas. `Create:old` throws only if the property `Version` has that value. `FailOnEvent` is the same for `onEvent`.
 */
interface Event {
  readonly RequestType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, string>;
  readonly OldResourceProperties?: Record<string, string>;
}

export async function onEvent(event: Event) {
  console.log(JSON.stringify([
    event.RequestType, event.LogicalResourceId, event.PhysicalResourceId ?? null,
    event.ResourceProperties.Version ?? null, event.OldResourceProperties?.Version ?? null,
  ]));
  const { Id: id, FailOnEvent: fail = '' } = event.ResourceProperties;
  if (fail.split(',').includes(event.RequestType)) {
    throw new Error(`${event.LogicalResourceId} fails in onEvent as scripted`);
  }
  return { Started: Date.now(), ...(event.RequestType !== 'Delete' && id ? { PhysicalResourceId: id } : {}) };
}

export async function isComplete(event: Event & { readonly Started: number }) {
  const { Polls: wanted = '0', Fail: fail = '', Version: version = '' } = event.ResourceProperties;
  if (event.RequestType !== 'Delete' && Date.now() - event.Started < Number(wanted) * 10_000) {
    return { IsComplete: false };
  }
  if (fail.split(',').some((each) => each === event.RequestType || each === `${event.RequestType}:${version}`)) {
    throw new Error(`${event.LogicalResourceId} fails as scripted`);
  }
  console.log(JSON.stringify(['Done', event.LogicalResourceId]));
  return { IsComplete: true, Data: { Seconds: String((Date.now() - event.Started) / 1000), Version: version } };
}
