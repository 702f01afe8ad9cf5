import { simulate } from './stand-in/simple-judge';
import { compareWithAws } from '../../../src/cli/check-with-aws/compare';
import { readSource } from '../../../src/cli/sources/organization-source';
import { OrganizationAccess } from '../../../src/model';
import { cleanUp, synthesizeExample } from '../../end-to-end/example';

jest.setTimeout(180_000);
afterAll(cleanUp);

const ACTIONS = [
  'backup:DeleteBackupVault', 'cloudtrail:StopLogging', 'ec2:CreateInternetGateway', 'ec2:RunInstances', 'iam:CreateRole', 'iam:CreateUser',
  'kms:ScheduleKeyDeletion', 'organizations:LeaveOrganization', 's3:DeleteBucket', 's3:GetObject',
];
const PRINCIPALS = ['role/Developer', 'role/platform/Repair', 'user/anna', 'root'];
const REGIONS = ['eu-west-1', 'us-west-1'];

test('a judge of its own agrees about the landing zone, as code that is not deployed: actions, principals, Regions and accounts', async () => {
  const source = await readSource(synthesizeExample());
  const access = new OrganizationAccess(source.organization);
  const asked = ACTIONS.flatMap((action) => PRINCIPALS.flatMap((principal) => REGIONS.map((region) => (
    { action, principal, resource: '*', context: { 'aws:RequestedRegion': region, 'ec2:InstanceType': 't3.nano', 'aws:PrincipalTag/team': 'shop' } }))));
  const questions = access.accounts.flatMap((placed) => asked.map((question) => ({ placed, question })));
  const results = await compareWithAws(access, questions, async (request) => {
    const decision = simulate(request);
    return { decision, allowedByOrganizations: decision === 'allowed' };
  });
  expect(results.filter(({ result }) => result === 'disagrees')).toEqual([]);
  const agreed = results.flatMap((each) => (each.result === 'agrees' ? [each] : []));
  expect(agreed.length).toBeGreaterThan(questions.length * 0.9);
  expect(new Set(agreed.map(({ here }) => here.decision))).toEqual(new Set(['allowed', 'denied']));
  expect(agreed.flatMap(({ notes }) => notes)).toEqual([]);
});
