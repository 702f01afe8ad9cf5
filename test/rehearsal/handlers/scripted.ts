/**
 * A handler that does what its properties say, and logs each call of `onEvent` as one JSON line.
 *
 * `Id`: the physical id. `Polls`: how often it is not complete. `Fail`: request types that throw, separated by commas, `Create:old`
 * to throw only for the property `Version` of that value.
 */
interface Event {
  readonly RequestType: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Record<string, string>;
  readonly OldResourceProperties?: Record<string, string>;
}

const polls = new Map<string, number>();

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

export async function isComplete(event: Event & { readonly Started: number; readonly RequestId: string }) {
  const { Polls: wanted = '0', Fail: fail = '', Version: version = '' } = event.ResourceProperties;
  const count = polls.get(event.RequestId) ?? 0;
  polls.set(event.RequestId, count + 1);
  if (event.RequestType !== 'Delete' && count < Number(wanted)) {
    return { IsComplete: false };
  }
  if (fail.split(',').some((each) => each === event.RequestType || each === `${event.RequestType}:${version}`)) {
    throw new Error(`${event.LogicalResourceId} does not want to`);
  }
  console.log(JSON.stringify(['Done', event.LogicalResourceId]));
  return { IsComplete: true, Data: { Seconds: String((Date.now() - event.Started) / 1000), Version: version } };
}
