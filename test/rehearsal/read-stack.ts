import { provider, type Resources, writeAssembly } from './written-assembly';
import { rehearse, rehearseDelete, type RehearsalOptions, type RehearsalResult } from '../../src/rehearsal';

/** The data that the handler `handlers/reading.ts` read at one request. */
export interface Sight {
  readonly region: string;
  readonly account: string;
  /** The IDs of all stacks that AWS CloudFormation shows to the handler. */
  readonly visible: readonly string[];
  readonly request: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly declared: Readonly<Record<string, unknown>> | null;
  readonly status: string;
  readonly updatedAt: number;
  readonly disableRollback: boolean;
  readonly deploymentConfig?: { readonly Mode: string; readonly DisableRollback?: boolean };
  readonly operations?: readonly { readonly type: string; readonly id: string }[];
  /** The events, newest first. */
  readonly events: readonly SeenEvent[];
  readonly eventPages: number;
  /** The status and physical ID of each resource, by logical ID. */
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

interface Place {
  readonly more?: Record<string, unknown>;
  readonly environment?: string;
}

/** Deploys the resources with the handler that logs the data of its stack. */
export async function look(
  resources: Resources, options: Partial<RehearsalOptions> & { readonly deletion?: boolean } = {}, { more, environment }: Place = {},
): Promise<SeenDeployment> {
  const sights: Sight[] = [];
  const { deletion, ...rehearsal } = options;
  const result = await (deletion ? rehearseDelete : rehearse)({
    assemblyDirectory: writeAssembly('reading', { Org: { resources: { ...provider(), ...resources }, more, environment } }),
    onLog: (_name, line) => {
      // The SDK may log a warning about the version of Node.js.
      if (line.startsWith('{')) sights.push(JSON.parse(line) as Sight);
    },
    ...rehearsal,
  });
  return { ...result, sights };
}

/** The newest event of the stack itself that starts a deployment. */
export function beginning({ events }: Sight): SeenEvent | undefined {
  return events.find((event) => event.PhysicalResourceId === event.StackId && /^(CREATE|UPDATE)_IN_PROGRESS$/.test(event.ResourceStatus));
}
