import { isRecord, asText } from '../record';
import { type Environment, withEnvironment } from './environment';
import { type Refusal, refusal } from './refusal';

/** A role that the CDK assumes, with all that it passes to `sts:AssumeRole`. */
export interface AssumedRole {
  /** The ARN with the placeholders replaced that are known. */
  readonly arn: string;
  readonly externalId?: string;
  /** Session tags and session policies. */
  readonly options?: Readonly<Record<string, unknown>>;
}

const ROLE = /^arn:(\$\{AWS::Partition\}|aws[a-z-]*):iam::(\d{12}|\$\{AWS::AccountId\}):role\/[^\s${}]+(?:\$\{AWS::(?:AccountId|Region)\}[^\s${}]*)*$/;

/** The parameters of `AssumeRole` that limit or mark a session. Any other one would replace what the review names, such as the role. */
const SESSION_OPTIONS = ['Tags', 'Policy', 'PolicyArns', 'DurationSeconds'];

/** The account of the credentials that deploy, or that of the environment, where neither is known. */
export const CREDENTIALS_ACCOUNT = '${AWS::AccountId}';

/** The account of a role, or `CREDENTIALS_ACCOUNT`. Undefined for a text that is no ARN of a role. */
export function accountOfRole(arn: string): string | undefined {
  return ROLE.exec(arn)?.[2];
}

/** Reads a role of a manifest. `name` says what it is for, for messages. */
export function assumedRole(
  name: string, arn: unknown, externalId: unknown, options: unknown, environment: Environment, refusals: Refusal[],
): AssumedRole | undefined {
  if (arn === undefined) {
    if (externalId !== undefined || options !== undefined) refusals.push(refusal(`There are options for the ${name} role, and no such role`, externalId ?? options));
    return undefined;
  }
  const text = withEnvironment(asText(arn), environment);
  if (accountOfRole(text) === undefined) refusals.push(refusal(`The ${name} role is not the ARN of a role`, arn));
  const others = isRecord(options) ? Object.keys(options).filter(
    (option) => !SESSION_OPTIONS.includes(option),
  ) : options === undefined ? [] : [asText(options)];
  if (others.length > 0) refusals.push(refusal(`The options for the ${name} role change which role is assumed`, others.join(', ')));
  return {
    arn: text,
    ...(externalId === undefined ? {} : { externalId: asText(externalId) }),
    ...(isRecord(options) ? { options } : {}),
  };
}

/** Refuses a role in another account than the stack: the CDK would deploy there, and not where the environment says. */
export function checkAccountOfRole(name: string, role: AssumedRole | undefined, { accountId }: Environment, refusals: Refusal[]): void {
  const account = role === undefined ? undefined : accountOfRole(role.arn);
  if (account === undefined || account === (accountId ?? CREDENTIALS_ACCOUNT)) return;
  refusals.push(refusal(
    `The ${name} role is in another account than the stack`, `${role!.arn}, stack in ${accountId ?? 'the account of the credentials'}`,
    'Give the stack the account of the role as its "env", or use a role in the account of the stack.'));
}
