/**
 * Writes the state of a simulator that holds an organization built by hand: that of the example `brownfield`, with tags of others and with
 * the policies of AWS Control Tower. Through the API, in which time passes at once.
 *
 * Usage: npx tsx scripts/brownfield/organization.ts FILE
 */
import { writeFileSync } from 'node:fs';
import { Simulator } from '../../src/simulator';

const MOST_SECONDS = 5;
const SCP = 'SERVICE_CONTROL_POLICY';
/** With blanks after colons, and with its keys in another order than the code has. */
const STAY = `{
  "Statement": [ { "Action": [ "organizations:LeaveOrganization", "account:CloseAccount" ], "Resource": "*", "Sid": "Stay", "Effect": "Deny" } ],
  "Version": "2012-10-17"
}`;
const GUARDRAIL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'GRCLOUDTRAILENABLED', Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' }] });

const TREE: { readonly [path: string]: readonly string[] } = {
  'Security': ['log-archive', 'audit'],
  'Infrastructure': [],
  'Infrastructure/Network': ['network', 'dns'],
  'Infrastructure/Platform': ['shared-services', 'backup'],
  'Workloads': [],
  'Workloads/Dev': ofTeams('dev', 'shop', 'search', 'stock', 'orders', 'mail', 'reports', 'returns', 'prices', 'bank', 'claims'),
  'Workloads/Test': ofTeams('test', 'shop', 'search', 'stock', 'orders', 'mail', 'reports', 'returns', 'prices', 'bank', 'claims'),
  'Workloads/Prod': ofTeams('prod', 'shop', 'search', 'stock', 'orders', 'mail', 'reports', 'returns', 'prices'),
  'Workloads/Prod/Regulated': ofTeams('prod', 'bank', 'claims'),
  'Deployments': ['build'],
  'Sandbox': ['sandbox-alice', 'sandbox-bob', 'sandbox-carol'],
  'Exceptions': [],
  'Policy Staging': [],
  'Suspended': [],
  'Transitional': [],
};

function ofTeams(stage: string, ...teams: readonly string[]): string[] {
  return teams.map((team) => `${team}-${stage}`);
}

interface Answer {
  readonly [name: string]: { readonly [name: string]: string } & { readonly PolicySummary?: { readonly Id: string } };
}

function main(file: string): void {
  const began = performance.now();
  let now = Date.UTC(2024, 0, 1);
  const simulator = new Simulator({ seed: 1, now: () => now });
  const call = (operation: string, input: object = {}): Answer => {
    const { status, body } = simulator.handle({
      method: 'POST', path: '/', headers: { 'x-amz-target': `AWSOrganizationsV20161128.${operation}` }, body: JSON.stringify(input),
    });
    if (status !== 200) throw new Error(`${operation} was refused: ${body}`);
    return body === '' ? {} : JSON.parse(body) as Answer;
  };
  const tagsOf = (name: string) => [{ Key: 'cost-center', Value: `cc-${name}` }, { Key: 'managed-by', Value: 'platform-team' }];

  call('CreateOrganization', { FeatureSet: 'ALL' });
  now += 3_600_000;
  const root = simulator.state().root!.id;
  call('EnablePolicyType', { RootId: root, PolicyType: SCP });
  const units = new Map([['', root]]);
  for (const path of Object.keys(TREE)) {
    const [Name, ...above] = path.split('/').reverse();
    const { OrganizationalUnit } = call('CreateOrganizationalUnit', { ParentId: units.get(above.reverse().join('/')), Name, Tags: tagsOf(Name) });
    units.set(path, OrganizationalUnit.Id);
  }
  for (const [path, names] of Object.entries(TREE)) {
    for (const AccountName of names) {
      call('CreateAccount', { AccountName, Email: `aws+${AccountName}@example.com`, Tags: tagsOf(AccountName) });
      now += 600_000;
      const { id } = simulator.state().accounts.find(({ name }) => name === AccountName)!;
      call('MoveAccount', { AccountId: id, SourceParentId: root, DestinationParentId: units.get(path) });
    }
  }
  const policies: [name: string, Description: string, Content: string, target: string][] = [
    ['stay-in-organization', 'Members stay', STAY, ''],
    ...['Security', 'Workloads', 'Sandbox'].map((path, index): [string, string, string, string] => (
      [`aws-guardrails-${'AbCdEf'.slice(index)}`, '', GUARDRAIL, path])),
  ];
  for (const [Name, Description, Content, path] of policies) {
    const { Policy } = call('CreatePolicy', { Type: SCP, Name, Description, Content, Tags: tagsOf(Name) });
    call('AttachPolicy', { PolicyId: Policy.PolicySummary!.Id, TargetId: units.get(path) });
  }

  const state = simulator.state();
  writeFileSync(file, JSON.stringify(state));
  const seconds = (performance.now() - began) / 1_000;
  const [unitCount, memberCount] = [state.organizationalUnits.length, state.accounts.length - 1];
  console.log(`${unitCount} units, ${memberCount} accounts, ${state.policies.length} policies in ${seconds.toFixed(1)} s`);
  if (unitCount !== 15 || memberCount !== 40) throw new Error(`The organization is another one: ${unitCount} units, ${memberCount} accounts. Correct TREE.`);
  if (seconds > MOST_SECONDS) throw new Error(`The organization took too long: ${seconds.toFixed(1)} s. It has to be made in ${MOST_SECONDS} s.`);
}

main(process.argv[2]);
