import { cleanUp, STACK_FILE, synthesizeExample } from './example';
import { type Organization, OrganizationAccess, targets } from '../../src/model';
import { rehearse } from '../../src/rehearsal';
import { CENTRAL_BACKUP, type Day, DAYS, DECIDED_DENIALS, LOG_ARCHIVE, MANAGEMENT, NETWORK, ORGANIZATION_ID, SHOP, TESTED_SETS } from '../constructs/guardrails/days';
import { askAll, lineOf } from '../constructs/guardrails/days/ask-day';

jest.setTimeout(120_000);

const [{ exemptPrincipals, trustedResources, trustedAccounts }] = TESTED_SETS;

/** Attaches the four sets to the root, as docs/guardrails/sets.md shows it. */
const SETS = `
    const trusting = {
      organizationId: organization.organizationId, trustedAccounts: ${JSON.stringify(trustedAccounts)}, exemptPrincipals: ${JSON.stringify(exemptPrincipals)},
    };
    const logs = { ...trusting, logBucketNames: ['log-archive-*', 'aws-controltower-logs-*'] };
    const sets = GuardrailSet.combine(
      GuardrailSets.cisFoundations7(logs), GuardrailSets.securityReferenceArchitecture(logs), GuardrailSets.controlTowerStronglyRecommended(logs),
      GuardrailSets.dataPerimeter({ ...trusting, trustedResources: ${JSON.stringify(trustedResources)} }),
    );
    organization.root.attachPolicySet(new PolicySet(this, 'Sets', { policySetName: 'sets', guardrails: sets.serviceControlGuardrails, compressActions: true }));
    organization.root.attachPolicySet(new PolicySet(this, 'Perimeter', {
      policySetName: 'perimeter', policyType: PolicyType.RESOURCE_CONTROL_POLICY, guardrails: sets.resourceControlGuardrails,
    }));
`;

const ATTACHMENT = 'organization.root.attachPolicy(costCenters);';

let organization: Organization;

beforeAll(async () => {
  const assemblyDirectory = synthesizeExample(
    { file: STACK_FILE, replace: 'Account, AccountGuardrails,', by: 'Account, AccountGuardrails, GuardrailSet, GuardrailSets,' },
    { file: STACK_FILE, replace: ATTACHMENT, by: ATTACHMENT + SETS },
  );
  const result = await rehearse({ assemblyDirectory });
  expect(result.stacks.map(({ status }) => status)).toEqual(['CREATE_COMPLETE']);
  expect(result.differences).toEqual([]);
  organization = result.organization!;
});
afterAll(cleanUp);

/** The same day with the IDs of the rehearsed organization. */
function inOrganization(day: Day): Day {
  const ids = new Map([...targets(organization)].map(({ target }) => ['name' in target ? target.name : 'root', target.id]));
  const replaced = { [SHOP]: 'policy-canary', [CENTRAL_BACKUP]: 'shared-services', [LOG_ARCHIVE]: 'log-archive', [NETWORK]: 'network' };
  const texts = [
    ...Object.entries(replaced).map(([id, name]) => [id, ids.get(name)!]),
    [MANAGEMENT, organization.managementAccountId],
    [ORGANIZATION_ID, organization.id],
  ];
  return JSON.parse(texts.reduce((text, [id, real]) => text.replaceAll(id, real), JSON.stringify(day))) as Day;
}

test('the four sets together take three service control policies and one resource control policy of the root', () => {
  const attached = organization.root.attachedPolicies.filter(({ awsManaged }) => !awsManaged).map(({ type, name }) => `${type} ${name}`);
  expect(attached.filter((each) => /sets|perimeter/.test(each)).sort()).toEqual([
    'RESOURCE_CONTROL_POLICY perimeter-1', 'SERVICE_CONTROL_POLICY sets-1', 'SERVICE_CONTROL_POLICY sets-2', 'SERVICE_CONTROL_POLICY sets-3',
  ]);
});

test.each(DAYS)('under the rehearsed sets, $title: every call is allowed, or its denial is decided', (day) => {
  const own = inOrganization(day);
  const denied = askAll(new OrganizationAccess(organization), own, { 'shop': 'policy-canary', 'log-archive': 'log-archive' }, organization.id)
    .filter(({ answer }) => answer.decision !== 'allowed').map(lineOf);
  expect([...new Set(denied)].sort()).toEqual(DECIDED_DENIALS.filter((each) => each.sets === 'both' && each.day === day.title).flatMap(({ calls }) => calls).sort());
});
