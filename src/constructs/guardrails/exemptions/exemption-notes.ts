import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type Exemption, exemptName } from './exemption';
import { daysUntil, ENDING_DAYS, EXEMPTION_METADATA, type ExemptionMetadata } from '../../../contract';
import { checkAtSynthesis, EXEMPTION_ENDED, EXEMPTION_ENDS, warnOf } from '../../validation';
import type { Guardrail } from '../guardrail';

/**
 * Describes the exemptions from the guardrails of a policy in the cloud assembly, for reviews and checks, and warns at synthesis of those
 * that end soon or have ended. No template has the descriptions.
 */
export function noteExemptions(policy: IConstruct, guardrails: readonly Guardrail[]): void {
  const exempted = guardrails.filter(({ _exemptions }) => _exemptions.length > 0);
  if (exempted.length === 0) return;
  describe(policy, exempted);
  checkAtSynthesis(policy, () => {
    for (const guardrail of exempted) warnOfEnds(policy, guardrail);
    return [];
  });
}

function describe(policy: IConstruct, guardrails: readonly Guardrail[]): void {
  const { defaultChild } = policy.node;
  if (!CfnResource.isCfnResource(defaultChild)) return;
  for (const { guardrailId, _exemptions } of guardrails) {
    for (const exemption of _exemptions) {
      const { until, reason, approver, end } = exemption;
      defaultChild.node.addMetadata(EXEMPTION_METADATA, {
        policy: policy.node.path, guardrail: guardrailId, exempt: exemptName(exemption), until, reason, approver, end,
      } satisfies ExemptionMetadata);
    }
  }
}

function warnOfEnds(policy: IConstruct, { guardrailId, _exemptions }: Guardrail): void {
  for (const exemption of _exemptions) {
    const days = daysUntil(exemption.until, Date.now());
    if (Number.isNaN(days) || days > ENDING_DAYS) continue;
    const { id } = days > 0 ? EXEMPTION_ENDS : EXEMPTION_ENDED;
    warnOf(policy, id, `${guardrailId}/${exemptName(exemption)}`, `The exemption of ${exemptName(exemption)} from ${guardrailId} ${endOf(exemption, days)}`);
  }
}

function endOf({ until, end }: Exemption, days: number): string {
  if (days > 0) return `ends on ${until}, in ${days === 1 ? '1 day' : `${days} days`}. Give it a later day, or let it end.`;
  const ended = `ended on ${until}. `;
  switch (end) {
    case 'IN_POLICY': return `${ended}The policy denies again by itself. Remove the exemption from the app, which makes the policy shorter.`;
    case 'AT_SYNTHESIS': return `${ended}The policy no longer has it. Remove the exemption from the app.`;
    case 'BY_HAND': return `${ended}The policy still has it. Remove the exemption from the app, or give it a later day.`;
  }
}
