import type { Guardrail } from '../../../../src';

/** A question for `cdk-org explain`, with the verdict of November 2026 and that of now. */
export interface AskedFinding {
  readonly action: string;
  readonly resource?: string;
  /** @default - a developer of the account */
  readonly principal?: string;
  readonly region?: string;
  /** Condition keys; an empty text for one that the request does not have. */
  readonly context?: Readonly<Record<string, string>>;
  readonly before: 'ALLOWED' | 'DENIED';
  readonly now: 'ALLOWED' | 'DENIED';
}

/** A row of the examination of all guardrails in November 2026, or the part of it about one guardrail. */
export interface Finding {
  /** The place of the row in its table. */
  readonly row: number;
  readonly guardrail: () => Guardrail;
  readonly asked: readonly AskedFinding[];
}

type Rest = Omit<AskedFinding, 'action' | 'before' | 'now'>;

/** A way around that was open. */
export const closed = (action: string, rest: Rest = {}): AskedFinding => ({ action, ...rest, before: 'ALLOWED', now: 'DENIED' });

/** Legitimate use that was denied. */
export const opened = (action: string, rest: Rest = {}): AskedFinding => ({ action, ...rest, before: 'DENIED', now: 'ALLOWED' });

/** A request whose answer had to stay, beside one that changed. */
export const kept = (action: string, verdict: AskedFinding['now'], rest: Rest = {}): AskedFinding => ({ action, ...rest, before: verdict, now: verdict });

export const ACCOUNT_ID = '111122223333';
export const FOREIGN = '999988887777';
export const BACKUP_ROLE = 'role/service-role/AWSBackupDefaultServiceRole';
export const STRANGER_ROLE = `arn:aws:iam::${FOREIGN}:role/Stranger`;

/** An ARN in the account. */
export const arn = (service: string, rest: string, region = 'eu-west-1', account = ACCOUNT_ID) => `arn:aws:${service}:${region}:${account}:${rest}`;
