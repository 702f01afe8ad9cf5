import { afterTypes, defaultAttachments } from '../../../src/model/diff/default-attachments';
import { attached, FULL_ACCESS, policy } from '../organizations';

const guard = attached(policy('guard', '{}'));
const [resourceAccess] = defaultAttachments(['RESOURCE_CONTROL_POLICY']);

test('AWS attaches a policy for service control policies, and one for resource control policies', () => {
  expect(defaultAttachments(['TAG_POLICY', 'SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'])).toEqual([
    FULL_ACCESS, { id: 'p-RCPFullAWSAccess', name: 'RCPFullAWSAccess', type: 'RESOURCE_CONTROL_POLICY', awsManaged: true },
  ]);
});

test.each<[string, Parameters<typeof afterTypes>, object[]]>([
  ['without another type stay', [[guard, FULL_ACCESS], [], []], [guard, FULL_ACCESS]],
  ['get those of an enabled type', [[guard], ['SERVICE_CONTROL_POLICY', 'TAG_POLICY'], []], [guard, FULL_ACCESS]],
  ['get none a second time', [[FULL_ACCESS, guard], ['SERVICE_CONTROL_POLICY'], []], [FULL_ACCESS, guard]],
  ['lose those of a removed type only', [[guard, FULL_ACCESS, resourceAccess], [], ['SERVICE_CONTROL_POLICY']], [guard, resourceAccess]],
  ['lose some and get others', [[FULL_ACCESS], ['RESOURCE_CONTROL_POLICY'], ['SERVICE_CONTROL_POLICY']], [resourceAccess]],
])('the attached policies of a target %s', (_, [policies, enabled, removed], expected) => {
  expect(afterTypes(policies, enabled, removed)).toEqual(expected);
});
