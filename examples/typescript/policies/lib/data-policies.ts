import { Duration } from 'aws-cdk-lib';
import {
  BackupPolicy, DeclarativeEc2Policy, HttpTokens, ImageBlockPublicAccess, type Policy, S3Policy, SnapshotBlockPublicAccess, UpgradeOrder,
  UpgradeRolloutPolicy, VpcBlockPublicAccessMode,
} from 'cdk-aws-organizations';
import type { Construct } from 'constructs';

/** Policies for backups, public access and upgrades. */
export function dataPolicies(scope: Construct): Policy[] {
  return [
    new BackupPolicy(scope, 'Backups', {
      plans: [{
        planName: 'Daily',
        regions: ['eu-central-1', 'eu-west-1'],
        rules: [{
          ruleName: 'Night',
          scheduleExpression: 'cron(0 2 ? * * *)',
          vaultName: 'Default',
          startWindow: Duration.hours(2),
          moveToColdStorageAfter: Duration.days(30),
          deleteAfter: Duration.days(365),
          copyActions: [{ vaultArn: 'arn:aws:backup:eu-north-1:$account:backup-vault:Default', deleteAfter: Duration.days(35) }],
        }],
        tagSelections: [{ selectionName: 'Tagged', roleArn: 'arn:aws:iam::$account:role/Backup', tagKey: 'backup', tagValues: ['daily'] }],
      }],
    }),
    new DeclarativeEc2Policy(scope, 'Machines', {
      serialConsoleAccess: false,
      imageBlockPublicAccess: ImageBlockPublicAccess.BLOCK_NEW_SHARING,
      snapshotBlockPublicAccess: SnapshotBlockPublicAccess.BLOCK_ALL_SHARING,
      vpcBlockPublicAccess: { mode: VpcBlockPublicAccessMode.BLOCK_INGRESS, exclusionsAllowed: true },
      instanceMetadataDefaults: { httpTokens: HttpTokens.REQUIRED, httpPutResponseHopLimit: 2 },
      exceptionMessage: 'Set for all accounts. Questions: platform@example.com',
    }),
    new S3Policy(scope, 'NoPublicBuckets', { blockPublicAccess: true }),
    new UpgradeRolloutPolicy(scope, 'Upgrades', {
      defaultOrder: UpgradeOrder.SECOND,
      tags: [{ tagKey: 'Stage', orders: { test: UpgradeOrder.FIRST, prod: UpgradeOrder.LAST } }],
    }),
  ];
}
