/** Behaviors of the organization, OUs, trusted access, delegation and tags that AWS does not document. The default comes first. */
export const STRUCTURE_READINGS = {
  /**
   * CreateOrganization by a role that is new: allowed at once, or refused for 20 seconds because the role may not create the
   * service-linked role yet (AccessDeniedForDependencyException, ACCESS_DENIED_DURING_CREATE_SERVICE_LINKED_ROLE).
   * Source: API (the error); that it passes: guess.
   */
  creatingTheOrganization: ['allowed', 'AccessDeniedForDependencyException'],

  /**
   * The operations that a new organization refuses with FinalizingOrganizationException while it is finalizing (`finalizingMs`).
   * Source: model (CreateAccount); users (Terraform retried it on units, policies and attachments as well).
   */
  finalizingConcerns: ['accounts', 'accountsUnitsAndPolicies'],

  /**
   * How the names of sibling organizational units are compared.
   * Source: API ("unique within the parent"); case: guess.
   */
  organizationalUnitNames: ['exact', 'inAnyCase'],

  /**
   * DeleteOrganizationalUnit of an empty unit with policies attached: the policies are detached, or the call is refused while a policy
   * of the customer is attached.
   * Source: guess. Which error: the operation has no better one than the two.
   */
  deletingAUnitWithPolicies: ['detachesThem', 'OrganizationalUnitNotEmptyException', 'InvalidInputException'],

  /**
   * DeleteOrganizationalUnit after the last account or unit left it: allowed at once, or OrganizationalUnitNotEmptyException for
   * 20 seconds.
   * Source: users (a parent stays "not empty" after its children were removed; alchemy issue 231).
   */
  deletingAUnitJustEmptied: ['allowed', 'OrganizationalUnitNotEmptyException'],

  /**
   * The error for a parent that does not exist.
   * Source: model (ParentNotFoundException); guess.
   */
  unknownParent: ['ParentNotFoundException', 'OrganizationalUnitNotFoundException'],

  /**
   * The error for an attachment's or a tag's target that does not exist: the general one, the one of its kind, that of a parent, or
   * an invalid input.
   * Source: model (TargetNotFoundException); emulators use those of the kinds.
   */
  unknownTarget: ['TargetNotFoundException', 'ofItsKind', 'ParentNotFoundException', 'InvalidInputException'],

  /**
   * ListParents of a child that does not exist.
   * Source: model (ChildNotFoundException); guess.
   */
  unknownChild: ['ChildNotFoundException', 'ofItsKind', 'InvalidInputException'],

  /**
   * EnableAWSServiceAccess where it is enabled: no effect, a new DateEnabled, or an error.
   * Source: model (lists no error for it); date: guess.
   */
  enablingTrustedAccessTwice: ['success', 'newDate', 'InvalidInputException'],

  /**
   * DisableAWSServiceAccess where it is disabled.
   * Source: model (lists no error for it); guess.
   */
  disablingTrustedAccessTwice: ['success', 'InvalidInputException'],

  /**
   * RegisterDelegatedAdministrator of an account that is registered for the service.
   * Source: model (AccountAlreadyRegisteredException); users (cdk-organizations issue 716 quotes its message).
   */
  registeringTwice: ['AccountAlreadyRegisteredException', 'success'],

  /**
   * DeregisterDelegatedAdministrator of an account that is not registered for the service.
   * Source: model (AccountNotRegisteredException); users (AWS's own Security Reference Architecture examples expect this error here, and
   * a user quotes its message from ListDelegatedServicesForAccount). For the others: guess.
   */
  deregisteringTheUnregistered: ['AccountNotRegisteredException', 'AccountNotFoundException', 'InvalidInputException', 'success'],

  /**
   * UntagResource with keys that the resource does not have.
   * Source: model (lists no error for it); guess.
   */
  untaggingAbsentKeys: ['success', 'InvalidInputException'],

  /**
   * PutResourcePolicy with tags where a resource policy exists.
   * Source: API ("an exception", without its name); guess.
   */
  tagsOfAnExistingResourcePolicy: ['InvalidInputException', 'ignored', 'replaceTheOld'],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
