import { provider, type Resources, writeAssembly } from './written-assembly';
import { type ProgressEvent, type RehearsalOptions, type RehearsalResult, type RehearsalState, rehearse, rehearseDelete, rehearseRollback } from '../../src/rehearsal';

/** A rehearsal of the scripted handler, and the requests to its functions: `Create A`, `Update A id old>new`, `Delete A id`. */
export interface ScriptedResult extends RehearsalResult {
  readonly requests: readonly string[];
  readonly events: readonly ProgressEvent[];
}

export interface Scripted extends Pick<RehearsalOptions, 'cloudFormation' | 'concurrency' | 'disableRollback' | 'express' | 'resourcesToSkip'> {
  readonly state?: RehearsalState;
  readonly more?: Record<string, unknown>;
  readonly nested?: Record<string, Record<string, unknown>>;
  readonly retry?: Record<string, number>;
}

export async function deploy(resources: Resources, scripted: Scripted = {}): Promise<ScriptedResult> {
  const { more, nested, retry, ...options } = scripted;
  const assembly = writeAssembly('scripted', { Org: { resources: { ...provider(retry), ...resources }, more } }, nested);
  return run(rehearse, assembly, options);
}

export async function destroy(state: RehearsalState): Promise<ScriptedResult> {
  // The assembly only has the code. The stacks come from the state.
  return run(rehearseDelete, writeAssembly('scripted', {}), { state });
}

/** Rolls the failed stacks of a state back. */
export async function rollBack(state: RehearsalState): Promise<ScriptedResult> {
  return run(rehearseRollback, writeAssembly('scripted', {}), { state });
}

async function run(
  action: typeof rehearse, assemblyDirectory: string, options: Partial<RehearsalOptions>,
): Promise<ScriptedResult> {
  const requests: string[] = [];
  const events: ProgressEvent[] = [];
  const result = await action({
    assemblyDirectory,
    ...options,
    onProgress: (event) => events.push(event),
    onLog: (_name, line) => requests.push(describeRequest(JSON.parse(line) as (string | null)[])),
  });
  return { ...result, requests, events };
}

function describeRequest([type, logicalId, physicalId, version, oldVersion]: (string | null)[]): string {
  const versions = type === 'Update' ? `${oldVersion ?? ''}>${version ?? ''}` : undefined;
  return [type, logicalId, physicalId, versions].filter((part) => part !== null && part !== undefined).join(' ');
}

/** The statuses of a stack or resource in order, without repetitions. */
export function statuses({ events }: ScriptedResult, logicalId: string): string[] {
  return events.filter((event) => event.logicalId === logicalId).map(({ status }) => status);
}

export function reasonOf({ resources }: ScriptedResult, logicalId: string): string | undefined {
  return resources.find((resource) => resource.logicalId === logicalId)?.reason;
}
