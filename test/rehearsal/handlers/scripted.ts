/**
 * A handler that does what its properties say, and logs each call of `onEvent` as one JSON line.
 *
 * `Id`: the physical id. `Polls`: for how many times ten seconds it is not complete. `Fail`: request types that throw, separated by
 * commas; `Create:old` throws only for the property `Version` of that value. `FailOnEvent`: the same in `onEvent`.
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
    throw new Error(`${event.LogicalResourceId} does not begin`);
  }
  return { Started: Date.now(), ...(event.RequestType !== 'Delete' && id ? { PhysicalResourceId: id } : {}) };
}

export async function isComplete(event: Event & { readonly Started: number }) {
  const { Polls: wanted = '0', Fail: fail = '', Version: version = '' } = event.ResourceProperties;
  if (event.RequestType !== 'Delete' && Date.now() - event.Started < Number(wanted) * 10_000) {
    return { IsComplete: false };
  }
  if (fail.split(',').some((each) => each === event.RequestType || each === `${event.RequestType}:${version}`)) {
    throw new Error(`${event.LogicalResourceId} does not want to`);
  }
  console.log(JSON.stringify(['Done', event.LogicalResourceId]));
  return { IsComplete: true, Data: { Seconds: String((Date.now() - event.Started) / 1000), Version: version } };
}
