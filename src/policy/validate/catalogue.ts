import type { Rule } from './rule';
import { allowListSts } from './rules/allow-list-sts';
import { conditionValue } from './rules/condition-value';
import { emptyManagementPolicy } from './rules/empty-management-policy';
import { forAllValuesAllow } from './rules/for-all-values-allow';
import { keyOfOtherActions } from './rules/key-of-other-actions';
import { keyOfSomeResources } from './rules/key-of-some-resources';
import { managementKeys } from './rules/management-keys';
import { managementOperators } from './rules/management-operators';
import { managementSyntax } from './rules/management-syntax';
import { mfaOfRoles } from './rules/mfa-of-roles';
import { neverMatches } from './rules/never-matches';
import { neverMatters } from './rules/never-matters';
import { patternWithoutAction } from './rules/pattern-without-action';
import { policySizeRule } from './rules/policy-size';
import { policySyntax } from './rules/policy-syntax';
import { principalArn } from './rules/principal-arn';
import { privateAddress } from './rules/private-address';
import { rcpAwsServices } from './rules/rcp-aws-services';
import { rcpService } from './rules/rcp-service';
import { regionDeny } from './rules/region-deny';
import { resourceArn } from './rules/resource-arn';
import { resourceParts } from './rules/resource-parts';
import { resourceShape } from './rules/resource-shape';
import { setOperator } from './rules/set-operator';
import { unknownAction } from './rules/unknown-action';
import { unknownConditionKey } from './rules/unknown-condition-key';
import { unknownService } from './rules/unknown-service';
import { unknownSetting } from './rules/unknown-setting';
import { unknownSettingValue } from './rules/unknown-setting-value';
import { variableSyntax } from './rules/variable-syntax';
import { variableVersion } from './rules/variable-version';
import { wildcardBeforeService } from './rules/wildcard-before-service';
import { wildcardValue } from './rules/wildcard-value';

/** All rules; each has a page in docs/rules. */
export const RULES: readonly Rule[] = [
  policySyntax, policySizeRule, resourceArn, resourceParts, resourceShape, wildcardBeforeService, conditionValue, managementKeys,
  managementOperators, managementSyntax, setOperator, neverMatches, variableVersion, variableSyntax, unknownService, unknownAction,
  patternWithoutAction, unknownConditionKey, keyOfOtherActions, keyOfSomeResources, wildcardValue, privateAddress, mfaOfRoles,
  principalArn, regionDeny, allowListSts, forAllValuesAllow, rcpService, rcpAwsServices, unknownSetting, unknownSettingValue,
  emptyManagementPolicy, neverMatters,
];
