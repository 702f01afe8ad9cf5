import { type DocumentedPage, is } from './example';
import {
  BedrockPolicy, GuardedContent, S3Policy, UpgradeOrder, UpgradeRolloutPolicy, type UpgradeRolloutPolicyProps,
} from '../../../../src';

export const BEDROCK_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_bedrock_syntax',
  type: 'BEDROCK_POLICY',
  shows: 1,
  examples: [{
    name: 'basic syntax',
    document: {
      bedrock: {
        guardrail_inference: {
          'eu-north-1': {
            config_1: {
              identifier: is('arn:aws:bedrock:eu-north-1:111122223333:guardrail/ledger0words:3'),
              selective_content_guarding: { system: is('comprehensive'), messages: is('selective') },
              model_enforcement: { included_models: is(['ALL']), excluded_models: is(['amazon.titan-embed-image-v1', 'cohere.rerank-v3-5:0']) },
            },
          },
        },
      },
    },
    build: (stack) => new BedrockPolicy(stack, 'Policy', {
      guardrails: [{
        region: 'eu-north-1',
        guardrailArn: 'arn:aws:bedrock:eu-north-1:111122223333:guardrail/ledger0words',
        guardrailVersion: '3',
        system: GuardedContent.COMPREHENSIVE,
        messages: GuardedContent.SELECTIVE,
        excludedModels: ['amazon.titan-embed-image-v1', 'cohere.rerank-v3-5:0'],
      }],
    }),
  }],
};

export const S3_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_s3_syntax',
  type: 'S3_POLICY',
  shows: 1,
  examples: [{
    name: 'basic syntax',
    document: { s3_attributes: { public_access_block_configuration: is('all') } },
    build: (stack) => new S3Policy(stack, 'Policy', { blockPublicAccess: true }),
  }],
};

const order = (value: string) => ({ patch_order: is(value) });

const rollout = (props: UpgradeRolloutPolicyProps): DocumentedPage['examples'][number]['build'] =>
  (stack) => new UpgradeRolloutPolicy(stack, 'Policy', props);

/** All but two examples of the page omit the top-level key, the operators or both. Here they are complete, as the syntax requires. */
export const UPGRADE_ROLLOUT_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_upgrade_syntax',
  type: 'UPGRADE_ROLLOUT_POLICY',
  shows: 6,
  examples: [{
    name: 'basic structure',
    document: {
      upgrade_rollout: {
        default: order('second'),
        tags: { ring: { tag_values: { inner: order('first'), middle: order('second'), outer: order('last') } } },
      },
    },
    build: rollout({
      defaultOrder: UpgradeOrder.SECOND,
      tags: [{ tagKey: 'ring', orders: { inner: UpgradeOrder.FIRST, middle: UpgradeOrder.SECOND, outer: UpgradeOrder.LAST } }],
    }),
  }, {
    name: 'default order',
    document: { upgrade_rollout: { default: order('last') } },
    build: rollout({ defaultOrder: UpgradeOrder.LAST }),
  }, {
    name: 'orders by tags',
    document: { upgrade_rollout: { tags: { stage: { tag_values: { lab: order('first'), live: order('last') } } } } },
    build: rollout({ tags: [{ tagKey: 'stage', orders: { lab: UpgradeOrder.FIRST, live: UpgradeOrder.LAST } }] }),
  }, {
    name: 'Example 1',
    document: { upgrade_rollout: { tags: { stage: { tag_values: { lab: order('first') } } } } },
    build: rollout({ tags: [{ tagKey: 'stage', orders: { lab: UpgradeOrder.FIRST } }] }),
  }, {
    name: 'Example 2',
    document: { upgrade_rollout: { tags: { stage: { tag_values: { live: order('last') } } } } },
    build: rollout({ tags: [{ tagKey: 'stage', orders: { live: UpgradeOrder.LAST } }] }),
  }, {
    name: 'Example 3',
    document: {
      upgrade_rollout: {
        default: order('last'),
        tags: { ring: { tag_values: { inner: order('first'), middle: order('second'), outer: order('last') } } },
      },
    },
    build: rollout({
      defaultOrder: UpgradeOrder.LAST,
      tags: [{ tagKey: 'ring', orders: { inner: UpgradeOrder.FIRST, middle: UpgradeOrder.SECOND, outer: UpgradeOrder.LAST } }],
    }),
  }],
};
