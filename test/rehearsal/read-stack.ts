import { provider, type Resources, writeAssembly } from './written-assembly';
import { rehearse, type RehearsalOptions, type RehearsalResult } from '../../src/rehearsal';

/** What the handler `handlers/reading.ts` saw at one request. */
export interface Sight {
  readonly request: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly declared: Readonly<Record<string, unknown>> | null;
  readonly status: string;
  readonly updatedAt: number;
  readonly disableRollback: boolean;
  readonly operations?: readonly { readonly type: string; readonly id: string }[];
  /** Newest first. */
  readonly events: readonly SeenEvent[];
  readonly eventPages: number;
  /** By logical id: status and physical id. */
  readonly rows: Readonly<Record<string, string>>;
}

export interface SeenEvent {
  readonly StackId: string;
  readonly EventId: string;
  readonly OperationId?: string;
  readonly LogicalResourceId: string;
  readonly PhysicalResourceId: string;
  readonly ResourceType: string;
  readonly Timestamp: number;
  readonly ResourceStatus: string;
}

export interface SeenDeployment extends RehearsalResult {
  readonly sights: readonly Sight[];
}

/** Deploys the resources with the handler that logs what it sees of its stack. */
export async function look(
  resources: Resources, options: Partial<RehearsalOptions> = {}, more: Record<string, unknown> = {},
): Promise<SeenDeployment> {
  const sights: Sight[] = [];
  const result = await rehearse({
    assemblyDirectory: writeAssembly('reading', { Org: { resources: { ...provider(), ...resources }, more } }),
    onLog: (_name, line) => {
      // The SDK may warn about the version of Node.js.
      if (line.startsWith('{')) sights.push(JSON.parse(line) as Sight);
    },
    ...options,
  });
  return { ...result, sights };
}

/** The newest event of the stack itself with which a deployment began. */
export function beginning({ events }: Sight): SeenEvent | undefined {
  return events.find((event) => event.PhysicalResourceId === event.StackId && /^(CREATE|UPDATE)_IN_PROGRESS$/.test(event.ResourceStatus));
}
