import { SdkStack } from '../../../src/organizations/stacks/sdk-adapter';

interface Answer {
  readonly status?: number;
  readonly body: string;
}

function stacks(...answers: Answer[]): SdkStack {
  return new SdkStack({
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: '111111111111', secretAccessKey: 'secret' },
    requestHandler: {
      handle: async () => {
        const { status = 200, body } = answers.shift()!;
        return { response: { statusCode: status, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) } as never };
      },
    },
  });
}

function result(operation: string, inner: string): Answer {
  return { body: `<${operation}Response><${operation}Result>${inner}</${operation}Result></${operation}Response>` };
}

function refused(code: string, message: string, status = 400): Answer {
  return { status, body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>` };
}

test('the description of a stack has its last change, its root stack, its parameters, and whether its rollback is disabled', async () => {
  const port = stacks(result('DescribeStacks', `<Stacks><member><StackId>id</StackId><StackName>a</StackName><StackStatus>UPDATE_IN_PROGRESS</StackStatus><RootId>root</RootId>
    <CreationTime>2026-01-01T00:00:00Z</CreationTime><LastUpdatedTime>2026-02-01T00:00:00Z</LastUpdatedTime><DisableRollback>true</DisableRollback>
    <Parameters><member><ParameterKey>policy</ParameterKey><ParameterValue>p-12345678</ParameterValue></member></Parameters></member></Stacks>`));
  expect(await port.describe('a')).toEqual({
    id: 'id', status: 'UPDATE_IN_PROGRESS', changedAt: Date.UTC(2026, 1, 1), rootId: 'root', parameters: { policy: 'p-12345678' }, rollbackDisabled: true,
  });
});

test.each<[fields: string, disabled: boolean]>([
  ['', false],
  ['<DisableRollback>false</DisableRollback>', false],
  ['<DisableRollback>true</DisableRollback><DeploymentConfig><Mode>STANDARD</Mode></DeploymentConfig>', true],
  ['<DisableRollback>false</DisableRollback><DeploymentConfig><Mode>STANDARD</Mode></DeploymentConfig>', false],
  ['<DisableRollback>false</DisableRollback><DeploymentConfig><Mode>EXPRESS</Mode></DeploymentConfig>', true],
  ['<DeploymentConfig><Mode>EXPRESS</Mode><DisableRollback>true</DisableRollback></DeploymentConfig>', true],
  ['<DeploymentConfig><Mode>EXPRESS</Mode><DisableRollback>false</DisableRollback></DeploymentConfig>', false],
  ['<DeploymentConfig><Mode>STANDARD</Mode><DisableRollback>true</DisableRollback></DeploymentConfig>', true],
])('rollback is disabled by DisableRollback, or in express mode unless DeploymentConfig enables it: %s', async (fields, disabled) => {
  const port = stacks(result('DescribeStacks', `<Stacks><member><StackId>id</StackId><StackStatus>UPDATE_IN_PROGRESS</StackStatus>${fields}</member></Stacks>`));
  expect(await port.describe('a')).toMatchObject({ rollbackDisabled: disabled });
});

test('a stack that does not exist is undefined, and a refusal is an error with its code', async () => {
  expect(await stacks(refused('ValidationError', 'Stack with id a does not exist')).describe('a')).toBeUndefined();
  await expect(stacks(refused('AccessDenied', 'not authorized', 403)).describe('a')).rejects.toMatchObject({ name: 'StackError', code: 'AccessDenied' });
});

test('the resources of a stack are read page by page', async () => {
  const page = (id: string, token = '') => result('ListStackResources', `<StackResourceSummaries><member><LogicalResourceId>${id}</LogicalResourceId>
    <PhysicalResourceId>ou-${id}</PhysicalResourceId><ResourceType>Custom::X</ResourceType><ResourceStatus>CREATE_COMPLETE</ResourceStatus>
    <LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member></StackResourceSummaries>${token}`);
  expect(await stacks(page('A', '<NextToken>t</NextToken>'), page('B')).listResources('a')).toEqual([
    { logicalId: 'A', physicalId: 'ou-A', type: 'Custom::X', status: 'CREATE_COMPLETE', statusSince: Date.UTC(2026, 0, 1) },
    { logicalId: 'B', physicalId: 'ou-B', type: 'Custom::X', status: 'CREATE_COMPLETE', statusSince: Date.UTC(2026, 0, 1) },
  ]);
});

test('a row that shifts from the second page to the first while another one vanishes is found', async () => {
  const row = (id: string) => `<member><LogicalResourceId>${id}</LogicalResourceId><ResourceStatus>CREATE_COMPLETE</ResourceStatus></member>`;
  const page = (ids: string, token = '') => result('ListStackResources', `<StackResourceSummaries>${[...ids].map(row).join('')}</StackResourceSummaries>${token}`);
  const next = '<NextToken>t</NextToken>';
  const idsOf = async (rowsMayVanish: boolean, ...answers: Answer[]) => (
    (await stacks(...answers).listResources('a', rowsMayVanish)).map(({ logicalId }) => logicalId).sort().join(''));
  // A is gone after the first page, so that C, the first row of the second page, moves to the first one.
  const first = [page('AB', next), page('D')];
  expect(await idsOf(false, ...first)).toBe('ABD');
  expect(await idsOf(true, ...first, page('BC', next), page('D'), page('BC', next), page('D'))).toBe('ABCD');
  expect(await idsOf(true, page('AB', next), page('CD'), page('AB', next), page('CD'))).toBe('ABCD');
  expect(await idsOf(true, page('AB'))).toBe('AB');
});

test('the template of a stack is read as JSON, and any other text is an error', async () => {
  expect(await stacks(result('GetTemplate', '<TemplateBody>{"Resources":{"A":{}}}</TemplateBody>')).currentTemplate('a')).toEqual({ Resources: { A: {} } });
  await expect(stacks(result('GetTemplate', '<TemplateBody>Resources:</TemplateBody>')).currentTemplate('a')).rejects.toMatchObject({ code: 'NotJson' });
});

describe('events of a stack', () => {
  const event = (id: string, status: string, time: string) => `<member><StackId>a</StackId><EventId>1</EventId><StackName>a</StackName>
    <PhysicalResourceId>${id}</PhysicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType><ResourceStatus>${status}</ResourceStatus>
    <Timestamp>${time}</Timestamp></member>`;
  const page = (events: string, token = '') => result('DescribeStackEvents', `<StackEvents>${events}</StackEvents>${token}`);

  test('the start time of a deployment is that of the newest event that creates or updates the stack itself, on any page', async () => {
    const port = stacks(
      page(event('a', 'UPDATE_ROLLBACK_IN_PROGRESS', '2026-03-01T00:05:00Z') + event('nested', 'UPDATE_IN_PROGRESS', '2026-03-01T00:02:00Z'), '<NextToken>t</NextToken>'),
      page(event('a', 'UPDATE_IN_PROGRESS', '2026-03-01T00:00:00Z') + event('a', 'CREATE_IN_PROGRESS', '2026-01-01T00:00:00Z')),
    );
    expect(await port.deploymentBeganAt('a')).toBe(Date.UTC(2026, 2, 1));
  });

  test('the start time of a deployment that continues failures is that of the first one since the stack was complete', async () => {
    const port = stacks(page([
      ['UPDATE_ROLLBACK_IN_PROGRESS', '09'], ['UPDATE_FAILED', '08'], ['UPDATE_IN_PROGRESS', '07'], ['UPDATE_FAILED', '06'], ['UPDATE_IN_PROGRESS', '05'],
      ['UPDATE_COMPLETE', '04'], ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', '03'], ['UPDATE_IN_PROGRESS', '02'],
    ].map(([status, day]) => event('a', status, `2026-03-${day}T00:00:00Z`)).join('')));
    expect(await port.deploymentBeganAt('a')).toBe(Date.UTC(2026, 2, 5));
  });

  test('the start time is undefined without such an event, and a refusal is an error with its code', async () => {
    expect(await stacks(page('')).deploymentBeganAt('a')).toBeUndefined();
    await expect(stacks(refused('AccessDenied', 'not authorized', 403)).deploymentBeganAt('a')).rejects.toMatchObject({ code: 'AccessDenied' });
  });

  test('the events of the resources of a stack are those since a time, on any page, without those of the stack itself', async () => {
    const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 0, 0, second)).toISOString();
    const port = () => stacks(
      page(event('p-2', 'DELETE_COMPLETE', at(9)) + event('a', 'UPDATE_ROLLBACK_COMPLETE', at(9)) + event('p-2', 'UPDATE_COMPLETE', at(8)), '<NextToken>t</NextToken>'),
      page(event('p-1', 'DELETE_SKIPPED', at(7)) + event('a', 'UPDATE_IN_PROGRESS', at(6)) + event('p-0', 'DELETE_COMPLETE', at(5))),
    );
    const since = async (second: number) => (await port().listEvents('a', Date.parse(at(second)))).map(({ physicalId, status }) => `${physicalId} ${status}`);
    expect(await since(7)).toEqual(['p-2 DELETE_COMPLETE', 'p-2 UPDATE_COMPLETE', 'p-1 DELETE_SKIPPED']);
    expect(await since(8)).toEqual(['p-2 DELETE_COMPLETE', 'p-2 UPDATE_COMPLETE']);
    expect(await since(5)).toHaveLength(4);
  });

  test('a refusal of events is an error with its code', async () => {
    await expect(stacks(refused('AccessDenied', 'not authorized', 403)).listEvents('a', 0)).rejects.toMatchObject({ name: 'StackError', code: 'AccessDenied' });
  });

  const before = (status: string) => [
    page(event('a', 'UPDATE_IN_PROGRESS', '2026-03-01T00:05:00Z') + event('nested', 'UPDATE_FAILED', '2026-03-01T00:02:00Z'), '<NextToken>t</NextToken>'),
    page(event('a', status, '2026-03-01T00:00:00Z') + event('a', 'UPDATE_FAILED', '2026-02-01T00:00:00Z')),
  ];

  test.each([
    ['UPDATE_FAILED', true], ['CREATE_FAILED', true], ['UPDATE_COMPLETE', false], ['UPDATE_ROLLBACK_COMPLETE', false], ['UPDATE_ROLLBACK_FAILED', false],
  ])('a deployment continues a failure only if the stack was in a failed state right before it: %s', async (status, continues) => {
    expect(await stacks(...before(status)).continuesFailure('a')).toBe(continues);
  });

  test('a deployment without earlier events continues no failure, and a refusal is an error with its code', async () => {
    expect(await stacks(page(event('a', 'CREATE_IN_PROGRESS', '2026-03-01T00:00:00Z'))).continuesFailure('a')).toBe(false);
    await expect(stacks(refused('AccessDenied', 'not authorized', 403)).continuesFailure('a')).rejects.toMatchObject({ name: 'StackError', code: 'AccessDenied' });
  });
});
