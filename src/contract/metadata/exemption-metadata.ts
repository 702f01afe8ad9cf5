/**
 * The type of the metadata in a cloud assembly that describes an exemption from a guardrail. Reviews and checks list it; the policy alone
 * says what it allows.
 */
export const EXEMPTION_METADATA = 'cdk-aws-organizations:exemption';

/** How an exemption ends. */
export const EXEMPTION_ENDS = ['IN_POLICY', 'AT_SYNTHESIS', 'BY_HAND'] as const;

export type ExemptionEndName = typeof EXEMPTION_ENDS[number];

/** The value of this metadata. */
export interface ExemptionMetadata {
  /** The path of the policy or policy set in the app. */
  readonly policy: string;
  /** The ID of the guardrail. */
  readonly guardrail: string;
  /** The ARN pattern of the principals, or the path of the account in the app. */
  readonly exempt: string;
  /** The day on which the exemption ends, at 00:00 UTC: `2027-01-31`. */
  readonly until: string;
  readonly reason: string;
  readonly approver: string;
  readonly end: ExemptionEndName;
}

/** An exemption ends soon when this many days or fewer remain. */
export const ENDING_DAYS = 14;

/** The largest number of characters in `reason` and `approver`. */
export const LONGEST_EXEMPTION_TEXT = 500;

/** The condition of a statement that denies from a day on what is exempt until then, and the end of its Sid. */
export const FROM_DAY = { operator: 'DateGreaterThanEquals', key: 'aws:CurrentTime', sid: /From\d{8}$/ } as const;

/** The Sid of such a statement: `DenyX` and `2027-01-31` give `DenyXFrom20270131`. */
export function sidFromDay(sid: string, day: string): string {
  return `${sid}From${day.replaceAll('-', '')}`;
}

/** Whether a text is a day of the calendar from the year 2000 on, such as `2027-01-31`. */
export function isDay(text: string): boolean {
  if (!/^[2-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whole days from a time to the beginning of a day in UTC; 0 or less once the day has begun. */
export function daysUntil(day: string, time: number): number {
  return Math.ceil((Date.parse(`${day}T00:00:00Z`) - time) / 86_400_000);
}
