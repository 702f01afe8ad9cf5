/** Behaviors of policies, policy types and attachments that AWS does not document. Each switch lists its readings, the default first. */
export const POLICY_READINGS = {
  /**
   * Where a policy's name has to be unique.
   * Source: users ("A policy with the specified name and type already exists"); API says only "a policy with the same name already exists".
   */
  policyNames: ['uniquePerType', 'uniqueInTheOrganization', 'uniquePerTypeInAnyCase'],

  /**
   * An update that gives the name which the policy or the organizational unit has already.
   * Source: guess.
   */
  renamingToTheSameName: ['success', 'duplicate'],

  /**
   * AttachPolicy of a policy that is attached already.
   * Source: model (DuplicatePolicyAttachmentException); users (AWS's own Customizations for AWS Control Tower takes this error for success,
   * `cfct/aws/services/scp.py`). Users of emulators see success.
   */
  attachingWhatIsAttached: ['DuplicatePolicyAttachmentException', 'success'],

  /**
   * DetachPolicy of a policy that is not attached.
   * Source: model (PolicyNotAttachedException); users (the same file takes this error for success). Users of emulators see success.
   */
  detachingWhatIsNotAttached: ['PolicyNotAttachedException', 'success'],

  /**
   * Whether AttachPolicy and DetachPolicy look at the attachment before they count: the alternative refuses to attach what is attached
   * already where all slots are taken, and to detach what is not attached where one policy is left, with the error of the count.
   * Source: guess.
   */
  attachmentChecks: ['attachmentBeforeCount', 'countBeforeAttachment'],

  /**
   * DeletePolicy after the last detachment: allowed at once, or PolicyInUseException for 20 seconds.
   * Source: users (a policy stays "in use" after it was detached; alchemy issue 231).
   */
  deletingAPolicyJustDetached: ['allowed', 'PolicyInUseException'],

  /**
   * When FullAWSAccess (and RCPFullAWSAccess) is attached to a new organizational unit or account.
   * Source: guide ("attached to every new entity"); the moment: guess.
   */
  defaultPolicyOfNewTargets: ['atOnce', 'afterFiveSeconds'],

  /**
   * EnablePolicyType while the type is PENDING_ENABLE.
   * Source: guess; model (both errors).
   */
  enablingAPendingType: ['PolicyChangesInProgressException', 'PolicyTypeAlreadyEnabledException', 'success'],

  /**
   * Which policy types need the trusted access of a service, and keep it from being disabled.
   * Source: API (ConstraintViolationException, which names SECURITYHUB_POLICY as its example); that there are more: guess.
   */
  policyTypesWithAService: ['securityHubPolicies', 'everyTypeThatNamesOne'],

  /**
   * AttachPolicy after its type is shown as ENABLED: allowed at once, or PolicyTypeNotEnabledException for 15 seconds.
   * Source: users (Landing Zone Accelerator retries it, org-formation enables again).
   */
  attachingAfterEnabling: ['allowed', 'PolicyTypeNotEnabledException'],

  /**
   * Which policy types a new organization has.
   * Source: users (none); guide (service control policies).
   */
  policyTypesOfANewOrganization: ['none', 'serviceControlPolicies'],

  /**
   * The requests that carry the condition key `organizations:PolicyType`: those about a policy or a type, those that have the type among
   * their members, or none.
   * Source: Service Authorization Reference (the first); guide, "Resource-based policy examples", which tests the key with IfExists.
   */
  policyTypeKey: ['everywhere', 'whereTheRequestNamesIt', 'nowhere'],

  /**
   * The resource of CreatePolicy in a statement: the policies of its type, or only `*`.
   * Source: guide, "Resource-based policy examples" (the first); Service Authorization Reference (names no resource).
   */
  resourceOfCreatePolicy: ['policiesOfItsType', 'anyResource'],

  /**
   * The tags of the resource (`aws:ResourceTag/…`) for which TagResource is checked when CreatePolicy passes tags: those of the request, or
   * none.
   * Source: Service Authorization Reference (lists `aws:ResourceTag` as a key of CreatePolicy, and no other resource has it); guess.
   */
  tagsOfNewPolicies: ['thoseOfTheRequest', 'none'],

  /**
   * ListPolicies and ListPoliciesForTarget of a policy type that the partition lacks: refused, or an empty list.
   * Source: model (both errors, and none for the type); guess.
   */
  policiesOfATypeNotOffered: ['InvalidInputException', 'UnsupportedAPIEndpointException', 'none'],

  /**
   * DescribeEffectivePolicy where the type is enabled and no policy applies to the account.
   * Source: API (the exception: on a member account "the account doesn't have an effective policy of this type"; on the management account
   * it says only that the type is not enabled).
   */
  effectivePolicyOfNothing: ['EffectivePolicyNotFoundException', 'emptyDocument'],

  /**
   * The error of DescribeEffectivePolicy for the root or an organizational unit: an invalid input with this reason, or another one.
   * Source: API ("not supported"); which error: guess.
   */
  effectivePolicyOfAUnit: ['TARGET_NOT_SUPPORTED', 'INVALID_PATTERN_TARGET_ID', 'TargetNotFoundException'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
