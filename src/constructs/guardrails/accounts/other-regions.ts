import { Token } from 'aws-cdk-lib';
import { GLOBAL_ACTIONS } from './global-actions';
import type { Denial } from '../shared/guardrail-builders';

/** Actions that Amazon Bedrock serves in the Regions of an inference profile. */
const INFERENCE_ACTIONS = ['bedrock:CreateModelInvocationJob', 'bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'];

/**
 * Denies requests in other Regions. With inference profiles, invocations of models pass in the Regions of the profiles as long as the
 * request starts in an allowed Region, which the ARN of the profile tells. A list known only at deployment leaves that Region open.
 */
export function denialsOfOtherRegions(
  allowedRegions: readonly string[], exemptActions: readonly string[], profiles: readonly string[],
): Denial[] {
  const elsewhere = { StringNotEquals: { 'aws:RequestedRegion': allowedRegions } };
  const exempt = [...GLOBAL_ACTIONS, ...exemptActions];
  if (profiles.length === 0) return [{ sid: 'DenyOtherRegions', notActions: exempt, conditions: elsewhere }];
  const sources = Token.isUnresolved(allowedRegions) ? ['*'] : allowedRegions;
  const profileArns = sources.flatMap((region) => profiles.map((id) => `arn:*:bedrock:${region}:*:inference-profile/${id}`));
  return [
    { sid: 'DenyOtherRegions', notActions: [...exempt, ...INFERENCE_ACTIONS], conditions: elsewhere },
    {
      sid: 'DenyInferenceInOtherRegions',
      actions: INFERENCE_ACTIONS,
      conditions: { ...elsewhere, ArnNotLike: { 'bedrock:InferenceProfileArn': profileArns } },
    },
  ];
}
