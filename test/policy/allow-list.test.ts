import { CompiledPolicy, evaluate, FULL_AWS_ACCESS, parseJson, parsePolicyDocument, remainingAccess, remainingAccessText } from '../../src/policy';
import { actionsOf, allServices } from '../../src/policy/actions';
import { actionName } from '../../src/policy/evaluate/compile/compile-action';
import { exemption } from '../../src/policy/evaluate/exemption';

const policy = (...statements: object[]) => (
  new CompiledPolicy('policy', parsePolicyDocument(parseJson(JSON.stringify({ Version: '2012-10-17', Statement: statements })), 'SERVICE_CONTROL_POLICY')));
const allow = (Action: string[], more = {}) => policy({ Effect: 'Allow', Action, Resource: '*', ...more });
const level = (...policies: CompiledPolicy[]) => policies;
const full = new CompiledPolicy('FullAWSAccess', FULL_AWS_ACCESS);
const denying = (more: object) => policy({ Effect: 'Deny', Resource: '*', ...more });

/** The evaluator's answer for each action on its own. */
function oneByOne(levels: ReturnType<typeof level>[]): Record<'whole' | 'part' | 'none', string[]> {
  const found = { whole: [] as string[], part: [] as string[], none: [] as string[] };
  for (const service of allServices().sort()) {
    const actions = actionsOf(service).filter((action) => exemption('SERVICE_CONTROL_POLICY', { action: actionName(action) }) === undefined);
    const asked = levels.map((serviceControlPolicies) => ({ name: 'level', serviceControlPolicies }));
    const denied = actions.filter((action) => evaluate({ levels: asked, request: { action } }).decision === 'denied').length;
    if (actions.length > 0) found[denied === 0 ? 'whole' : denied === actions.length ? 'none' : 'part'].push(service);
  }
  return found;
}

test.each<[string, ReturnType<typeof level>[]]>([
  ['a list of services', [level(allow(['s3:*', 'ec2:*']))]],
  ['a list of actions', [level(allow(['s3:Get*', 'ec2:RunInstances', 'iam:?etRole']))]],
  ['a list that allows all but some actions', [level(policy({ Effect: 'Allow', NotAction: ['s3:Get*', 'iam:*'], Resource: '*' }))]],
  ['two lists at two levels', [level(allow(['s3:*', 'sqs:Get*'])), level(allow(['s3:Get*', 'sqs:*', 'ec2:*']))]],
  ['denials above a list', [level(full, denying({ Action: ['s3:Put*', 'ec2:*'] })), level(allow(['s3:*', 'ec2:*']))]],
  ['a denial of all but some actions', [level(full, denying({ NotAction: ['s3:Get*', 'sts:*'] }))]],
  ['a denial with a condition', [level(full, denying({ Action: ['s3:*'], Condition: { Bool: { 'aws:SecureTransport': 'false' } } }))]],
])('%s leaves the services that the evaluator allows action by action', (_, levels) => {
  expect(remainingAccess(levels)).toEqual(oneByOne(levels));
});

test('the text names the allowed services, or the other ones if they are fewer', () => {
  const text = (...levels: ReturnType<typeof level>[]) => remainingAccessText(remainingAccess(levels));
  expect(text(level(allow(['s3:*', 'sqs:*'])))).toBe('s3, sqs');
  expect(text(level(allow(['s3:Get*'])))).toBe('some actions of s3');
  expect(text(level(full, denying({ Action: ['s3:*', 'sqs:Get*'] })))).toBe('all services but s3, and some actions of sqs');
  expect(text(level(full))).toBe('all services');
  expect(text(level(allow(['s3:*'])), level(allow(['sqs:*'])))).toBe('nothing');
  expect(text(level(allow(allServices().slice(0, 20).map((service) => `${service}:*`))))).toMatch(/, .* and \d more$/);
});
