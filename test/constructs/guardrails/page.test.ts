import { existsSync, readFileSync } from 'fs';
import { relative } from 'path';
import { GUARDRAIL_CASES } from './cases';
import { guardrailPages } from '../../../scripts/guardrail-page';
import { cataloguePage, sizeOf } from '../../../scripts/guardrail-pages/catalogue-page';
import { controlRanges } from '../../../scripts/guardrail-pages/control-ranges';
import { AccountGuardrails, Organization, ServiceControlPolicy, UsageGuardrails } from '../../../src';
import { onlyProperties, testStack } from '../test-app';

test('the generated pages are up to date', () => {
  const outdated = guardrailPages().filter(({ path, text }) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  expect(outdated.map(({ path }) => `${relative(process.cwd(), path)} is out of date. Run: npm run guardrail-pages`)).toEqual([]);
});

test('the size of a guardrail is the size of its statements in the deployed policy', () => {
  const guardrails = [AccountGuardrails.denyLeavingOrganization(), UsageGuardrails.denyOtherRegions({ allowedRegions: ['eu-central-1'] })];
  const stack = testStack();
  new Organization(stack, 'Organization').root.attachPolicy(new ServiceControlPolicy(stack, 'Policy', { guardrails }));
  const content = onlyProperties(stack, 'Custom::OrganizationsPolicy').Content as string;
  const frame = '{"Version":"2012-10-17","Statement":[,]}'.length;
  expect(content.length).toBe(frame + guardrails.reduce((sum, guardrail) => sum + sizeOf(guardrail), 0));
});

test('the catalogue page shows the limits, ways around and differences of a guardrail', () => {
  const [item] = GUARDRAIL_CASES;
  const limit = 'Requests of the management account are allowed';
  const page = cataloguePage([{
    ...item,
    build: (exempt) => Object.assign(item.build(exempt), { controls: ['CT.TEST.PV.1'], limits: [limit] }),
    waysAround: [
      { request: { action: 'organizations:LeaveOrganization', context: { 'aws:ViaAWSService': true } } },
      { request: { action: 'organizations:RemoveAccountFromOrganization' }, limit },
    ],
    published: 'published.json',
    differences: [{ difference: 'It is shorter', reason: 'One action is enough' }],
  }]);
  expect(page).toMatch(/\| \[deny-leaving-organization\]\(#deny-leaving-organization\) \| SCP \| \d+ \| principals, accounts \| CIS .*, CT\.TEST\.PV\.1, SRA.* \|/);
  expect(page).toContain(`- ${limit}. Tried: \`organizations:RemoveAccountFromOrganization\`.`);
  expect(page).toContain('- `organizations:LeaveOrganization` with `aws:ViaAWSService`: `true`');
  expect(page).toContain('- `published.json`');
  expect(page).toContain('- It is shorter. Reason: One action is enough.');
});

test('consecutive controls with two-digit numbers are shown as one range', () => {
  expect(controlRanges(['SRA-S3-02', 'SRA-S3-01', 'SRA-S3-03', 'SRA-S3-05', 'CT.S3.PV.1', 'CT.S3.PV.2', 'CIS v7.0.0/2.10', 'CIS v7.0.0/2.9']))
    .toEqual(['CIS v7.0.0/2.9', 'CIS v7.0.0/2.10', 'CT.S3.PV.1', 'CT.S3.PV.2', 'SRA-S3-01 to 03', 'SRA-S3-05']);
});

test('three or more consecutive recommendations of CIS are shown as one range', () => {
  const ids = ['CIS v7.0.0/5.8', 'CIS v7.0.0/5.9', 'CIS v7.0.0/5.10', 'CIS v7.0.0/5.11', 'CIS v7.0.0/6.1.1', 'CIS v7.0.0/6.1.2', 'CIS v7.0.0/6.2'];
  expect(controlRanges(ids)).toEqual(['CIS v7.0.0/5.8 to 11', 'CIS v7.0.0/6.1.1', 'CIS v7.0.0/6.1.2', 'CIS v7.0.0/6.2']);
});
