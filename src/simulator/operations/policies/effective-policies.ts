import { authorize } from '../../authorization/authorization';
import { isInEffect, lastChange, MergedPolicies } from '../../effective-policies/merged-policy';
import { validationErrors } from '../../effective-policies/validation-errors';
import { numbered, page, PageRequest } from '../../protocol/paging';
import { pathOf, presentAccount, seconds } from '../../protocol/presentation';
import { invalidInput, ServiceError } from '../../protocol/service-error';
import { findAccount } from '../accounts/accounts';
import { Call, reading } from '../operation';
import { requireAllFeatures } from '../preconditions';

function noEffectivePolicy(type: string): ServiceError {
  return new ServiceError('EffectivePolicyNotFoundException',
    `The policy type ${type} is not enabled, or no policy of this type applies to the account. Enable the type and attach a policy.`);
}

/** The only error for it that the operation has. */
function targetNotFound(): ServiceError {
  return new ServiceError('TargetNotFoundException', "You specified a target that doesn't exist.");
}

function requireInEffect(call: Call, type: string): void {
  if (!isInEffect(call.view, type)) throw noEffectivePolicy(type);
}

interface DescribeRequest {
  readonly PolicyType: string;
  readonly TargetId?: string;
}

/**
 * The account that is meant, by default the caller. Every account may ask for itself; for others the management account, delegated
 * administrators and accounts that the resource policy names. Source: API Reference, DescribeEffectivePolicy; User Guide, "Delegated
 * administrator for AWS services that work with Organizations".
 */
function targetOf(call: Call, { TargetId: id = call.caller.accountId }: DescribeRequest): string {
  if (id !== call.caller.accountId) {
    const { world, caller, partition } = call;
    authorize({ world, accountId: caller.accountId, exists: true, partition, request: { TargetId: id } }, call.operation, 'delegate');
  }
  if (/^(r|ou)-/.test(id)) {
    if (call.readings.effectivePolicyOfAUnit === 'TargetNotFoundException') throw targetNotFound();
    throw invalidInput(call.readings.effectivePolicyOfAUnit, `An effective policy is that of an account, "${id}" is not one. Give the ID of an account.`);
  }
  if (!call.view.get('accounts', id)) throw targetNotFound();
  return id;
}

function describeEffectivePolicy(call: Call, request: DescribeRequest): object {
  const { PolicyType: type } = request;
  requireAllFeatures(call);
  const accountId = targetOf(call, request);
  requireInEffect(call, type);
  const { document } = new MergedPolicies(call.view, type).of(accountId);
  if (document === undefined && call.readings.effectivePolicyOfNothing === 'EffectivePolicyNotFoundException') throw noEffectivePolicy(type);
  return {
    EffectivePolicy: {
      PolicyContent: JSON.stringify(document ?? {}),
      LastUpdatedTimestamp: seconds(lastChange(call.view, accountId, type)),
      TargetId: accountId,
      PolicyType: type,
    },
  };
}

function listInvalid(call: Call, request: PageRequest & { PolicyType: string }): object {
  const { PolicyType: type } = request;
  requireAllFeatures(call);
  requireInEffect(call, type);
  const merged = new MergedPolicies(call.view, type);
  const { items, next } = page(
    call, request,
    (after) => call.view.scan('accounts', undefined, after),
    (account) => validationErrors(type, merged.of(account.id)).length > 0 ? presentAccount(call, account) : undefined,
  );
  return { Accounts: items, PolicyType: type, ...next };
}

function listErrors(call: Call, request: PageRequest & { AccountId: string; PolicyType: string }): object {
  const { AccountId: accountId, PolicyType: type } = request;
  requireAllFeatures(call);
  findAccount(call.view, accountId);
  requireInEffect(call, type);
  const merged = new MergedPolicies(call.view, type).of(accountId);
  if (merged.document === undefined) throw noEffectivePolicy(type);
  const { items, next } = page(call, request, numbered(validationErrors(type, merged)), (error) => error);
  return {
    AccountId: accountId,
    PolicyType: type,
    Path: pathOf(call.view, accountId),
    EvaluationTimestamp: seconds(lastChange(call.view, accountId, type)),
    EffectivePolicyValidationErrors: items,
    ...next,
  };
}

export const effectivePolicyOperations = [
  reading('DescribeEffectivePolicy', 'organization', describeEffectivePolicy),
  reading('ListAccountsWithInvalidEffectivePolicy', 'delegate', listInvalid),
  reading('ListEffectivePolicyValidationErrors', 'delegate', listErrors),
];
