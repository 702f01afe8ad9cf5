import { type DocumentedPage, final, is } from './example';
import { ChildControl, PolicyValue, TagPolicy, type TagPolicyTag } from '../../../../src';

const tags = (...given: TagPolicyTag[]): DocumentedPage['examples'][number]['build'] => (stack) => new TagPolicy(stack, 'Policy', { tags: given });

const finalKey = (key: string) => PolicyValue.text(key, ChildControl.NONE);

export const TAG_PAGE: DocumentedPage = {
  page: 'orgs_manage_policies_example-tag-policies',
  type: 'TAG_POLICY',
  shows: 6,
  examples: [{
    name: 'basic syntax',
    document: {
      tags: { department: { tag_key: is('Department'), tag_value: is(['sales', 'legal', 'lab-*']), enforced_for: is(['kms:ALL_SUPPORTED']) } },
    },
    build: tags({ tagKey: 'Department', values: ['sales', 'legal', 'lab-*'], enforcedFor: ['kms:ALL_SUPPORTED'] }),
    built: {
      document: {
        tags: { Department: { tag_key: is('Department'), tag_value: is(['sales', 'legal', 'lab-*']), enforced_for: is(['kms:ALL_SUPPORTED']) } },
      },
      reason: 'Typed props use the tag key as the key of the block, where capitalization has no meaning.',
    },
  }, {
    name: 'Example 1, policy of the root',
    document: { tags: { Department: { tag_key: { ...is('Department'), ...final } }, Ledger: { tag_key: { ...is('Ledger'), ...final } } } },
    build: tags({ tagKey: finalKey('Department') }, { tagKey: finalKey('Ledger') }),
  }, {
    name: 'Example 1, policy of the account',
    document: { tags: { Department: { tag_value: is(['sales', 'legal']) }, Ledger: { tag_value: is(['north', 'south']) } } },
    build: tags(
      { tagKey: 'Department', enforceCapitalization: false, values: ['sales', 'legal'] },
      { tagKey: 'Ledger', enforceCapitalization: false, values: ['north', 'south'] },
    ),
  }, {
    name: 'Example 2',
    document: { tags: { Mood: { tag_key: { ...is('Mood'), ...final }, tag_value: { ...is([]), ...final }, enforced_for: is(['sqs:queue']) } } },
    build: tags({ tagKey: finalKey('Mood'), values: PolicyValue.assign([], ChildControl.NONE), enforcedFor: ['sqs:queue'] }),
  }, {
    name: 'Example 3',
    document: {
      tags: {
        Stage: { tag_key: { ...is('Stage'), ...final }, tag_value: { ...is(['Live', 'Trial']), ...final }, enforced_for: is(['rds:ALL_SUPPORTED']) },
      },
    },
    build: tags({
      tagKey: finalKey('Stage'), values: PolicyValue.assign(['Live', 'Trial'], ChildControl.NONE), enforcedFor: ['rds:ALL_SUPPORTED'],
    }),
  }, {
    name: 'Example 4',
    document: {
      tags: {
        Ledger: { tag_key: is('Ledger'), report_required_tag_for: is(['ec2:volume', 's3:bucket', 'rds:cluster', 'lambda:function']) },
        Stage: {
          tag_key: is('Stage'),
          tag_value: is(['Live', 'Trial', 'Lab']),
          report_required_tag_for: is(['ec2:ALL_SUPPORTED', 'rds:ALL_SUPPORTED', 's3:ALL_SUPPORTED']),
        },
        Team: { tag_key: is('Team'), report_required_tag_for: is(['ec2:ALL_SUPPORTED']) },
      },
    },
    build: tags(
      { tagKey: 'Ledger', reportRequiredTagFor: ['ec2:volume', 's3:bucket', 'rds:cluster', 'lambda:function'] },
      {
        tagKey: 'Stage', values: ['Live', 'Trial', 'Lab'], reportRequiredTagFor: ['ec2:ALL_SUPPORTED', 'rds:ALL_SUPPORTED', 's3:ALL_SUPPORTED'],
      },
      { tagKey: 'Team', reportRequiredTagFor: ['ec2:ALL_SUPPORTED'] },
    ),
  }],
};
