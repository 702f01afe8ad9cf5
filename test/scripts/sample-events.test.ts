import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordsInClone } from '../../scripts/sample-events/records-in-clone';
import { SampleReport } from '../../scripts/sample-events/sample-report';
import { type Json, record } from '../trail/records';

let clone: string;
beforeEach(() => { clone = mkdtempSync(join(tmpdir(), 'sample-events-')); });
afterEach(() => rmSync(clone, { recursive: true }));

const namesIn = (files: Record<string, string>) => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(clone, name, '..'), { recursive: true });
    writeFileSync(join(clone, name), text);
  }
  return [...recordsInClone(clone)].map(({ eventName }) => eventName).sort();
};

function reportOf(...values: Json[]): SampleReport {
  const report = new SampleReport();
  writeFileSync(join(clone, 'records.json'), JSON.stringify(values));
  for (const each of recordsInClone(clone)) report.add(each);
  return report;
}

test('records are found in logs, in events, in tests of rules and in Markdown', () => {
  const json = (name: string) => JSON.stringify(record('ec2', name));
  expect(namesIn({
    'log.json': `{"Records":[${json('A')},${json('B')}]}`,
    'lines.log': `${json('C')}\n${json('D')}\n`,
    'event.json': `{"detail-type":"AWS API Call via CloudTrail","detail":${json('E')}}`,
    'rules/rule.yml': `Tests:\n  - Name: x\n    Log: ${json('F')}\n`,
    'page.md': `# Title\n\`\`\`json hl_lines="3"\n[${json('G')}]\n\`\`\`\n`,
    '.git/log.json': json('H'),
    'node_modules/log.json': json('I'),
  })).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
});

test('catalogs, events of other sources and broken files hold no records', () => {
  expect(namesIn({
    'catalog.json': '[{"eventSource":"ec2.amazonaws.com","eventName":"RunInstances"}]',
    's3.json': '{"Records":[{"eventSource":"aws:s3","eventName":"ObjectCreated:Put","userIdentity":{}}]}',
    'broken.json': '{"eventSource":',
    'broken.yml': 'eventSource: [\n- {',
  })).toEqual([]);
});

test('the report has the share of mapped records, and every reason with its events', () => {
  expect(reportOf(record('ec2', 'StopInstances'), record('ec2', 'StopInstances'), record('unheardof', 'DoIt'), record('signin', 'ConsoleLogin', { eventType: 'AwsConsoleSignIn' })).lines()).toEqual([
    '4 records of 3 events, 2 mapped (50.0 %)',
    'not-a-call: 1', '  1 signin.amazonaws.com ConsoleLogin: signing in to the console needs no permission of a policy',
    'unknown-action: 1', '  1 unheardof.amazonaws.com DoIt: the service unheardof.amazonaws.com is not in the action table',
  ]);
});

test('the report compares requests with the messages of refused calls', () => {
  const refused = (resource: string) => record('lambda', 'DeleteFunction20150331', {
    errorCode: 'AccessDenied',
    errorMessage: `User: arn:aws:iam::999999999999:user/anna is not authorized to perform: lambda:DeleteFunction on resource: ${resource} with an explicit deny in a service control policy`,
    requestParameters: { functionName: 'orders' },
  });
  const report = reportOf(refused('arn:aws:lambda:eu-west-1:999999999999:function:orders'), refused('arn:aws:lambda:eu-west-1:999999999999:function:other'));
  expect(report.lines()).toContain('2 messages of refused calls name the action: 2 times the mapped one, 1 times with the mapped resource');
  expect(report.requestLines()).toContain('DeleteFunction20150331: the message says lambda:DeleteFunction arn:aws:lambda:eu-west-1:999999999999:function:other, mapped to arn:aws:lambda:eu-west-1:111111111111:function:orders');
});
