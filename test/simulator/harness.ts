import { Simulator, SimulatorOptions } from '../../src/simulator';

// Answers are as varied as the service; a test names the fields that it looks at.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answer = any;

export const MANAGEMENT = '111111111111';
export const SCP = 'SERVICE_CONTROL_POLICY';
export const DENY_LEAVING = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"organizations:LeaveOrganization","Resource":"*"}}';

/** Longer than any account takes to be created. */
const CREATION_MS = 60_000;

/** A simulator with a clock that the test moves. */
export class Harness {
  now = Date.UTC(2026, 0, 1);
  readonly simulator: Simulator;

  constructor(readonly options: SimulatorOptions = {}) {
    this.simulator = new Simulator({ now: () => this.now, ...options });
  }

  /** The answer; an error answer is thrown as its body. */
  call(operation: string, request: object = {}, caller = 'AKIAEXAMPLE', region = 'us-east-1'): Answer {
    const { status, body } = this.simulator.handle({
      method: 'POST',
      path: '/',
      headers: {
        'X-Amz-Target': `AWSOrganizationsV20161128.${operation}`,
        'Authorization': `AWS4-HMAC-SHA256 Credential=${caller}/20260101/${region}/organizations/aws4_request, SignedHeaders=host`,
      },
      body: JSON.stringify(request),
    });
    if (status !== 200) throw JSON.parse(body);
    return JSON.parse(body);
  }

  /** The type of the error answer, and its reason if it has one, separated by a space. */
  error(operation: string, request: object = {}, caller = 'AKIAEXAMPLE', region = 'us-east-1'): string {
    let answer: Answer;
    try {
      answer = this.call(operation, request, caller, region);
    } catch (error) {
      const { __type: type, Reason: reason } = error as { __type: string; Reason?: string };
      return reason === undefined ? type : `${type} ${reason}`;
    }
    throw new Error(`${operation} should have failed, it answered ${JSON.stringify(answer)}`);
  }

  /** Everything that a list has. */
  all(operation: string, member: string, request: object = {}, caller = 'AKIAEXAMPLE'): Answer[] {
    const found: Answer[] = [];
    let NextToken: string | undefined;
    do {
      const answer = this.call(operation, { ...request, NextToken }, caller);
      found.push(...answer[member]);
      NextToken = answer.NextToken;
    } while (NextToken !== undefined);
    return found;
  }

  /** Creates the organization and gives its root. */
  organization(...policyTypes: string[]): string {
    this.call('CreateOrganization', { FeatureSet: 'ALL' });
    const root = this.simulator.state().root?.id ?? '';
    policyTypes.forEach((PolicyType) => this.call('EnablePolicyType', { RootId: root, PolicyType }));
    return root;
  }

  unit(parent: string, name: string): string {
    return this.call('CreateOrganizationalUnit', { ParentId: parent, Name: name }).OrganizationalUnit.Id;
  }

  account(name: string): string {
    this.call('CreateAccount', { Email: `${name}@example.com`, AccountName: name });
    this.now += CREATION_MS;
    return this.simulator.state().accounts.find((account) => account.name === name)?.id ?? '';
  }

  policy(name: string, type = SCP, content = DENY_LEAVING): string {
    return this.call('CreatePolicy', { Name: name, Description: '', Type: type, Content: content }).Policy.PolicySummary.Id;
  }
}
