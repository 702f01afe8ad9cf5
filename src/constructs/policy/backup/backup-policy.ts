import { Construct } from 'constructs';
import { Policy } from '../policy';
import { PolicyType } from '../policy-type';
import { backupPlanBlock } from './backup-policy-content';
import type { BackupPolicyPlan } from './backup-policy-plan';
import { backupPlanProblems } from './backup-policy-rules';
import { countProblems, repeatedNameProblems } from '../management/list-rules';
import { ManagementPolicyDraft } from '../management/management-policy-draft';
import type { ManagementPolicyProps } from '../management/management-policy-props';
import { blocksByName } from '../management/policy-tree';

/** Properties of `BackupPolicy`. */
export interface BackupPolicyProps extends ManagementPolicyProps {
  /**
   * The backup plans. Each plan must be complete or have `completesInheritedPlan`. Use `content` to change single settings of inherited
   * plans.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html#backup-policy-syntax-components
   * @default - `content` defines the policy
   */
  readonly plans?: BackupPolicyPlan[];
}

/**
 * A backup policy: backup plans that AWS Backup creates in the accounts. Each account must have the vaults and roles that the plans name.
 *
 * Source: AWS Organizations User Guide, "Backup policy syntax and examples".
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_backup_syntax.html
 * @example
 * declare const prod: OrganizationalUnit;
 * prod.attachPolicy(new BackupPolicy(this, 'DailyBackups', {
 *   plans: [{
 *     planName: 'Daily',
 *     regions: ['eu-central-1', 'eu-west-1'],
 *     rules: [{ ruleName: 'Nightly', scheduleExpression: 'cron(0 3 ? * * *)', vaultName: 'Backups', deleteAfter: Duration.days(35) }],
 *     tagSelections: [{
 *       selectionName: 'Tagged', roleArn: 'arn:aws:iam::$account:role/Backup', tagKey: 'backup', tagValues: ['daily'],
 *     }],
 *   }],
 * }));
 */
export class BackupPolicy extends Policy {
  constructor(scope: Construct, id: string, props: BackupPolicyProps) {
    const { plans } = props;
    const draft = new ManagementPolicyDraft({ policyType: PolicyType.BACKUP_POLICY, noun: 'backup policy', topKey: 'plans' }, props, {
      props: { plans },
      tree: () => blocksByName(plans, ({ planName }) => planName, backupPlanBlock),
      problems: () => [
        ...countProblems('backup plan', plans),
        ...repeatedNameProblems('A backup plan', (plans ?? []).map(({ planName }) => planName)),
        ...(plans ?? []).flatMap(backupPlanProblems),
      ],
    });
    super(scope, id, draft.policyProps);
    draft.checkAtSynthesis(this);
  }
}
