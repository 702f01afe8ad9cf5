import type { ContextValue } from '../../../../src/policy';

/** The organization in which the days happen, and its accounts. */
export const ORGANIZATION_ID = 'o-a1b2c3d4e5';
export const SHOP = '111122223333';
export const CENTRAL_BACKUP = '222233334444';
export const LOG_ARCHIVE = '333344445555';
export const NETWORK = '444455556666';
export const MANAGEMENT = '999999999999';
export const REGION = 'eu-central-1';

type Keys = Readonly<Record<string, ContextValue>>;

/** A call of a day. */
export interface Call {
  readonly action: string;
  /** The ARN of the resource. @default - the action has none, or any */
  readonly on?: string;
  readonly keys?: Keys;
}

/** Calls by one principal, one after the other. */
export interface Part {
  /** Who calls, in a few words. */
  readonly who: string;
  /** `role/Name` of the account, or a service. */
  readonly principal: string;
  /** The policy of AWS for this service role, which allows each of the actions. @default - another role, or a service-linked one */
  readonly policy?: string;
  /** @default - the account of the shop */
  readonly account?: 'shop' | 'log-archive';
  /** Condition keys of all calls. */
  readonly keys?: Keys;
  readonly calls: readonly Call[];
}

/** A day's work of a team, as the list of its calls. */
export interface Day {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** Actions on one resource. */
export const on = (resource: string, actions: readonly string[], keys?: Keys): Call[] => (
  actions.map((action) => ({ action, on: resource, ...(keys && { keys }) })));

/** Actions without a resource. */
export const any = (...actions: string[]): Call[] => actions.map((action) => ({ action }));

/** The ARN of a resource in the account of the shop. */
export const arn = (service: string, rest: string, account = SHOP, region = REGION) => `arn:aws:${service}:${region}:${account}:${rest}`;

/** A call that a service makes for its caller, with the caller's credentials (forward access session). */
export const through = (service: string): Keys => ({ 'aws:ViaAWSService': true, 'aws:CalledVia': [`${service}.amazonaws.com`] });

/** A role that an AWS service assumes and that no policy of the organization restricts. */
export const serviceLinked = (service: string, name: string) => `role/aws-service-role/${service}.amazonaws.com/${name}`;
