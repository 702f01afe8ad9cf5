import { StackError } from '../../../../src/organizations/stacks/stack-port';
import { ACCOUNT_TYPE, startCreation } from '../../support/account-creation';
import { type Deployment, STACK_ID } from '../../support/deployment';

const NESTED = `${STACK_ID}-nested`;
/** The longest message that CloudFormation keeps. */
const LONGEST = 1_000;

function row(deployment: Deployment, logicalId: string, status: string, { physicalId = '', type = ACCOUNT_TYPE, stack = STACK_ID } = {}): void {
  deployment.stacks.stack(stack).resources.push({ logicalId, physicalId, type, status, statusSince: deployment.clock.now() });
}

async function messageOf(work: Promise<unknown>): Promise<string> {
  return work.then(() => 'no failure', (error: Error) => error.message);
}

/** The Create of an account whose address is taken outside the organization. */
async function startTaken(desired: Record<string, string> = {}) {
  const { deployment, root } = await startCreation();
  const properties = { AccountName: 'log-archive', Email: 'aws+log@example.com', ParentId: root, ...desired };
  deployment.simulator.reset({ ...deployment.simulator.state(), addressesTakenElsewhere: [properties.Email, 'two@example.com'] });
  row(deployment, 'Resource', 'CREATE_IN_PROGRESS');
  return { deployment, root, event: await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, properties)) };
}

describe('the message of a failed creation', () => {
  test('counts the other accounts of the stack, and says that the next deployment continues with them', async () => {
    const { deployment, event } = await startTaken();
    row(deployment, 'One', 'CREATE_COMPLETE', { physicalId: '111111111111' });
    row(deployment, 'Two', 'UPDATE_COMPLETE', { physicalId: '222222222222' });
    row(deployment, 'Three', 'CREATE_IN_PROGRESS', { physicalId: 'pending:Three' });
    row(deployment, 'Gone', 'DELETE_COMPLETE', { physicalId: '333333333333' });
    row(deployment, 'Failed', 'CREATE_FAILED', { physicalId: 'pending:Failed' });
    row(deployment, 'Unit', 'CREATE_COMPLETE', { physicalId: 'ou-ab12-11111111', type: 'Custom::OrganizationsOrganizationalUnit' });
    row(deployment, 'Invited', 'CREATE_IN_PROGRESS', { type: 'Custom::OrganizationsInvitedAccount' });
    const message = await messageOf(deployment.finish(event));
    expect(message).toContain('could not create the account "log-archive" (aws+log@example.com): EMAIL_ALREADY_EXISTS. '
      + 'No rollback deletes the other accounts of the stack: 2 created or found, 1 in progress. Use another address;');
    expect(message).toContain('also after it left the organization. The next deployment continues with these accounts and creates the missing ones.');
  });

  test('counts accounts of nested stacks, also one with the logical ID of the account that failed', async () => {
    const { deployment, event } = await startTaken();
    row(deployment, 'Nested', 'CREATE_IN_PROGRESS', { physicalId: NESTED, type: 'AWS::CloudFormation::Stack' });
    row(deployment, 'Resource', 'CREATE_COMPLETE', { physicalId: '111111111111', stack: NESTED });
    row(deployment, 'Other', 'CREATE_IN_PROGRESS', { stack: NESTED });
    expect(await messageOf(deployment.finish(event))).toContain('1 created or found, 1 in progress.');
  });

  test('says nothing about other accounts if there are none', async () => {
    const { deployment, event } = await startTaken();
    const message = await messageOf(deployment.finish(event));
    expect(message).toContain('EMAIL_ALREADY_EXISTS. Use another address;');
    expect(message).not.toContain('next deployment');
  });

  test('is the same without the count if CloudFormation cannot list the resources', async () => {
    const { deployment, event } = await startTaken();
    row(deployment, 'One', 'CREATE_COMPLETE', { physicalId: '111111111111' });
    deployment.stacks.listResources = async () => { throw new StackError('Throttling', 'Rate exceeded'); };
    const message = await messageOf(deployment.finish(event));
    expect(message).toContain('EMAIL_ALREADY_EXISTS. Use another address;');
    expect(message).not.toContain('next deployment');
  });

  test('is not shortened for the longest name and address', async () => {
    const { deployment, event } = await startTaken({ AccountName: 'n'.repeat(50), Email: `${'e'.repeat(52)}@example.com` });
    for (let number = 0; number < 450; number += 1) row(deployment, `A${number}`, 'CREATE_COMPLETE', { physicalId: String(100_000_000_000 + number) });
    const message = await messageOf(deployment.finish(event));
    expect(message).toMatch(/450 created or found, 0 in progress.*creates the missing ones\.$/);
    expect(Buffer.byteLength(message)).toBeLessThan(LONGEST);
  });
});

test('two accounts that fail in the same deployment do not wait for each other', async () => {
  const { deployment, root, event } = await startTaken();
  const properties = { AccountName: 'two', Email: 'two@example.com', ParentId: root };
  const second = await deployment.begin(deployment.event('Create', ACCOUNT_TYPE, properties, { LogicalResourceId: 'Two' }));
  row(deployment, 'Two', 'CREATE_IN_PROGRESS');
  await deployment.call(event);
  await deployment.call(second);
  for (const [each, address] of [[event, 'aws+log@example.com'], [second, 'two@example.com']] as const) {
    const message = await messageOf(deployment.finish(each));
    expect(message).toContain(`(${address}): EMAIL_ALREADY_EXISTS. No rollback deletes the other accounts of the stack: 0 created or found, 1 in progress.`);
  }
  const ends = deployment.simulator.state().createAccountRequests.map(({ completesAt }) => completesAt);
  expect(deployment.clock.now() - Math.max(...ends)).toBeLessThan(80_000);
});
