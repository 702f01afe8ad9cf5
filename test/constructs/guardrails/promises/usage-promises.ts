import { CHANGES, type GuardrailPromise } from './guardrail-promise';

export const USAGE_PROMISES: readonly GuardrailPromise[] = [
  {
    guardrailId: 'deny-commitments',
    promised: [{
      services: ['*'],
      names: [
        'Purchase*', '*LongTermPricing', '*Reserved*', '*ProvisionedModelThroughput', 'CreateReservation', 'Renew*', '*Offering', 'Subscribe',
        'CreateSubscription', '*SavingsPlan', 'Transfer*Domain', 'RegisterDomain', '*CapacityBlock*', '*CapacityReservation*',
        '*TrainingPlan*', '*AgreementRequest', '*PaidSubscription', '*Commitment*',
      ],
      levels: CHANGES,
    }],
    decided: [
      {
        reason: 'Paid for one month, without renewal',
        actions: ['glacier:PurchaseProvisionedCapacity'],
      },
      {
        reason: 'Changes what is bought already',
        actions: ['bedrock:UpdateProvisionedModelThroughput', 'cloudfront:UpdateSavingsPlan', 'ec2:ModifyReservedInstances'],
      },
      {
        reason: 'Has no effect until it is accepted, which the guardrail denies',
        actions: ['aws-marketplace:CreateAgreementRequest'],
      },
      {
        reason: 'Cancels, returns or sells',
        actions: [
          'athena:CancelCapacityReservation', 'athena:DeleteCapacityReservation', 'aws-marketplace:CancelAgreementRequest',
          'bcm-pricing-calculator:DeleteBillScenarioCommitmentModification', 'bedrock:DeleteProvisionedModelThroughput',
          'ec2:CancelCapacityReservation', 'ec2:CancelCapacityReservationFleets', 'ec2:CancelReservedInstancesListing',
          'ec2:CreateCapacityReservationCancellationQuote', 'ec2:CreateReservedInstancesListing', 'ec2:DeleteQueuedReservedInstances',
          'savingsplans:DeleteQueuedSavingsPlan', 'savingsplans:ReturnSavingsPlan',
        ],
      },
      {
        reason: 'Moves, splits or assigns capacity that is reserved already',
        actions: [
          'ec2:AssociateCapacityReservationBillingOwner', 'ec2:CreateCapacityReservationBySplitting',
          'ec2:CreateInterruptibleCapacityReservationAllocation', 'ec2:DisassociateCapacityReservationBillingOwner',
          'ec2:ModifyInstanceCapacityReservationAttributes', 'ec2:MoveCapacityReservationInstances',
          'ec2:RejectCapacityReservationBillingOwnership', 'ec2:UpdateInterruptibleCapacityReservationAllocation',
        ],
      },
      {
        reason: 'Subscribes to messages, not to a long-term commitment',
        actions: ['codestar-notifications:Subscribe', 'iot:Subscribe', 'quicksight:Subscribe', 'sns:Subscribe'],
      },
      {
        reason: 'Paid by the month for each user or product, and ends when it is cancelled',
        actions: [
          'freertos:CreateSubscription', 'health-agent:CreateSubscription', 'pricingplanmanager:CreateSubscription',
          'qbusiness:CreateSubscription',
        ],
      },
      {
        reason: 'Registers a domain of workflows, not of the internet',
        actions: ['swf:RegisterDomain'],
      },
      {
        reason: 'Renews a certificate or a delegate, free of charge',
        actions: ['acm:RenewCertificate', 'chime:RenewDelegate'],
      },
      {
        reason: 'Estimates costs',
        actions: [
          'bcm-pricing-calculator:CreateBillScenarioCommitmentModification',
          'bcm-pricing-calculator:UpdateBillScenarioCommitmentModification', 'ce:StartCommitmentPurchaseAnalysis',
        ],
      },
    ],
  },
];
