import { App, Stack } from 'aws-cdk-lib';
import {
  Account, AccountGuardrails, Organization, OrganizationalUnit, ServiceControlPolicy,
} from '../../../src';

export interface Variant {
  /** Whether to keep the guardrail of the accounts in the unit. */
  readonly guarded?: boolean;
  readonly unitName?: string;
  readonly policyName?: string;
}

/** Synthesizes a small organization: one unit with one account and one guardrail. */
export function synthesize(folder: string, { guarded = true, unitName = 'Workloads', policyName = 'baseline' }: Variant = {}): string {
  const app = new App({ outdir: folder });
  const stack = new Stack(app, 'Small');
  const organization = new Organization(stack, 'Organization');
  const workloads = new OrganizationalUnit(stack, 'Workloads', { parent: organization.root, organizationalUnitName: unitName });
  new Account(stack, 'Shop', { parent: workloads, accountName: 'shop', email: 'aws+shop@example.com' });
  const baseline = new ServiceControlPolicy(stack, 'Baseline', { policyName, guardrails: [AccountGuardrails.denyLeavingOrganization()] });
  if (guarded) workloads.attachPolicy(baseline);
  app.synth();
  return folder;
}
