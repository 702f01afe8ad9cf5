import type { OrganizationsClient, PolicyType } from '@aws-sdk/client-organizations';
import { type Input, type Operation, type Outcome, type Output, send } from './calls';
import type { Evidence } from './evidence';

/** Every object that a probe creates has a name or a tag that begins so, in any case. */
export const PREFIX = 'cdk-org-probe-';

/** The way to an organization: that of an account, or the simulator. */
export interface Connection {
  readonly region: string;
  /** Milliseconds since the epoch, and a pause. */
  readonly clock: { now(): number; sleep(milliseconds: number): Promise<void> };
  /** A client of the management account, or of a member. It must not retry. */
  organizations(memberId?: string): OrganizationsClient;
  /** The ID of the account that calls. */
  callerAccount(): Promise<string>;
}

const SECOND = 1_000;
const PATIENCE_MS = 180 * SECOND;
const THROTTLES = ['TooManyRequestsException', 'ThrottlingException', 'RequestLimitExceeded'];
const TRANSIENT = [
  ...THROTTLES, 'ConcurrentModificationException', 'PolicyChangesInProgressException', 'ServiceException', 'FinalizingOrganizationException',
];

export interface CallOptions {
  /** Further errors that pass. */
  readonly passing?: readonly string[];
  /** Errors that mean that nothing is left to do. */
  readonly done?: readonly string[];
}

/** The calls of a run, with what they created and what they saw. */
export class Session {
  private readonly seen: Evidence[] = [];
  private startedAt: number;
  private readonly undoing: (() => Promise<void>)[] = [];
  private units: string[] = [];
  private policies: string[] = [];

  constructor(readonly connection: Connection, readonly runId: string) {
    this.startedAt = connection.clock.now();
  }

  get evidence(): readonly Evidence[] {
    return this.seen;
  }

  /** Begins the next probe: its evidence, and its times. */
  begin(): void {
    this.seen.length = 0;
    this.startedAt = this.connection.clock.now();
  }

  name(text: string): string {
    return `${PREFIX}${this.runId}-${text}`;
  }

  now(): number {
    return this.connection.clock.now();
  }

  sleep(milliseconds: number): Promise<void> {
    return this.connection.clock.sleep(milliseconds);
  }

  /** Sends a call once and returns how it ended. Only throttles are repeated, because they say nothing about the question. */
  async outcome<N extends Operation>(operation: N, input: Input<N>, memberId?: string): Promise<Outcome<N>> {
    const giveUpAt = this.now() + PATIENCE_MS;
    for (;;) {
      const outcome = await this.once(operation, input, memberId);
      if (!THROTTLES.includes(outcome.code) || this.now() > giveUpAt) return outcome;
      await this.sleep(SECOND);
    }
  }

  /** Sends a call exactly once. */
  async once<N extends Operation>(operation: N, input: Input<N>, memberId?: string): Promise<Outcome<N>> {
    const outcome = await send(this.connection.organizations(memberId), operation, input);
    const { text, message } = outcome;
    this.seen.push({
      operation, outcome: text, atMs: this.now() - this.startedAt, ...(message && { message }), ...(memberId !== undefined && { caller: 'member' as const }),
    });
    return outcome;
  }

  /** The answer to a call that has to succeed, repeated while its error passes. @throws Error with the refusal */
  async call<N extends Operation>(operation: N, input: Input<N>, options: CallOptions = {}): Promise<Output<N>> {
    const { passing = [], done = [] } = options;
    const giveUpAt = this.now() + PATIENCE_MS;
    for (;;) {
      const { code, text, message, output } = await this.once(operation, input);
      if (code === 'success' || done.includes(code)) return output ?? ({} as Output<N>);
      const passes = TRANSIENT.includes(code) || passing.includes(code);
      if (!passes || this.now() > giveUpAt) throw new Error(`${operation} was refused: ${text}${message === undefined ? '' : ` (${message})`}`);
      await this.sleep(2 * SECOND);
    }
  }

  /** Every entry of a list. */
  async all<N extends Operation, T>(
    operation: N, input: Input<N>, entries: (page: Output<N>) => T[] | undefined, options?: CallOptions,
  ): Promise<T[]> {
    const found: T[] = [];
    let token: string | undefined;
    do {
      const page = await this.call(operation, { ...input, ...(token !== undefined && { NextToken: token }) } as Input<N>, options);
      found.push(...entries(page) ?? []);
      token = (page as { NextToken?: string }).NextToken;
    } while (token !== undefined);
    return found;
  }

  /** Looks once a second until a look returns something, for three minutes. @throws Error that names the awaited state */
  async until<T>(awaited: string, look: () => Promise<T | undefined>, pauseMs = SECOND): Promise<T> {
    const giveUpAt = this.now() + PATIENCE_MS;
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      if (this.now() > giveUpAt) throw new Error(`After ${PATIENCE_MS / SECOND} seconds, ${awaited} was still not seen.`);
      await this.sleep(pauseMs);
    }
  }

  async root(): Promise<string> {
    const [root] = await this.all('ListRoots', {}, ({ Roots }) => Roots);
    return root.Id!;
  }

  /** A new OU, below the root unless a parent is given. It is removed after the probe. */
  async unit(text: string, parentId?: string): Promise<string> {
    const { OrganizationalUnit: unit } = await this.call(
      'CreateOrganizationalUnit', { ParentId: parentId ?? await this.root(), Name: this.name(text) }, { passing: ['ParentNotFoundException'] });
    this.units.push(unit!.Id!);
    return unit!.Id!;
  }

  /** A new policy that changes nothing where it is attached. It is removed after the probe. */
  async policy(text: string, type: PolicyType = 'SERVICE_CONTROL_POLICY'): Promise<string> {
    const { Policy: policy } = await this.call('CreatePolicy', policyInput(this.name(text), type));
    this.policies.push(policy!.PolicySummary!.Id!);
    return policy!.PolicySummary!.Id!;
  }

  /** Remembers an object that a call under question may have created. */
  remember(created: { readonly unit?: string; readonly policy?: string }): void {
    if (created.unit !== undefined) this.units.push(created.unit);
    if (created.policy !== undefined) this.policies.push(created.policy);
  }

  /** Something else to undo after the probe, before its policies and OUs are removed. The last one is undone first. */
  later(undo: () => Promise<void>): void {
    this.undoing.push(undo);
  }

  /** Removes what the probe created. @returns what is left behind */
  async undo(): Promise<string[]> {
    const steps = [
      ...this.undoing.splice(0).reverse(),
      ...this.policies.reverse().map((id) => () => removePolicy(this, id)),
      ...this.units.reverse().map((id) => () => removeUnit(this, id)),
    ];
    [this.policies, this.units] = [[], []];
    const left: string[] = [];
    for (const step of steps) await step().catch((error: Error) => left.push(error.message));
    return left;
  }
}

const HARMLESS: Partial<Record<PolicyType, object>> = {
  SERVICE_CONTROL_POLICY: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
  TAG_POLICY: { tags: { 'cdk-org-probe': { tag_key: { '@@assign': 'cdk-org-probe' } } } },
};

/** The request for a policy that nothing notices: no account is in the OUs of probes. */
export function policyInput(Name: string, Type: PolicyType): Input<'CreatePolicy'> {
  const content = HARMLESS[Type];
  if (!content) throw new Error(`Probes have no policy of this type (given: ${Type}). Use one of ${Object.keys(HARMLESS).join(', ')}.`);
  return { Name, Type, Description: 'Created by a probe of cdk-aws-organizations', Content: JSON.stringify(content) };
}

export async function cancelInvitation(session: Session, HandshakeId: string): Promise<void> {
  await session.call('CancelHandshake', { HandshakeId }, { done: ['HandshakeAlreadyInStateException', 'HandshakeNotFoundException'] });
}

const UNIT_NOT_FOUND = 'OrganizationalUnitNotFoundException';
const POLICY_NOT_FOUND = 'PolicyNotFoundException';
const MISSES = 5;
const BETWEEN_MISSES_MS = 3 * SECOND;

/** Whether an object is gone for several reads in a row. One read may not see a new object yet. */
async function isGone(session: Session, notFound: string, look: () => Promise<Outcome>): Promise<boolean> {
  for (let misses = 0; misses < MISSES; misses++) {
    if (misses > 0) await session.sleep(BETWEEN_MISSES_MS);
    if ((await look()).code !== notFound) return false;
  }
  return true;
}

/** Detaches a policy everywhere and deletes it. */
export async function removePolicy(session: Session, PolicyId: string): Promise<void> {
  if (await isGone(session, POLICY_NOT_FOUND, () => session.outcome('DescribePolicy', { PolicyId }))) return;
  const targets = await session.all('ListTargetsForPolicy', { PolicyId }, ({ Targets }) => Targets, { passing: [POLICY_NOT_FOUND] });
  for (const { TargetId } of targets) {
    await session.call('DetachPolicy', { PolicyId, TargetId }, { done: ['PolicyNotAttachedException', 'TargetNotFoundException', UNIT_NOT_FOUND] });
  }
  await session.call('DeletePolicy', { PolicyId }, { passing: ['PolicyInUseException', POLICY_NOT_FOUND] });
}

/** Deletes an OU and the OUs in it. Accounts in it stay, and the OU with them. */
export async function removeUnit(session: Session, id: string): Promise<void> {
  if (await isGone(session, UNIT_NOT_FOUND, () => session.outcome('DescribeOrganizationalUnit', { OrganizationalUnitId: id }))) return;
  const children = await session.all(
    'ListOrganizationalUnitsForParent', { ParentId: id }, ({ OrganizationalUnits }) => OrganizationalUnits, { passing: ['ParentNotFoundException'] });
  for (const child of children) await removeUnit(session, child.Id!);
  await session.call('DeleteOrganizationalUnit', { OrganizationalUnitId: id }, { passing: ['OrganizationalUnitNotEmptyException', UNIT_NOT_FOUND] });
}
