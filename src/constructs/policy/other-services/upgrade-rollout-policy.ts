import { Construct } from 'constructs';
import { problem } from '../../validation';
import { countProblems, repeatedNameProblems } from '../management/list-rules';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { block, blocksByName, PolicyTree, setting } from '../management/policy-tree';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';

/** The position of resources in the rollout of an upgrade. */
export enum UpgradeOrder {
  /** Before the others. */
  FIRST = 'first',
  /** After the first ones. */
  SECOND = 'second',
  /** After all others. */
  LAST = 'last',
}

/** The upgrade orders of resources with a tag. */
export interface UpgradeRolloutTag {
  /**
   * The key of the tag.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html#orgs_manage_policies_upgrade_syntax_components_tags
   */
  readonly tagKey: string;
  /**
   * The order for each value of the tag, such as `{ development: UpgradeOrder.FIRST }`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html#orgs_manage_policies_upgrade_syntax_components_tags
   */
  readonly orders: { [tagValue: string]: UpgradeOrder };
}

/** Properties of `UpgradeRolloutPolicy`. */
export interface UpgradeRolloutPolicyProps extends ManagementPolicyProps {
  /**
   * The upgrade order of resources without a tag of `tags`.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html#orgs_manage_policies_upgrade_syntax_components_default
   * @default - the inherited order, or `UpgradeOrder.SECOND`
   */
  readonly defaultOrder?: UpgradeOrder;
  /**
   * Upgrade orders of resources by their tags.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html#orgs_manage_policies_upgrade_syntax_components_tags
   * @default - none
   */
  readonly tags?: UpgradeRolloutTag[];
}

/**
 * An upgrade rollout policy: the order in which resources get automatic upgrades. The guide documents two maximum sizes: 10,000
 * characters in the table of quotas, 5,120 bytes on the page of the syntax. The library checks the first one.
 *
 * Source: AWS Organizations User Guide, "Upgrade rollout policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_upgrade_syntax.html
 * @example
 * declare const organization: Organization;
 * organization.root.attachPolicy(new UpgradeRolloutPolicy(this, 'UpgradeOrder', {
 *   defaultOrder: UpgradeOrder.SECOND,
 *   tags: [{ tagKey: 'stage', orders: { development: UpgradeOrder.FIRST, production: UpgradeOrder.LAST } }],
 * }));
 */
export class UpgradeRolloutPolicy extends Policy {
  constructor(scope: Construct, id: string, props: UpgradeRolloutPolicyProps) {
    const { defaultOrder, tags } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.UPGRADE_ROLLOUT_POLICY, noun: 'upgrade rollout policy', topKey: 'upgrade_rollout' }, props, {
      props: { defaultOrder, tags },
      tree: () => block({
        default: block({ patch_order: setting(defaultOrder) }),
        tags: blocksByName(tags, ({ tagKey }) => tagKey, ({ orders }) => block({ tag_values: valuesBlock(orders) })),
      }),
      problems: () => [
        ...countProblems('tag', tags),
        ...repeatedNameProblems('A tag', (tags ?? []).map(({ tagKey }) => tagKey)),
        ...(tags ?? []).flatMap(tagProblems),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}

function valuesBlock(orders: UpgradeRolloutTag['orders']): PolicyTree | undefined {
  return blocksByName(Object.entries(orders), ([value]) => value, ([, order]) => block({ patch_order: setting(order) }));
}

function tagProblems({ tagKey, orders }: UpgradeRolloutTag): string[] {
  if (tagKey !== '' && Object.keys(orders).length > 0) return [];
  return [problem({
    wrong: 'A tag of the upgrade rollout policy needs a key, and at least one value with its order',
    given: JSON.stringify({ tagKey, orders }),
    remedy: 'Write { tagKey: \'environment\', orders: { development: UpgradeOrder.FIRST } }',
  })];
}
