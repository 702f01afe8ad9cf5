import type { SoakTime } from './coverage';
import { soakEndAfter } from '../../model';
import { type TrailRecord, trailRecord } from '../../trail';
import type { FilterLogEvents, LogGroup } from '../denials/log-group';
import { logEventsIn } from '../denials/read-log-group';
import { startOf } from '../options/day-option';

/** The wave that soaks, as a snapshot has it. */
export interface SoakingWave {
  readonly name: string;
  readonly soakDays: number;
  readonly policyId: string;
  /** The names of its targets, by their IDs. */
  readonly targets: ReadonlyMap<string, string>;
}

/**
 * The attachments of the policy of a rollout to the targets of the wave that soaks, among the records of its trail. They show when the wave
 * was deployed, which is after the step. Source: AWS Organizations User Guide, "Logging AWS Organizations API calls with AWS CloudTrail".
 */
export class LateAttachment {
  private last: { readonly time: string; readonly target: string } | undefined;

  constructor(private readonly wave: SoakingWave) {}

  public note({ eventSource, eventName, errorCode, eventTime, requestParameters }: TrailRecord): void {
    if (eventSource !== 'organizations.amazonaws.com' || eventName !== 'AttachPolicy' || errorCode !== undefined || eventTime === undefined) return;
    const target = this.wave.targets.get(String(requestParameters?.targetId));
    if (requestParameters?.policyId !== this.wave.policyId || target === undefined) return;
    if (this.last === undefined || eventTime > this.last.time) this.last = { time: eventTime, target };
  }

  /** Notes those in a log group, which is read for denials only otherwise. @throws Error that says what stands in the way of reading it */
  public async readFrom(group: LogGroup, filter: FilterLogEvents, since: string): Promise<void> {
    const filterPattern = '{ ($.eventSource = "organizations.amazonaws.com") && ($.eventName = "AttachPolicy") '
      + `&& ($.requestParameters.policyId = "${this.wave.policyId}") }`;
    for await (const { message = '' } of logEventsIn(group, filter, { logGroupName: group.name, filterPattern, startTime: startOf(since) })) {
      const record = trailRecord(parsed(message));
      if (record !== undefined) this.note(record);
    }
  }

  /** Why the wave has to soak longer than its step says. Undefined if it does not. */
  public problem({ since, today }: SoakTime): string | undefined {
    const { name, soakDays } = this.wave;
    const day = this.last?.time.slice(0, 10) ?? since;
    const end = soakEndAfter(day, soakDays);
    if (this.last === undefined || day <= since || end <= today) return undefined;
    return `The records show that the policy was attached to ${this.last.target} on ${day}, after the step of ${since}. So the wave ${name} soaks until ${end}. `
      + 'The day of the attachment is not counted.';
  }
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
