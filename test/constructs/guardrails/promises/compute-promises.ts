import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const COMPUTE_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'require-imds-v2',
    promised: [{ services: ['ec2'], names: ['*InstanceMetadata*', 'RunInstances', 'RequestSpot*'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'deny-other-instance-types',
    promised: [{
      services: ['ec2'],
      names: [
        'RunInstances', 'CreateFleet', 'RequestSpot*', 'Modify*InstanceAttribute', 'Modify*InstanceType*',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'deny-instance-types',
    promised: [{
      services: ['ec2'],
      names: [
        'RunInstances', 'CreateFleet', 'RequestSpot*', 'Modify*InstanceAttribute', 'Modify*InstanceType*',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'deny-other-image-owners',
    promised: [{ services: ['ec2'], names: ['RunInstances', 'CreateFleet', 'RequestSpot*', '*RootVolumeTask'], levels: CHANGES }],
    decided: [],
  },
  {
    guardrailId: 'require-volume-encryption',
    promised: [{
      services: ['ec2'],
      names: [
        'RunInstances', 'CreateFleet', 'RequestSpot*', 'Create*Volume', 'Copy*Volume*', 'Import*Volume', 'ImportInstance',
      ],
      levels: CHANGES,
    }],
    decided: [],
  },
  {
    guardrailId: 'protect-volume-encryption-default',
    promised: [{ services: ['ec2'], names: ['*EbsEncryption*', '*EbsDefault*'], levels: CHANGES }],
    decided: [
      {
        reason: 'Turns encryption on',
        actions: ['ec2:EnableEbsEncryptionByDefault'],
      },
      {
        reason: 'Chooses the key, not whether there is one',
        actions: ['ec2:ModifyEbsDefaultKmsKeyId', 'ec2:ResetEbsDefaultKmsKeyId'],
      },
    ],
  },
  {
    guardrailId: 'deny-public-images',
    promised: [{ services: ['ec2'], names: ['*ImageBlockPublicAccess'], levels: CHANGES }],
    decided: [
      {
        reason: 'Turns the block on',
        actions: ['ec2:EnableImageBlockPublicAccess'],
      },
    ],
  },
  {
    guardrailId: 'deny-public-snapshots',
    promised: [{ services: ['ec2'], names: ['*SnapshotBlockPublicAccess', 'Modify*SnapshotAttribute'], levels: CHANGES }],
    decided: [
      {
        reason: 'Turns the block on; its weaker mode is a limit of the guardrail',
        actions: ['ec2:EnableSnapshotBlockPublicAccess'],
      },
    ],
  },
];
